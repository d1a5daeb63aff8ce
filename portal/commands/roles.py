"""The two roles of PostgreSQL, for the accounts of the two doors."""

import click

from feedback.store import roles as rights
from feedback.store.engine import connect
from portal.settings import Settings

DOOR, DESK = "heard-door", "heard-desk"
"""How our papers call the two doors’ accounts, of the machine and of the database."""


@click.group()
def roles() -> None:
    """Make the roles of the two doors on PostgreSQL."""


@roles.command("make")
def make() -> None:
    """Make both roles and set what each may do, as the account that owns the tables."""
    engine = connect(Settings.from_environment().database_url)
    try:
        made = rights.make_roles(engine)
    finally:
        engine.dispose()
    for name in made:
        click.echo(f"made: {name}")
    click.echo("Both roles are there and may do what they should. Give each door an account:")
    for role, door in ((rights.CHILDREN, DOOR), (rights.STAFF, DESK)):
        click.echo(f'  CREATE ROLE "{door}" LOGIN IN ROLE {role};')
    click.echo(
        "Over the socket each account of the machine is known by its own name, which is then the "
        "role’s; everywhere else add PASSWORD '…'."
    )


@roles.command("print")
def print_() -> None:
    """Print what makes them, for whoever runs the database. It asks no database."""
    for statement in rights.statements():
        click.echo(f"{statement};")

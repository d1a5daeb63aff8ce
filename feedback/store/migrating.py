"""Bringing a database to the schema of this version, and saying where it stands."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine, to: str = "head") -> None:
    """Move the schema up (or, with a revision before, down) in one transaction."""
    with engine.begin() as connection:
        move(connection, to)


def move(connection: Connection, to: str) -> None:
    """Move the schema within a transaction that is already open."""
    # Only who moves a schema needs them; the server would hold a tenth more memory.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    if to == "base" or to.startswith("-"):
        command.downgrade(config, to)
    else:
        command.upgrade(config, to)


def is_current(engine: Engine) -> bool:
    """Whether the database has the schema of this version."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        noted = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return list(noted) == [newest()]


def newest() -> str:
    """Return the name of the newest migration: they are numbered, and follow one another."""
    return max(path.name for path in (FOLDER / "versions").glob("[0-9]*.py")).partition("_")[0]

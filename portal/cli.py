"""``portal``: every command, each thin over a service."""

from importlib import import_module
from typing import Any

import click

_COMMANDS = {
    "audit": "portal.commands.audit:audit",
    "backup": "portal.commands.keeping:backup",
    "caseload": "portal.commands.caseload:caseload",
    "concerns": "portal.commands.concerns:concerns",
    "demo": "portal.commands.demo:demo",
    "doctor": "portal.commands.doctor:doctor",
    "keys": "portal.commands.keys:keys",
    "migrate": "portal.commands.running:migrate",
    "participation": "portal.commands.participation:participation",
    "questionnaires": "portal.commands.questionnaires:questionnaires",
    "redact": "portal.commands.redact:redact_texts",
    "rehearse": "portal.commands.rehearse:rehearse",
    "release": "portal.commands.release:release",
    "restore": "portal.commands.keeping:restore",
    "retention": "portal.commands.retention:retention",
    "return903": "portal.commands.return903:return903",
    "roles": "portal.commands.roles:roles",
    "serve": "portal.commands.running:serve",
    "staff": "portal.commands.staff:staff",
    "voices": "portal.commands.voices:voices",
    "translations": "portal.commands.translations:translations",
    "work": "portal.commands.running:work",
}


class Portal(click.Group):
    """Finds a command by name and imports it only then, so that each starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click’s own shape
        """Name every command."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Find one command."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        found: click.Command = getattr(import_module(module), name)
        return found

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click’s own shape
        """Run a command. Whatever it refuses becomes one sentence and exit status 1."""
        with import_module("portal.commands.opening").refusals():
            return super().invoke(ctx)


@click.command(cls=Portal)
@click.version_option(package_name="heard-portal", message="Heard %(version)s")
def main() -> None:
    """Heard: children in care are asked before their review, and heard after it."""

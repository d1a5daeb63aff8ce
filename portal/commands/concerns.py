"""Saying which texts, written as JSON lines, would ask to be read first."""

import json
import sys

import click

from feedback.concerns import look_first
from portal.commands.json_lines import texts


@click.command()
def concerns() -> None:
    """Say which texts would ask to be read first: JSON lines in, JSON lines out.

    A line in is {"text": "..."}. A line out says whether the list of words finds anything
    and of what it may speak. It is no safety control. If any line is unsound nothing is printed.
    """
    read = [fields["text"] for _, fields in texts(sys.stdin.buffer)]
    for text in read:
        found = look_first([text])
        click.echo(json.dumps({"alert": bool(found), "kinds": [one.kind for one in found]}))

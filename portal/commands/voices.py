"""What is to be recorded for Listen, what is there, and what nobody needs any more."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import click
from flask import Flask

from feedback.spreadsheet_cells import write_rows
from portal import language
from portal.commands.opening import opened
from portal.languages import ENGLISH
from portal.voices.clips import Shelf
from portal.voices.everything import everything
from portal.voices.offering import clips
from portal.voices.sentences import name_of

THERE, MISSING, STALE, UNSOUND = "there", "missing", "stale", "unsound"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to record, or one file that belongs to none."""

    language: str
    state: str
    file: str
    sentence: str = ""
    forms: str = ""


@click.group()
def voices() -> None:
    """Look after the recordings that Listen plays."""


@voices.command("list")
@click.option("--as", "as_", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--form", default="", help="Only what stands in this form, or in pages.")
@click.option("--language", "tag", default="", help="Only this language, such as en-GB.")
def list_(as_: str, form: str, tag: str) -> None:
    """List every sentence a child can meet, its file, and whether that is there."""
    with _portal():
        found = [one for one in _lines() if not form or form in one.forms.split()]
    lines = [one for one in found if not tag or one.language == tag]
    if as_ == "json":
        click.echo(json.dumps([asdict(one) for one in lines], ensure_ascii=False, indent=2))
        return
    rows = [tuple(Line.__dataclass_fields__), *(tuple(asdict(one).values()) for one in lines)]
    write_rows(sys.stdout, rows)


@voices.command()
def check() -> None:
    """Say how much of each form is recorded; fail where a file belongs to no sentence."""
    with _portal():
        lines = list(_lines())
    forms: dict[tuple[str, str], list[str]] = {}
    for one in lines:
        for form in one.forms.split():
            forms.setdefault((one.language, form), []).append(one.state)
    for (tag, form), states in forms.items():
        there, of = states.count(THERE), len(states)
        click.echo(f"{tag} {form}: {there} of {of} sentences are recorded.")
    left = [one for one in lines if one.state in {STALE, UNSOUND}]
    for one in left:
        why = "its words are gone" if one.state == STALE else "it is no recording we can play"
        click.echo(f"{one.language}/{one.file}: {why}.")
    if left:
        raise click.ClickException(f"{len(left)} files belong to no sentence.")


@contextmanager
def _portal() -> Iterator[Flask]:
    """Put the portal together, because its pages know best what stands on them."""
    from portal import create_app  # noqa: PLC0415  no other command needs every page

    with opened() as installation:
        app = create_app(installation.settings)
        with app.test_request_context():
            yield app
        app.extensions["heard.store"].engine.dispose()


def _lines() -> Iterator[Line]:
    """Go through every language that is offered, with its files."""
    for spoken in (ENGLISH, *language.shelf().offered()):
        language.choose(spoken.tag)
        yield from _in_language(spoken.tag)


def _in_language(tag: str) -> Iterator[Line]:
    shelf, wanted = clips().shelf(tag), set()
    for sentence, forms in everything().items():
        name = name_of(sentence, tag)
        wanted.add(name)
        yield Line(tag, *_found(shelf, name), sentence, " ".join(forms))
    for name, clip in shelf.clips.items():
        if name not in wanted:
            yield Line(tag, STALE, clip.path.name)
    for name in shelf.unsound:
        yield Line(tag, UNSOUND, name)


def _found(shelf: Shelf, name: str) -> tuple[str, str]:
    clip = shelf.clips.get(name)
    return (THERE, clip.path.name) if clip else (MISSING, f"{name}.mp3")

"""Languages on the command line: how far each is, files for translators, and compiling."""

from pathlib import Path

import click

from feedback.errors import SettingsUnsound
from feedback.phrases import Phrase
from feedback.services import translate
from feedback.services.translate import Reviewer
from feedback.store import audit
from portal.commands.opening import opened
from portal.languages import BY_TAG, LANGUAGES
from portal.translating import compiled, compiling, drafts
from portal.translating.gathering import gathered


@click.group()
def translations() -> None:
    """Bring the child’s pages into other languages."""


@translations.command("list")
def list_all() -> None:
    """Say for each language and form how many sentences were accepted, and how many are stale."""
    with opened() as installation:
        for language in LANGUAGES:
            for one in compiling.progress(compiling.book_of(installation.store, language.tag)):
                if one.accepted or one.drafted or one.stale:
                    click.echo(
                        f"{language.tag} {one.domain}: {one.accepted} of {one.total} accepted,"
                        f" {one.drafted} drafted, {one.stale} stale"
                    )


@translations.command()
@click.argument("tag", metavar="TAG")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder to write them into."
)
def draft(tag: str, out: Path) -> None:
    """Write files for a translator: every sentence with notes and the text it has so far."""
    with opened() as installation:
        book = compiling.book_of(installation.store, _known(tag))
        for domain in gathered():
            drafts.write_drafts(drafts.file_of(out, tag, domain), book, domain)
    click.echo(f"{len(gathered())} files for {BY_TAG[tag].english} are in {out}.")


@translations.command()
@click.argument("tag", metavar="TAG")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Who translated it.")
def take(tag: str, file: Path, name: str) -> None:
    """Take a translator’s file in as drafts, all of it or nothing. A second person accepts."""
    with opened() as installation, installation.store.begin() as transaction:
        book = translate.read_book(transaction, _known(tag), drafts.came_with_it(tag))
        taken = 0
        if file.stem not in gathered():
            raise SettingsUnsound(f"{file.name} is named after no form.")
        by = Reviewer(name, "", audit.COMMAND, installation.keys, installation.now)
        said = drafts.read_drafts(file, file.stem)
        for phrase in gathered()[file.stem]:
            text = said.get(phrase.key)
            if text is not None and text.forms != _now(book, phrase):
                translate.write(transaction, book, (phrase, text.forms), by=by)
                taken += 1
    click.echo(f"{taken} drafts were taken in.")


@translations.command()
def fresh() -> None:
    """Say which drafts that came with the portal are behind the English of today."""
    behind = [(tag, one) for tag in BY_TAG for one in drafts.behind(tag).items()]
    for tag, (domain, (missing, old)) in behind:
        click.echo(f"{tag} {domain}: {missing} are missing, {old} are of English that changed")
    if behind:
        raise SettingsUnsound("Draft what is missing and take out what is old, or let it be.")
    click.echo("Every draft is fresh.")


@translations.command("compile")
def compile_() -> None:
    """Offer every form that was accepted whole. Nothing that is only drafted is ever compiled."""
    with opened() as installation:
        folder = installation.settings.instance / compiled.FOLDER
        for tag, domain in compiling.compile_whole(installation.store, folder):
            click.echo(f"{tag} {domain} is whole.")


def _now(book: translate.Book, phrase: Phrase) -> tuple[str, ...]:
    text = book.text(phrase)
    return text.forms if text else ()


def _known(tag: str) -> str:
    if tag not in {language.tag for language in LANGUAGES}:
        raise SettingsUnsound(f"{tag} is not in the table of languages.")
    return tag

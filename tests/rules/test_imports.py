"""Who may know whom, where a list of new modules would soon be out of date."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules import tree

DATABASE = ("sqlalchemy", "alembic", "psycopg")
WEB = ("flask", "wtforms", "werkzeug", "jinja2", "babel")
DOING = ("feedback.store", "feedback.services")
KNOWS_THE_STORE = ("feedback/store/", "feedback/services/")
PUTS_IT_TOGETHER = (
    "portal/children/mishaps.py",  # turns a busy database into a child’s page
    "portal/children/visit.py",  # names the type of the transaction it is handed
    "portal/commands/opening.py",  # opens the store for commands
    "portal/errors.py",  # turns a busy database into a page
    "portal/staff_store.py",  # what the sign-in library asks of a store
    "portal/storage.py",  # opens the store for pages
)


def test_an_idea_knows_neither_the_store_nor_the_services():
    ideas = [path for path in _modules("feedback") if not str(path).startswith(KNOWS_THE_STORE)]

    found = [f"{path}: {name}" for path in ideas for name in _imported(path, *DOING)]

    assert not found, "\n".join(found)


def test_only_the_store_the_services_and_who_puts_it_together_know_the_database():
    others = [
        path
        for path in [*_modules("feedback"), *_modules("portal")]
        if not str(path).startswith((*KNOWS_THE_STORE, *PUTS_IT_TOGETHER))
    ]

    found = [f"{path}: {name}" for path in others for name in _imported(path, *DATABASE)]

    assert not found, "\n".join(found)


def test_the_service_knows_no_web():
    found = [f"{path}: {n}" for path in _modules("feedback") for n in _imported(path, *WEB)]

    assert not found, "\n".join(found)


def test_errors_and_participation_stand_on_their_own():
    """Whoever argues about a rule should be able to read it without reading anything else."""
    alone = [*_modules("feedback/errors"), Path("feedback/participation.py")]
    known = [name for path in alone for name in _imported(path, "feedback", *DATABASE)]

    assert [name for name in known if not name.startswith("feedback.errors.")] == []


def _modules(package: str) -> list[Path]:
    return tree.files(".py", under=(package,))


def _imported(path: Path, *packages: str) -> Iterator[str]:
    """Yield what a module imports from these packages, wherever in it the import stands."""
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from [name for name in names if _belongs(name, packages)][:1]


def _belongs(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == p or name.startswith((f"{p}.", f"{p}_")) for p in packages)

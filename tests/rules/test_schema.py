"""What the shape of the store promises, asked of the models and of a real database."""

import re

import pytest
from sqlalchemy import Engine, LargeBinary, inspect
from sqlalchemy.sql.schema import Column, Table

from feedback.store import Store
from feedback.store.models import Base
from feedback.store.models.base import Moment, Sealed
from tests.rules import tree

EVALUATION_SIDE = ("tray", "tray_key", "week_key", "safeguarding_link", "sheet")
COMMENT_SIDE = ("comment", "coding", "comment_theme", "quote")
RELEASED_SIDE = (
    *("closed_period", "prepared_release", "prepared_file"),
    *("release", "release_file", "ledger_cell", "outside_fact"),
)
ARRIVES_IN_ORDER = {"audit", "checkpoint"}  # its order is its purpose
WRITTEN_BY_CHILDREN = re.compile(r"answer|words|said|named|born|reason|header|^row$|content|link")
_ROW = re.compile(r"^\| `([a-z_]+)` \| ([a-z ]+?) \|", re.MULTILINE)
NO_WORDS = {
    "ask.answered_at",
    "draft_answer.question",
    "episode.reason",
    "ledger_cell.row",
    "outside_fact.row",
    "portrait.content",
    "release_file.content",
}
TABLES = Base.metadata.tables


@pytest.fixture
def engine(store: Store) -> Engine:
    return store.engine


@pytest.mark.parametrize("name", EVALUATION_SIDE)
def test_nothing_of_an_evaluation_leads_back_to_a_child(name, engine):
    columns = {column["name"] for column in inspect(engine).get_columns(name)}

    assert not inspect(engine).get_foreign_keys(name)
    assert not TABLES[name].foreign_keys
    assert not {c for c in columns if re.search(r"child|letter|review|staff|officer|session", c)}


@pytest.mark.parametrize("name", COMMENT_SIDE)
def test_a_comment_leads_to_its_sheet_and_to_those_who_worked_on_it_and_to_nobody_else(name):
    led_to = {key.column.table.name for key in TABLES[name].foreign_keys}

    assert led_to <= {"sheet", *COMMENT_SIDE, "staff"}


@pytest.mark.parametrize("name", [*EVALUATION_SIDE, *COMMENT_SIDE])
def test_an_evaluation_knows_no_moment_and_no_day(name, engine):
    kinds = [str(column["type"]) for column in inspect(engine).get_columns(name)]

    assert not [kind for kind in kinds if re.search(r"DATE|TIME", kind)]
    assert not [c for c in TABLES[name].columns if isinstance(c.type, Moment)]


@pytest.mark.parametrize("name", EVALUATION_SIDE)
def test_nothing_but_its_comments_points_at_an_evaluation(name):
    pointing = [
        f"{table.name}.{key.parent.name}"
        for table in TABLES.values()
        for key in table.foreign_keys
        if key.column.table.name == name and table.name not in COMMENT_SIDE
    ]

    assert pointing == []


@pytest.mark.parametrize("name", sorted({*EVALUATION_SIDE, *COMMENT_SIDE} - {"week_key"}))
def test_evaluations_lie_in_the_order_of_random_keys_in_sqlite(name):
    """On PostgreSQL rows do lie in the order they came: see the threat model."""
    assert TABLES[name].dialect_options["sqlite"]["with_rowid"] is False


@pytest.mark.parametrize("name", RELEASED_SIDE)
def test_what_is_released_knows_no_child(name):
    led_to = {key.column.table.name for key in TABLES[name].foreign_keys}

    assert led_to <= {*RELEASED_SIDE, "staff"}


def test_no_key_tells_the_order_in_which_children_came():
    counted = [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.primary_key
        if column.type.python_type is int and table.name not in ARRIVES_IN_ORDER | {"installation"}
    ]

    assert counted == []


def test_every_check_and_key_of_the_models_has_a_name():
    nameless = [
        f"{table.name}: {type(constraint).__name__}"
        for table in TABLES.values()
        for constraint in table.constraints
        if constraint.name is None
    ]

    assert nameless == []


def test_free_text_is_sealed():
    plain = [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if WRITTEN_BY_CHILDREN.search(column.name) and not _may_be_plain(table, column)
    ]

    assert plain == []


def test_every_column_is_described_and_said_to_be_sealed_when_it_is():
    described = _described()

    missing = [
        f"{table.name}.{column.name} should be one of {', '.join(_class(column))}"
        for table in TABLES.values()
        for column in table.columns
        if described.get(table.name, {}).get(column.name) not in _class(column)
    ]

    assert not missing, "\n".join(missing)


def test_nothing_is_described_that_is_not_there():
    gone = [
        f"{table}.{column}"
        for table, columns in _described().items()
        for column in columns
        if table not in TABLES or column not in TABLES[table].columns
    ]

    assert gone == []


def _described() -> dict[str, dict[str, str]]:
    sections = re.split(r"^### `([a-z_]+)`", tree.text("docs/data.md"), flags=re.MULTILINE)
    return {
        name: dict(_ROW.findall(body))
        for name, body in zip(*[iter(sections[1:])] * 2, strict=True)
    }


def _class(column: Column) -> tuple[str, ...]:
    """What this column may be said to be."""
    if isinstance(column.type, Sealed):
        return ("sealed",)
    if column.foreign_keys or column.primary_key:
        return ("key", "plain code")
    plain = ("plain code", "day", "moment", "digest", "figure")
    return (*plain, "staff name", "staff face", "secret of staff")


def _may_be_plain(table: Table, column: Column) -> bool:
    """A code, a key, a day, or what has already left the service."""
    name = f"{table.name}.{column.name}"
    sealed = isinstance(column.type, Sealed)
    return sealed or bool(column.foreign_keys) or name in NO_WORDS or _is_code(column)


def _is_code(column: Column) -> bool:
    return not isinstance(column.type, LargeBinary) and column.type.python_type is not str

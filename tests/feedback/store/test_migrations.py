"""The schema comes from migrations alone, and they lead exactly to what the models say."""

from collections.abc import Iterator, Mapping

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    Engine,
    MetaData,
    column,
    func,
    inspect,
    select,
    table,
    text,
)

from feedback.store.engine import connect
from feedback.store.migrating import FOLDER, is_current, migrate, newest
from feedback.store.models import Base
from tests.one_of_everything import NEEDED, sample

REVISIONS = [r.revision for r in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
}


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    engine = connect(empty_database_url)
    yield engine
    engine.dispose()


def test_the_migrations_lead_to_exactly_what_the_models_say(engine):
    migrate(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_database_holds_every_named_check_of_the_models(engine):
    migrate(engine)

    found = inspect(engine)
    for model in Base.metadata.sorted_tables:
        named = {str(c.name) for c in model.constraints if isinstance(c, CheckConstraint)}
        held = {check["name"] for check in found.get_check_constraints(model.name)}
        assert named <= held, model.name


def test_every_migration_leads_down_again_and_leaves_nothing(engine):
    migrate(engine)

    for _ in REVISIONS:
        migrate(engine, "-1")

    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert _triggers(engine) == []


def test_up_then_down_then_up_gives_the_same_schema(engine):
    migrate(engine)
    before = _schema(engine)

    migrate(engine, "base")
    migrate(engine)

    assert _schema(engine) == before


def test_rows_that_were_there_before_a_migration_are_there_after_it(engine):
    written: dict[str, int] = {}
    for revision in REVISIONS:
        migrate(engine, revision)
        written |= dict.fromkeys(_fill(engine, without=set(written)), 1)

    assert _counted(engine) == written


def test_a_database_that_no_migration_has_seen_is_of_no_version(engine):
    assert not is_current(engine)


def test_a_database_says_whether_it_is_of_this_version(engine):
    migrate(engine, REVISIONS[-2])
    assert not is_current(engine)

    migrate(engine)
    assert is_current(engine)


def test_the_newest_migration_is_the_one_that_no_other_follows():
    assert newest() == ScriptDirectory(str(FOLDER)).get_current_head()


def _triggers(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text(TRIGGERS[engine.dialect.name])))


def _schema(engine: Engine) -> dict[str, object]:
    """Everything the database says of itself, in an order of its own."""
    found = inspect(engine)
    schema: dict[str, object] = {"triggers": _triggers(engine)}
    for name in found.get_table_names():
        parts = (
            *found.get_columns(name),
            *found.get_check_constraints(name),
            *found.get_foreign_keys(name),
            *found.get_indexes(name),
            *found.get_unique_constraints(name),
        )
        schema[name] = sorted(_plainly(part) for part in parts)
    return schema


def _plainly(part: object) -> str:
    """Say it without the address in memory that some of its values carry."""
    if isinstance(part, Mapping):
        return str([(key, _plainly(value)) for key, value in sorted(part.items())])
    return str(part)


def _fill(engine: Engine, *, without: set[str]) -> list[str]:
    """Put one row into each table that came with this migration, and name them."""
    present = MetaData()
    present.reflect(engine)
    new = [t for t in present.sorted_tables if t.name not in without | {"alembic_version"}]
    with engine.begin() as connection:
        for found in new:
            columns = [
                c
                for c in Base.metadata.tables[found.name].columns
                if c.name in found.columns and (not c.nullable or (found.name, c.name) in NEEDED)
            ]
            into = table(found.name, *[column(c.name, c.type) for c in columns])
            row = {c.name: sample(found.name, c) for c in columns}
            connection.execute(into.insert().values(row))
    return [found.name for found in new]


def _counted(engine: Engine) -> dict[str, int]:
    present = MetaData()
    present.reflect(engine)
    with engine.connect() as connection:
        return {
            found.name: connection.scalar(select(func.count()).select_from(found))
            for found in present.sorted_tables
            if found.name != "alembic_version"
        }

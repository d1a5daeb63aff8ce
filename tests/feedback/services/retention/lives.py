"""Children’s years, written straight into the database, for what age takes of them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from feedback.keeping import Keeping
from feedback.services.retention.run import Broom
from feedback.store import Store
from feedback.store.audit import COMMAND
from feedback.store.journal import Journal
from feedback.store.keys import Keys
from feedback.store.models import Base
from feedback.store.sealed_columns import SEALED_COLUMNS
from feedback.store.sealing import PrivateKey
from tests.one_of_everything import row_of

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
WORDS = b'{"said": "words", "who": "Robin"}'
_TABLES = Base.metadata.tables


@dataclass
class Town:
    """A store one can put rows into, and count what vanished from."""

    store: Store
    keys: Keys
    journal: Journal
    staff: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.puts("staff", id=self.staff, fs_uniquifier=uuid4().hex)

    def puts(self, table: str, **columns: object) -> dict[str, object]:
        """Put one row into a table, sealed columns that must hold something filled."""
        row = row_of(table, filled=False) | {"id": uuid4()} | columns
        known = _TABLES[table].columns
        row = {name: value for name, value in row.items() if name in known}
        for one in SEALED_COLUMNS:
            if one.table == table and (not one.value.nullable or one.column in columns):
                row[one.column] = self.keys.seal(WORDS, one.place({"week": "", **row}))
        for column in known:
            leads = {key.column.table.name for key in column.foreign_keys}
            if "staff" in leads and row.get(column.name) is not None:
                row[column.name] = self.staff
        with self.store.engine.begin() as connection:
            connection.execute(insert(_TABLES[table]).values(row))
        return row

    def child(self, *, ended: date | None = None) -> UUID:
        child = uuid4()
        self.puts("child", id=child, number=uuid4().hex)
        self.puts("episode", child_id=child, began=date(2015, 1, 1), ended=ended)
        self.puts("gate", id=child, child_id=child)
        return child

    def review(self, child: UUID, day: date, *, sent: bool = True, filed: date | None = None,
               state: str = "held", recorded: date | None = None) -> UUID:  # fmt: skip
        """A review with a letter; with words and all that hangs on them, if any were sent."""
        review, letter = uuid4(), uuid4()
        self.puts("review", id=review, child_id=child, day=day, state=state)
        at = datetime.combine(day, time(10), UTC)
        self.puts(
            "letter", id=letter, review_id=review, gate_id=child, number=uuid4().hex[:6],
            closes_at=at,
            evaluation_until=day + timedelta(days=30),
            public_key=PrivateKey.new().public.raw,
        )  # fmt: skip
        if state == "held":
            recorded = recorded or day
            self.puts(
                "record", review_id=review, held=True,
                recorded_at=datetime.combine(recorded, time(12), UTC),
            )  # fmt: skip
        if sent:
            self.words(review, letter, filed)
        return review

    def words(self, review: UUID, letter: UUID, filed: date | None) -> None:
        views, ask, at = uuid4(), uuid4(), datetime(2015, 1, 1, tzinfo=UTC)
        self.puts(
            "views", id=views, review_id=review, letter_id=letter, real=True, answers=b"",
            came_by="screen", receipt=uuid4().hex[:12], language="en",
        )  # fmt: skip
        self.puts("child_copy", views_id=views, letter_id=letter)
        self.puts("ask", id=ask, views_id=views, answer=b"", outcome="done", theme="school",
                  answered_at=at)  # fmt: skip
        self.puts("creation", views_id=views)
        self.puts("interpretation", views_id=views)
        self.puts("challenge", review_id=review, ask_id=ask)
        self.puts("outcome_letter", review_id=review)
        for kind in ("hello", "asks"):
            self.puts("card", letter_id=letter, kind=kind)
        if filed is not None:
            statement = uuid4()
            moment = datetime.combine(filed, time(9), UTC)
            self.puts(
                "statement", id=statement, review_id=review, code=uuid4().hex[:8],
                made_at=at, filed_at=moment, filed_by=self.staff,
            )  # fmt: skip
            self.puts("statement_views", statement_id=statement, views_id=views)

    def everything(self) -> dict[str, dict[tuple, dict]]:
        """Every row of every table, by its key."""
        with self.store.engine.connect() as connection:
            return {
                table.name: {
                    tuple(row[c.name] for c in table.primary_key): dict(row)
                    for row in connection.execute(select(table)).mappings()
                }
                for table in Base.metadata.sorted_tables
            }

    def broom(self, *, keeping: Keeping | None = None, now: datetime = NOW) -> Broom:
        return Broom(COMMAND, keeping or Keeping(), self.keys, self.journal, now)

"""What every table has in common: named constraints, and words kept as words."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, DateTime, Dialect, Enum, LargeBinary, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

LONGEST_CODE = 40


def one_of(words: type[StrEnum], name: str) -> Enum:
    """Keep a word as itself, and let the database refuse any other."""
    return Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=LONGEST_CODE,
        values_callable=lambda words: [str(word) for word in words],
    )


class Moment(TypeDecorator[datetime]):
    """A point in time, always with its zone. SQLite forgets zones, so UTC is kept."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; keep every other as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name != "sqlite" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=UTC)


class Sealed(TypeDecorator[bytes]):
    """A sealed value. The column only stores it: opening is an explicit, audited act."""

    impl = LargeBinary
    cache_ok = True


class Base(DeclarativeBase):
    """The one registry of tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy’s own idiom
        datetime: Moment,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


new_key = uuid4

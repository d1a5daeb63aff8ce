"""Where the sign-in library finds the staff: plain values, and no transaction held open."""

from dataclasses import dataclass, field
from typing import Any, Self, cast
from uuid import UUID, uuid4

from flask_security import RoleMixin, UserMixin
from flask_security.datastore import UserDatastore
from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from feedback.store import Store
from feedback.store.models import Duty, Staff
from portal.storage import today

_KEPT = ("password", "fs_uniquifier", "tf_primary_method", "tf_totp_secret", "mf_recovery_codes")


@dataclass(eq=False)
class Account(UserMixin):
    """One member of staff as the sign-in library wants to meet them. Compared by session key."""

    key: UUID
    name: str
    duties: frozenset[Duty] = frozenset()
    active: bool = True
    email: str = ""
    password: str | None = None
    fs_uniquifier: str = ""
    tf_primary_method: str | None = None
    tf_totp_secret: str | None = None
    totp_counter: int | None = None
    mf_recovery_codes: list[str] | None = None
    as_found: dict[str, object] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, staff: Staff) -> Self:
        """Take the values of a row."""
        account = cls(
            key=staff.id,
            name=staff.name,
            duties=frozenset(role.name for role in staff.roles),
            active=staff.active,
            email=staff.email or "",
            password=staff.password,
            fs_uniquifier=staff.fs_uniquifier,
            tf_primary_method=staff.tf_primary_method,
            tf_totp_secret=staff.tf_totp_secret,
            totp_counter=staff.totp_counter,
            mf_recovery_codes=list(staff.mf_recovery_codes or ()),
        )
        account.as_found = {name: getattr(account, name) for name in _KEPT}
        return account


class StaffStore(UserDatastore):
    """The library’s datastore over our store. Every call is a short transaction of its own."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        super().__init__(Account, RoleMixin)
        self.store = store

    def find_user(self, case_insensitive: bool = False, **by: Any) -> Account | None:  # noqa: ANN401, ARG002, FBT001, FBT002  the library’s signature
        """Find someone who may sign in: active, with a password and an authenticator.

        From the day after their last on they may not.
        """
        ((name, value),) = by.items()
        value = value.lower() if name == "email" else value
        wanted = (
            select(Staff)
            .where(getattr(Staff, name) == value)
            .where(Staff.active, Staff.password.is_not(None), Staff.tf_totp_secret.is_not(None))
            .where(or_(Staff.last_day.is_(None), Staff.last_day >= today()))
            .options(joinedload(Staff.roles))
        )
        with self.store.look() as transaction:
            staff = transaction.scalars(wanted).unique().one_or_none()
            return None if staff is None else Account.of(staff)

    def put(self, model: Account) -> Account:
        """Keep what was changed, and only that, so that nothing else is written over."""
        changed = {n: getattr(model, n) for n in _KEPT if getattr(model, n) != model.as_found[n]}
        if changed:
            with self.store.begin() as transaction:
                transaction.execute(update(Staff).where(Staff.id == model.key).values(changed))
            model.as_found |= changed
        return model

    def commit(self) -> None:
        """Do nothing: what was put is already kept."""

    def end_every_session(self, key: UUID) -> None:
        """Give somebody a new session key, so that no cookie of theirs opens anything."""
        with self.store.begin() as transaction:
            transaction.get_one(Staff, key).fs_uniquifier = uuid4().hex

    def use_code(self, account: Account, counter: int) -> bool:
        """Keep the counter of a code, unless this code or a later one was used already."""
        later = or_(Staff.totp_counter.is_(None), Staff.totp_counter < counter)
        with self.store.begin() as transaction:
            used = transaction.execute(
                update(Staff)
                .where(Staff.id == account.key, later)
                .values(totp_counter=counter)
                .returning(Staff.id)
            ).one_or_none()
        return used is not None

    def mf_delete_recovery_code(self, user: UserMixin, idx: int) -> bool:
        """Strike out one recovery code, unless somebody has just used it."""
        account = cast("Account", user)
        code = (account.mf_recovery_codes or [])[idx]
        wanted = select(Staff).where(Staff.id == account.key).with_for_update()
        with self.store.begin() as transaction:
            staff = transaction.scalars(wanted).one()
            left = list(staff.mf_recovery_codes or ())
            if code not in left:
                return False
            left.remove(code)
            staff.mf_recovery_codes = left
        return True

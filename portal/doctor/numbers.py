"""What the council set: whom a child can ring, and where messages to staff go."""

import re
from collections.abc import Iterator

from portal.doctor.finding import Finding, look, well, wrong
from portal.settings import Settings

_FEWEST_FIGURES = 3


def look_over(settings: Settings) -> Iterator[Finding]:
    """Look at the council’s own settings."""
    yield _numbers(settings)
    yield _mail(settings)
    if settings.council.name == type(settings.council)().name:
        yield look("council", "it has no name yet; name it in council.toml.")


def _numbers(settings: Settings) -> Finding:
    numbers = settings.council.numbers
    if numbers.missing():
        blank = ", ".join(numbers.missing())
        return wrong(
            "numbers", f"a child must be able to ring; still blank in council.toml: {blank}."
        )
    ringing = (numbers.duty_day, numbers.duty_night, numbers.advocate, numbers.emergency)
    odd = [one for one in (*ringing, numbers.childline) if not _rings(one)]
    if odd:
        return wrong("numbers", f"nobody can ring {odd[0]!r}; put it right in council.toml.")
    return well("numbers", "none is blank. Ring each of them now and then.")


def _rings(number: str) -> bool:
    figures = re.sub(r"[\s()+-]", "", number)
    return figures.isdecimal() and len(figures) >= _FEWEST_FIGURES


def _mail(settings: Settings) -> Finding:
    if settings.mail is None:
        return wrong("mail", "no mail server is set, so staff are told nothing; set PORTAL_MAIL.")
    if not settings.mail.answers():
        return wrong("mail", f"{settings.mail.host} does not answer; messages wait until it does.")
    return well("mail", f"{settings.mail.host} answers.")

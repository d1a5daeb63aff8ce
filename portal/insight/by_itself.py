"""Pages that stand by themselves, and our own drawings put into them."""

from collections.abc import Iterable, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from portal.symbols import symbols
from portal.unbroken import unbroken


def by_itself() -> Environment:
    """Return what draws a page without the web application; it escapes whatever it is given."""
    alone = Environment(
        loader=PackageLoader("portal"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    alone.filters["unbroken"] = unbroken
    return alone


def drawings(names: Iterable[str], environment: Environment) -> Mapping[str, Template]:
    """Return a template for each drawing named, to be included where it is to stand.

    Each is beside its word and says nothing by itself. Raises ``KeyError`` for one that was
    never drawn.
    """
    return {name: environment.from_string(_svg(name)) for name in set(names)}


def _svg(name: str) -> str:
    how, lines = symbols("pictures/topics.svg")[name]
    hidden = 'width="48" height="48" aria-hidden="true" focusable="false"'
    return f'<svg class="picture" {hidden} {how}>{lines}</svg>'

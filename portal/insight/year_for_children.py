"""The report for children as a page that stands by itself, for a file and for a PDF.

It is made without the web application, so that a command and a member of staff make the
very same page. Jinja escapes whatever is put into it.
"""

from collections.abc import Mapping

from jinja2 import Environment, Template

from feedback.analysis.for_children import ForChildren
from feedback.periods import Period
from portal.assets import bundle
from portal.insight.by_itself import by_itself, drawings

SAY = {
    "title": "What children told us",
    "you_said": "You said, we did",
    "said": "You said:",
    "did": "We did:",
    "quotes": "In children’s own words",
    "allowed": "They said we may share these.",
    "private": "What we keep private",
    "why": "We keep these numbers private. They could tell people about one child.",
    "made_up": "This is made up. No real child is in it.",
}
"""The few words that are the same every year."""
_ALWAYS = ("bubble", "talk-together", "lock")


def pictures(told: ForChildren, environment: Environment) -> Mapping[str, Template]:
    """Return every drawing the report needs."""
    return drawings({*(fact.picture for fact in told.facts), *_ALWAYS}, environment)


def alone(told: ForChildren, *, council: str, style: str) -> str:
    """Draw the report as a whole page whose style lies at this address."""
    environment = by_itself()
    page = environment.get_template("insight/for-children-alone.html")
    return page.render(
        told=told, say=SAY, council=council, style=style, drawings=pictures(told, environment)
    )


def files(told: ForChildren, year: Period, *, council: str) -> Mapping[str, bytes]:
    """Write the report as files to keep in one folder."""
    name = f"heard-{year.name}-for-children"
    page = alone(told, council=council, style=f"{name}.css")
    return {f"{name}.html": page.encode(), f"{name}.css": bundle("staff")}

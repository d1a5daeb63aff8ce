"""Which public pages there are, in the order somebody new would read them."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from feedback.council import Council
from feedback.glossary import say

CHECKED = date(2026, 11, 25)
"""The day on which the statement about accessibility was last read against the pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """One public page. Its title may name the council’s own words in braces."""

    slug: str
    asks: object
    picture: str
    for_children: bool = True

    def title(self, council: Council) -> str:
        """Return its title in the council’s words."""
        return say(str(self.asks), council.glossary)

    def own_words(self, council: Council) -> str:
        """Return what this council adds to it, if anything."""
        return str(getattr(council.public, f"about_{self.slug.replace('-', '_')}"))


PAGES = (
    Page("review", _("What is a {review}?"), "meeting"),
    Page("iro", _("Who is my {iro}?"), "officer"),
    Page("taking-part", _("How can I take part?"), "choose"),
    Page("rights", _("What are my rights?"), "rights"),
    Page("advocate", _("What is an advocate?"), "speak-up"),
    Page("complaints", _("How do I complain?"), "bubble"),
    Page("privacy", _("How we keep what you say"), "lock"),
    Page("cookies", _("Two small cookies"), "key"),
    Page("helpers", _("For carers and workers"), "people", for_children=False),
    Page("accessibility", _("Can everyone use these pages?"), "eye", for_children=False),
)


def page_called(slug: str) -> Page | None:
    """Find a page by the last part of its address."""
    return next((page for page in PAGES if page.slug == slug), None)

"""Pages that lie beside the road. To have a new page in the album, add one line here.

Whatever lies on the road itself (every question, and every page that Next leads to) is found
by walking and needs no line. Each line: the name of the picture, and the address.
"""

from portal.front.pages import PAGES

AT_THE_DOOR = (
    ("front-door", "/"),
    ("scanned-letter", "/q"),
    ("get-help", "/help"),
    ("talk-before-the-letter", "/talk/someone"),
    ("advocate-before-the-letter", "/talk/advocate"),
    ("change-how-this-looks", "/look"),
    ("on-paper", "/on-paper"),
    ("paper-usual", "/on-paper/consultation.short/a4"),
    ("paper-big-letters", "/on-paper/consultation.full/large"),
    ("paper-with-pictures", "/on-paper/evaluation.pictures/easy"),
    ("page-not-here", "/nothing-here"),
    ("on-paper", "/on-paper"),
    ("about-your-review", "/about/"),
    ("you-said", "/about/you-said"),
    *((f"about-{page.slug}", f"/about/{page.slug}") for page in PAGES),
)
"""Open to anybody, pictured once."""

ON_THE_WAY = (
    ("another-way", "/another-way"),
    ("up-to-you", "/up-to-you"),
    ("break", "/break"),
    ("all-topics", "/topics"),
    ("who-reads", "/who-reads"),
    ("just-you", "/just-you"),
    ("up-to-you", "/up-to-you"),
    ("who-reads", "/who-reads"),
)
"""While a form is being filled in, pictured in every version."""

OTHER_WAYS = (
    ("say-it", "/ask/only-iro/say"),
    ("show-a-picture", "/ask/only-iro/show"),
    ("take-away", "/ask/only-iro/made/drawing/away"),
)
"""Answering in another way than words, pictured in every version."""

KNOWN = (
    ("talk-to-someone", "/talk/someone"),
    ("advocate", "/talk/advocate"),
)
"""While a letter is open, but the same in every version: pictured once."""

"""What a child makes in a test, with every script off."""

from io import BytesIO

from sqlalchemy import select

from feedback.drawing import read_drawing
from feedback.store.models import DraftCreation
from tests.made import DRAWING, WEBM, png
from tests.portal.children.walking import Child

HOUSE = {"shape": "house", "size": "big", "row": "2", "column": "3", "colour": "blue"}


def makings(child: Child) -> list[str]:
    with child.road.store.look() as transaction:
        asked = select(DraftCreation.question, DraftCreation.making)
        return sorted(" ".join(row) for row in transaction.execute(asked))


def draws(child: Child, question: str = "worries", do: str = "Keep my drawing") -> Child:
    return child.open(f"/ask/{question}/draw").press(do, drawing=DRAWING.written())


def says(child: Child, question: str = "worries", content: bytes = WEBM, **more: str) -> Child:
    child.open(f"/ask/{question}/say")
    return child.press("Keep it", voice=(BytesIO(content), "me.webm"), **more)


def shows(child: Child, question: str = "worries", content: bytes | None = None) -> Child:
    child.open(f"/ask/{question}/show")
    return child.press("Keep it", photo=(BytesIO(content or png()), "holiday.png"))


def drawn_on(child: Child):
    field = child.page.select_one("[name=drawing]")
    return read_drawing(field["value"])

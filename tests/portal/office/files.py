"""A print file as the office orders it, and the worker that makes it meanwhile."""

from uuid import uuid4

from feedback.services import errands
from portal.asked_for import doers
from portal.storage import now


def works(app):
    """Do whatever was asked for, as ``portal work`` does."""
    extensions = app.extensions
    work = doers(app.config["HEARD"], extensions["heard.keys"])
    done = 0
    while errands.do_next(extensions["heard.store"], work, holder=uuid4(), clock=now):
        done += 1
    return done


def orders(office, reviews, **choice):
    """Tick these children and order their letters; stay on the page that tells how far it is."""
    usual = {"version": "", "language": ""} | choice
    office.open("/staff/office?show=due")
    return office.press("Make the letters I ticked", review=[str(r) for r in reviews], **usual)

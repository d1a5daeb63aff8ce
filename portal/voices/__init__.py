"""Listen: what stands on a child’s page, said aloud by a person’s recorded voice."""

from flask import Flask

from portal.translating.gathering import gathered
from portal.voices import offering, sending
from portal.voices.clips import Clips

FOLDER = "voices"


def init_app(app: Flask) -> None:
    """Read the council’s folder once, and let pages offer what is in it."""
    clips = Clips(app.config["HEARD"].instance / FOLDER)
    app.extensions["heard.voices"] = clips
    if clips.folder.is_dir():
        gathered()  # takes a second, which the first child need not wait
    app.register_blueprint(sending.bp)
    app.jinja_env.globals.update(
        clips_of_question=offering.clips_of_question, clips_of_page=offering.clips_of_page
    )


__all__ = ("init_app",)

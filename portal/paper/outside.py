"""What stands on a form for whoever opens the post. It is English, whatever the child reads."""

from dataclasses import dataclass

from flask_babel import gettext as _

from feedback.questionnaire import Questionnaire, Stage
from portal import language
from portal.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class Outside:
    """Which form this is, what a child copies onto an envelope, and whose the folded sheet is."""

    label: str
    envelope: str
    folded: str


def outside_of(asked: Questionnaire, officer: str = "") -> Outside:
    """Say it in English; ``officer`` is whose eyes alone the folded sheet is for."""
    with language.speaking(ENGLISH.tag):
        iro = language.glossary().iro
        whose = f"{officer}, {iro}" if officer else str(_("the %(iro)s", iro=iro))
        return Outside(
            label=f"{asked.name} {asked.edition}, {_when(asked.kind)}",
            envelope=str(_("Private. For the participation officer.")),
            folded=str(
                _(
                    "Only for: %(whose)s. Please do not open. Hand it over as it is, today.",
                    whose=whose,
                )
            ),
        )


def _when(stage: Stage) -> str:
    when = {
        Stage.CONSULTATION: _("before"),
        Stage.EVALUATION: _("after"),
        Stage.WATCHING: _("for an adult"),
    }
    return str(when[stage])

"""The codebook of this council: the themes that people give to what children write or ask for."""

from flask_babel import gettext as _

from feedback.codebook import NONE_FITS, Codebook, load_codebook
from portal.storage import settings


def codebook() -> Codebook:
    """Return the council’s own themes where it has laid some beside its settings, or ours."""
    return load_codebook(settings().instance / "themes.toml")


def theme_name(theme_id: str) -> str:
    """Say how staff name a theme."""
    return str(_("None of these")) if theme_id == NONE_FITS else codebook().name(theme_id)

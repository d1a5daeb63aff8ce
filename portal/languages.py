"""The table of languages: tag, own name, Babel’s locale, and the direction it is written in.

Babel does not know ``prs`` (Dari) and takes ``ku`` for Kurmanji in Latin letters, so nothing
here is asked of a library: what is not in this table is not a language of ours.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language as pages need it. ``name`` is what it calls itself, ``english`` what we do."""

    tag: str
    name: str
    english: str
    locale: str
    direction: str = "ltr"


ENGLISH = Language("en-GB", "English", "English", "en_GB")

FIRST = (
    Language("ar", "العربية", "Arabic", "ar", "rtl"),
    Language("ckb", "سۆرانی", "Kurdish (Sorani)", "ckb", "rtl"),
    Language("ps", "پښتو", "Pashto", "ps", "rtl"),
    Language("prs", "دری", "Dari", "fa_AF", "rtl"),
    Language("fa", "فارسی", "Farsi", "fa", "rtl"),
    Language("ti", "ትግርኛ", "Tigrinya", "ti"),
)
NEXT = (
    Language("vi", "Tiếng Việt", "Vietnamese", "vi"),
    Language("am", "አማርኛ", "Amharic", "am"),
    Language("sq", "Shqip", "Albanian", "sq"),
    Language("om", "Afaan Oromoo", "Oromo", "om"),
    Language("so", "Soomaali", "Somali", "so"),
    Language("ku", "Kurmancî", "Kurdish (Kurmanji)", "ku"),
    Language("uk", "Українська", "Ukrainian", "uk"),
)
OF_COUNCILS = (
    Language("pl", "Polski", "Polish", "pl"),
    Language("ro", "Română", "Romanian", "ro"),
    Language("ur", "اردو", "Urdu", "ur", "rtl"),
    Language("gu", "ગુજરાતી", "Gujarati", "gu"),
    Language("bn", "বাংলা", "Bengali", "bn"),
    Language("cy", "Cymraeg", "Welsh", "cy"),
)
LANGUAGES = FIRST + NEXT + OF_COUNCILS
"""Those that children in care here speak first, then the next, then what councils chose."""

# Greek dates, so that a date which does not come through Babel is seen among accented words.
STRETCHED = Language("en-XA", "[Šţŕéţčĥéđ]", "Made up: long", "el")
TURNED = Language("ar-XB", "[تعرنهد]", "Made up: right to left", "ar", "rtl")
MADE_UP = (STRETCHED, TURNED)
"""Languages nobody speaks, for trying out pages. Never offered where children are real."""

BY_TAG = {language.tag: language for language in (ENGLISH, *LANGUAGES, *MADE_UP)}


def own_first(tag: str) -> tuple[Language, ...]:
    """Put a child’s own language before the others that a letter has room for."""
    of_council = tuple(language for language in OF_COUNCILS if language.tag == tag)
    return tuple(sorted((*of_council, *FIRST, *NEXT), key=lambda one: one.tag != tag))

import pytest

from feedback.codebook import NONE_FITS, load_codebook, read_codebook
from feedback.errors import CodebookUnsound
from feedback.reading import banned_words

AGAIN = """
[[themes]]
id = "food"
name = "Food"
for_children = "Food"
means = "What there is to eat."
"""
DRINK = AGAIN.replace("food", "drink")
SOUND = f"edition = 3\n{AGAIN}"


def test_the_codebook_of_the_house_can_be_used():
    book = load_codebook()

    assert book.edition == 1
    assert {"listened-to", "hard-words", "seeing-family"} <= {theme.id for theme in book.offered}
    assert book.name("home") == "Where I live"


def test_a_theme_is_said_to_children_in_words_of_theirs():
    for theme in load_codebook().themes:
        assert len(theme.for_children.split()) <= 6
        assert banned_words(theme.for_children) == ()


def test_a_council_has_a_codebook_of_its_own_when_it_lays_one_there(tmp_path):
    own = tmp_path / "themes.toml"
    own.write_text(SOUND, "utf-8")

    assert [theme.id for theme in load_codebook(own).offered] == ["food"]
    assert len(load_codebook(tmp_path / "nothing.toml").themes) > 1


def test_a_retired_theme_is_not_offered_and_is_still_known():
    book = read_codebook(SOUND + "retired = true\n" + DRINK)

    assert [theme.id for theme in book.offered] == ["drink"]
    assert book.name("food") == "Food"
    assert book.find("bread") is None
    assert book.name("bread") == "bread"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("edition = 1", "cannot be read"),
        ("edition = 1\nthemes = []", "0 themes"),
        ("edition = ", "cannot be read"),
        (SOUND.replace("Food", " "), "needs a name"),
        (SOUND.replace('"food"', '"Food!"'), "cannot be the id"),
        (SOUND.replace("food", NONE_FITS), "cannot be the id"),
        (SOUND + AGAIN, "twice"),
        (SOUND + 'colour = "red"', "cannot be read"),
    ],
)
def test_a_codebook_that_cannot_be_used_is_refused_in_one_sentence(text, why):
    with pytest.raises(CodebookUnsound, match=why):
        read_codebook(text)

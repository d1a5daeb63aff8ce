"""What is taken out of a child’s words, and what is left to be read."""

import pytest

from feedback.redaction import Known, Reason, redact

KNOWN = Known.of(
    {
        "child": "Kayleigh-Mae O'Brien",
        "siblings": ["Will Castle", "Hope Castle", "Robert Frost"],
        "carers": {"first": "Mrs Denise Field", "second": None},
        "school": ["Sacred Heart Primary School", "St Bede's Academy"],
    }
)


def masked(text, known=KNOWN):
    return redact(text, known).text


def why(text, known=KNOWN):
    return {piece.words: piece.reason for piece in redact(text, known).pieces if piece.reason}


@pytest.mark.parametrize(
    "text",
    [
        "I felt listened to and I got to say everything I wanted.",
        "it was boreing cuz they talked 4 ages n nobody asked me wot i wanted tbh lol",
        "My Social Worker came on Tuesday and my Nan did too. I LIKED IT!!",
        "I’m happy because they’re kind, don’t change it. Sooooo good haha",
        "i am 9 and i go year 4, it took 20 mins and 100% boring, see u at 3.30 or 10am",
        "My favourite colour is blue and i realised the counsellor organised it.",
        "I got £20 for my birthday, minecraft is the best 😀",
        "x",
        "",
        " \n\t ",
    ],
)
def test_plain_words_of_children_stand(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kayleigh said", "[name] said"),
        ("KAYLEIGH said", "[name] said"),
        ("Kayleigh’s mum", "[name] mum"),
        ("kayleighs mum", "[name] mum"),
        ("kay said", "[name] said"),
        ("kayleighmae said", "[name] said"),
        ("kay leigh mae said", "[name] said"),
        ("k a y l e i g h said", "[name] said"),
        ("K.A.Y.L.E.I.G.H said", "[name] said"),
        ("kaylegih and kayliegh said", "[name] and [name] said"),
        ("o’brien and obrien and OBRIEN’s", "[name] and [name] and [name]"),
        ("bob frost said", "[name] said"),
        ("mrsfield and missfield shouted", "[name] and [name] shouted"),
        ("i go to sacred heart now", "i go to [name] now"),
        ("at st bedes they know", "at [name] they know"),
    ],
)
def test_known_names_go_in_every_form(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("me and tyrone went", Reason.NAME),
        ("we saw Ludmilka there", Reason.CAPITAL),
        ("i like zorgling", Reason.NOT_PLAIN),
        ("mr castle shouted", Reason.TITLE),
        ("Dr Short came", Reason.TITLE),
        ("we went to Castle", Reason.CAPITAL),
        ("I go to Foster Academy", Reason.CAPITAL),
        ("мама came", Reason.SCRIPT),
        ("مرحبا", Reason.SCRIPT),
        ("ring 07700 900123", Reason.PHONE),
        ("ring +44 (0)116 496 0123 now", Reason.PHONE),
        ("my number is 44719020", Reason.PHONE),
        ("born on 14/08/2012 ok", Reason.DATE),
        ("on the 3rd of august ok", Reason.DATE),
        ("it was 2 jan ok", Reason.DATE),
        ("on Friday 13th ok", Reason.DATE),
        ("on the 12th we went", Reason.DATE),
        ("i live in LE11 3TU now", Reason.POSTCODE),
        ("i live in le113tu now", Reason.POSTCODE),
        ("at 14 Larch Close now", Reason.ADDRESS),
        ("at 12 castle road now", Reason.ADDRESS),
        ("at Flat 3, 27 Mill Road now", Reason.ADDRESS),
        ("my snap is @kay_x9 ok", Reason.HANDLE),
        ("my insta is jayden.okafor.10 ok", Reason.HANDLE),
        ("mail kay@example.com ok", Reason.EMAIL),
        ("mail kay at example dot com ok", Reason.EMAIL),
        ("see www.example.com/kay ok", Reason.WEB),
        ("my code is LAC4471 ok", Reason.NUMBER),
        ("i am in k4yl3igh group", Reason.NUMBER),
        ("it cost 12,000 ok", Reason.NUMBER),
    ],
)
def test_whatever_may_say_who_somebody_is_goes_and_says_why(text, reason):
    assert reason in why(text, Known()).values()
    assert all(piece.masked for piece in redact(text).pieces if piece.reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i told will to stop", Reason.NAME),
        ("i will stop", None),
        ("will they stop", None),
        ("will said stop", Reason.NAME),
        ("so will do it", None),
        ("that will be it", Reason.ALSO_NAME),
        ("i hope so", None),
        ("hope cried", Reason.NAME),
        ("ask hope first", Reason.NAME),
        ("we saw Hope there", Reason.NAME),
        ("my sister grace came", Reason.NAME),
        ("grace rachel and me", Reason.NAME),
        ("may we go", None),
        ("me may be not", Reason.ALSO_NAME),
        ("mark’s bike", Reason.NAME),
        ("the mark’s gone", Reason.ALSO_NAME),
        ("i like jack", Reason.NAME),
        ("the jack broke", Reason.ALSO_NAME),
        ("back to reading now", Reason.ALSO_NAME),
        ("i like reading now", None),
        ("in forest hill now", Reason.ALSO_NAME),
        ("Castle shouted at me", Reason.ALSO_NAME),
        ("tyrone castle shouted", Reason.NAME),
        ("peters bike", Reason.NAME),
    ],
)
def test_words_that_are_also_names_are_judged_by_what_stands_around_them(text, expected):
    reasons = set(why(text, Known()).values())

    assert reasons == ({expected} if expected else set())


def test_a_known_name_that_is_a_word_too_is_never_left_without_a_mark():
    found = redact("i will go to the castle and i hope so. Will and Hope came. i told will", KNOWN)

    assert (
        found.text
        == "i will go to the castle and i hope so. [name] and [name] came. i told [name]"
    )
    assert {piece.reason for piece in found.doubtful} == {Reason.ALSO_KNOWN}
    assert [piece.words for piece in found.doubtful] == ["will", "castle", "hope"]


def test_a_rare_word_that_is_nearly_a_known_name_is_amber():
    known = Known.of({"child": "Bakker Brian"})

    assert why("i like the baker and a brain", known) == {"baker": Reason.NEAR_KNOWN}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i moved to great yarmouth then", "i moved to [place] then"),
        ("in market harborough ok", "in [place] ok"),
        ("ellie-may is ok", "[name] is ok"),
        ("may-kayleigh is ok", "[name] is ok"),
        ("ashby de la zouch is ok", "[word] is ok"),
        ("from leighville green now", "from [place] now"),
        ("zorgling way is far", "[address] is far"),
    ],
)
def test_what_hangs_on_a_name_goes_with_it(text, expected):
    assert masked(text, Known()) == expected


def test_a_text_in_capitals_or_in_titles_is_not_masked_whole():
    assert masked("I WANT TO GO HOME AND NOBODY LISTENS TO ME", Known()).startswith("I WANT TO GO")
    titles = "I Like My Room Because It Has A Big Window And A Desk"
    assert masked(titles, Known()) == titles
    assert masked("I HATE KAYLEIGH AND MY SCHOOL IS BAD") == "I HATE [name] AND MY SCHOOL IS BAD"


def test_masks_side_by_side_become_one_and_the_text_can_be_put_together_again():
    text = "Mr O’Brien-Castle, of 14 Larch Close; told me"

    found = redact(text, KNOWN)

    assert found.text == "[name], of [address]; told me"
    assert "".join(piece.words for piece in found.pieces) == text


def test_only_words_that_may_be_ordinary_can_be_restored():
    found = redact("zorgling told kayleigh on 07700 900123 that Tyrone shouted", KNOWN)

    assert [(piece.words, piece.restorable) for piece in found.masked] == [
        ("zorgling", True),
        ("kayleigh", False),
        ("07700 900123", False),
        ("Tyrone", False),
    ]


def test_names_are_taken_under_any_key_as_texts_or_lists():
    known = Known.of({"a": "Ada", "b": ["Quill", {"c": "Zed"}], "d": None, "e": 5, "f": ""})

    assert known.parts >= {"ada", "quill", "zed"}
    assert not known.nearly("no")

"""What there is to translate, and what a translation may not lose."""

import pytest

from feedback.catalogue import load_catalogue
from feedback.errors import TranslationUnsound
from feedback.phrases import Phrase, digest_of, phrases_of, placeholders
from feedback.questionnaire import Questionnaire, Stage

FORMS = [one for one in load_catalogue().questionnaires if one.kind is not Stage.WATCHING]
HOPES = Phrase("consultation.short", "go", "Do you want to go to your {review}?")
NAMED = Phrase("messages", "", "Hello, %(name)s")
TRIES = Phrase("messages", "", "%(num)d more try", "%(num)d more tries")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_everything_a_form_shows_is_there_to_be_translated(form: Questionnaire):
    gathered = {(phrase.context, phrase.english) for phrase in phrases_of(form)}

    missing = [
        text
        for question in form.questions
        for text in (
            *(question.title, question.help, question.title_if_away),
            *(option.label for option in question.options),
        )
        if text and (question.id, text) not in gathered
    ]

    assert missing == []
    assert form.name in {english for _, english in gathered}


def test_each_says_where_it_stands_and_which_picture_stands_beside_it():
    short = next(form for form in FORMS if form.id == "consultation.short")
    said = {phrase.english: phrase.notes for phrase in phrases_of(short)}

    assert said["My sleep"] == ("question 3, choices: an answer (sleep)", "picture: bed")
    assert said["Is there anything that worries you?"][0].endswith(": the question")


def test_the_same_question_in_two_forms_is_one_phrase_and_other_english_is_another():
    longer = Phrase("consultation.longer", HOPES.context, HOPES.english)

    assert longer.key == HOPES.key
    assert Phrase(HOPES.domain, HOPES.context, "Will you go?").key != HOPES.key
    assert Phrase(HOPES.domain, "join", HOPES.english).key != HOPES.key


def test_a_form_whose_english_changed_has_another_digest_whatever_its_order():
    assert digest_of([HOPES, NAMED]) == digest_of([NAMED, HOPES])
    assert digest_of([HOPES]) != digest_of([HOPES, NAMED])


def test_placeholders_of_both_kinds_are_found():
    assert placeholders("%(name)s at {home}, %(num)d") == {"%(name)s", "{home}", "%(num)d"}


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        (HOPES, ["هل تريد الذهاب إلى {review}؟"]),
        (NAMED, ["Helo, %(name)s"]),
        (TRIES, ["dim cynnig", "un cynnig", "%(num)d gynnig"]),
        (Phrase("messages", "", "Yes"), ["نعم"]),
    ],
)
def test_a_translation_that_keeps_what_is_filled_in_is_sound(phrase, forms):
    phrase.must_carry(forms)


@pytest.mark.parametrize(
    ("phrase", "form", "why"),
    [
        (HOPES, " ", "cannot be blank"),
        (HOPES, "هل تريد الذهاب؟", "{review} is missing"),
        (NAMED, "Helo, %(enw)s", "%(name)s is missing"),
        (HOPES, "{review} {home}", "{home} is not in the English"),
        (HOPES, "{review} {", "belongs to nothing"),
        (NAMED, "%(name)s 5%", "belongs to nothing"),
        (TRIES, "%(num)d %(name)s", "%(name)s is not in the English"),
        (Phrase("messages", "", "%(num)d left"), "dim", "%(num)d is missing"),
    ],
)
def test_a_translation_that_loses_or_invents_is_refused_in_one_sentence(phrase, form, why):
    with pytest.raises(TranslationUnsound) as refused:
        phrase.must_carry([form])

    assert why in str(refused.value)

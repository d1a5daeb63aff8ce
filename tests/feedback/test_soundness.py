"""Every rule of how we ask refuses a file that breaks it, naming file and question."""

from dataclasses import replace

import pytest

from feedback.catalogue import load_catalogue
from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import Condition, Kind, Option, Role, Stage, Version
from feedback.soundness import CHECKS, prove

UNSURE = Option("not-sure", "I’m not sure", "not-sure", not_sure=True)
FIVE = tuple(Option(f"v{n}", f"Way {n}", "star") for n in range(5))


def held(stage, version):
    return load_catalogue().find(stage, version)


@pytest.fixture
def short():
    return held(Stage.CONSULTATION, Version.SHORT)


@pytest.fixture
def pictures():
    return held(Stage.CONSULTATION, Version.PICTURES)


@pytest.fixture
def longer():
    return held(Stage.CONSULTATION, Version.LONGER)


@pytest.fixture
def evaluation():
    return held(Stage.EVALUATION, Version.SHORT)


@pytest.fixture
def watching():
    return held(Stage.WATCHING, Version.WATCHING)


def changed(questionnaire, question_id, **changes):
    """Change one question of a sound questionnaire."""
    questions = tuple(
        replace(question, **changes) if question.id == question_id else question
        for question in questionnaire.questions
    )
    return replace(questionnaire, questions=questions)


def without(questionnaire, *question_ids):
    """Leave questions out of a sound questionnaire."""
    questions = tuple(q for q in questionnaire.questions if q.id not in question_ids)
    return replace(questionnaire, questions=questions)


def with_option(questionnaire, question_id, index, **changes):
    """Change one option of one question."""
    options = list(questionnaire.question(question_id).options)
    options[index] = replace(options[index], **changes)
    return changed(questionnaire, question_id, options=tuple(options))


def moved_last(questionnaire, question_id):
    """Move one question to the end."""
    last = questionnaire.question(question_id)
    return replace(questionnaire, questions=(*without(questionnaire, question_id).questions, last))


def refused(questionnaire, problem):
    """Prove a questionnaire that should be refused."""
    with pytest.raises(QuestionnaireUnsound, match=problem) as refusal:
        prove("some.toml", questionnaire)
    return str(refusal.value).startswith("some.toml: ")


@pytest.mark.parametrize("questionnaire", load_catalogue().questionnaires, ids=lambda q: q.id)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_what_we_ask_children_keeps_every_rule(questionnaire, check):
    assert list(check(questionnaire)) == []


def test_a_form_is_called_after_its_stage_and_version(short):
    assert refused(replace(short, id="consultation.small"), r"should be consultation\.short")


def test_only_the_watching_form_is_for_watching(short):
    odd = replace(short, id="watching.short", kind=Stage.WATCHING)

    assert refused(odd, "only the watching form")


@pytest.mark.parametrize("name", ["Home", "my home", "home_2", "", "went"])
def test_an_id_is_a_plain_word(short, name):
    assert refused(changed(short, "home", id=name), "cannot be an id")


def test_a_value_is_a_plain_word(short):
    assert refused(with_option(short, "health", 0, value="My sleep"), "question health: My sleep")


def test_an_id_is_used_once(short):
    assert refused(changed(short, "school", id="home"), "question home: another question")


def test_a_value_is_used_once(short):
    assert refused(with_option(short, "health", 0, value="food"), "question health: two options")


def test_a_word_is_used_once_in_a_question(short):
    assert refused(with_option(short, "health", 0, label="My friends"), "two options say")


@pytest.mark.parametrize("label", ["", " ", "☺"])
def test_a_face_never_stands_without_its_word(short, label):
    assert refused(
        with_option(short, "health", 0, label=label), "question health: option sleep has no word"
    )


def test_pictures_offers_three_options_at_most(pictures):
    options = (*FIVE[:4], UNSURE)

    assert refused(changed(pictures, "good", options=options), "question good: .* many options, 4")


def test_other_versions_offer_five_options_at_most(short):
    options = (*FIVE, Option("v6", "Way six", "star"), UNSURE)

    assert refused(changed(short, "health", options=options), "question health: .* options, 6")


def test_there_are_four_ways_of_taking_part_at_most(pictures):
    options = (*FIVE, UNSURE)

    assert refused(changed(pictures, "join", options=options), "question join: .* options, 5")


def test_whoever_can_choose_can_be_not_sure(short):
    sure = short.question("health").options[:-1]

    assert refused(changed(short, "health", options=sure), "question health: it has 0 ways")


def test_there_is_one_way_of_being_not_sure(short):
    assert refused(with_option(short, "health", 0, not_sure=True), "question health: it has 2")


def test_a_choice_needs_options(longer):
    assert refused(changed(longer, "topics", options=()), "question topics: options")


def test_free_words_have_no_options(short):
    with_one = changed(short, "good", options=(Option("v1", "Way", "star"),))

    assert refused(with_one, "question good: options")


def test_feelings_are_the_ten_we_agreed(short):
    assert refused(with_option(short, "home", 4, value="glad"), "question home: these are not")


@pytest.mark.parametrize("most", [None, 0])
def test_asks_say_how_many_there_is_room_for(short, most):
    assert refused(changed(short, "wishes", most=most), "question wishes: most")


def test_nothing_but_asks_has_a_number_of_asks(short):
    assert refused(changed(short, "good", most=2), "question good: most")


def test_easy_read_has_a_picture_to_every_idea():
    easy = held(Stage.CONSULTATION, Version.EASY)

    assert refused(changed(easy, "good", picture=""), "question good: .* no picture")
    assert refused(with_option(easy, "go", 0, picture=""), "question go: .* no picture")


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [
        ("pictures", 10, 7),
        ("short", 13, 11),
        ("longer", 15, 15),
        ("full", 16, 17),
        ("easy", 13, 7),
    ],
)
def test_a_form_is_as_long_as_it_was_promised(version, before, after):
    assert held(Stage.CONSULTATION, Version(version)).longest == before
    assert held(Stage.EVALUATION, Version(version)).longest == after


def test_a_form_longer_or_shorter_than_promised_is_refused(short):
    assert refused(without(short, "good"), "it has 12 questions where 13 were promised")


@pytest.mark.parametrize(
    "condition",
    [
        Condition("unheard-of", ("yes",)),
        Condition("safe", ("yes",)),
        Condition("join", ("speak",)),
    ],
)
def test_a_condition_waits_for_an_earlier_question_all_are_asked(short, condition):
    odd = changed(short, "send", when=condition, role=None)

    assert refused(odd, f"question send: it waits for {condition.question}")


def test_a_condition_never_waits_for_a_question_of_a_topic(longer):
    odd = changed(longer, "last-time", when=Condition("running", ("chair",)))

    assert refused(odd, "question last-time: it waits for running")


@pytest.mark.parametrize("values", [("maybe",), ()])
def test_a_condition_waits_for_an_answer_that_can_be_given(short, values):
    odd = changed(short, "send", when=Condition("go", values))

    assert refused(odd, "question send: .* cannot be given")


def test_a_topic_nobody_can_choose_is_refused(longer, short):
    assert refused(changed(longer, "plan", topic="sport"), "question plan: the topic sport")
    assert refused(changed(short, "good", topic="sport"), "question good: the topic sport")


def test_a_topic_that_leads_nowhere_is_refused(longer):
    assert refused(without(longer, "plan"), "question topics: the topic plan leads")


def test_questions_of_topics_stand_together(longer):
    assert refused(moved_last(longer, "plan"), "question home: .* stand together")


def test_topics_are_chosen_before_they_are_asked_about(longer):
    assert refused(moved_last(longer, "topics"), "question home: it comes before")


def test_no_two_questions_play_one_part(short):
    assert refused(changed(short, "good", role=Role.ONLY_IRO), "the role only-iro is played by 2")


@pytest.mark.parametrize("page", ["go", "join", "send", "safe", "talk", "only-iro", "wishes"])
def test_every_consultation_has_the_shared_pages(short, page):
    role = short.question(page).role

    assert refused(without(short, page), f"no question has the role {role}|it waits for go")


def test_the_shared_pages_come_in_one_order(short):
    assert refused(moved_last(short, "safe"), "not in their order")


def test_a_part_is_played_by_the_right_kind(short):
    assert refused(changed(short, "talk", kind=Kind.CHOICE), "question talk: its kind")


def test_pn7_is_never_an_option(short):
    seven = with_option(short, "send", 0, value="say-nothing")

    assert refused(seven, "question send: its answers are not those of send")


def test_how_to_join_follows_from_yes_and_how_to_send_from_no(short):
    swapped = changed(short, "send", when=Condition("go", ("not-sure",)))

    assert refused(swapped, "question send: it does not follow")


def test_a_second_step_without_a_first_is_refused(evaluation):
    join = held(Stage.CONSULTATION, Version.SHORT).question("join")
    odd = replace(evaluation, questions=(*evaluation.questions, replace(join, when=None)))

    assert refused(odd, "question join: it does not follow")


@pytest.mark.parametrize("anchor", ["information", "space", "voice", "audience"])
def test_every_evaluation_has_all_six_anchors(evaluation, anchor):
    assert refused(without(evaluation, anchor), "should be A1 A2 A3 A4 A5 A6")


def test_a_consultation_has_no_anchors(short):
    assert refused(changed(short, "good", anchor="A1"), "its anchors are A1 and should be none")


def test_an_anchor_is_asked_as_an_amount(evaluation):
    words = changed(evaluation, "voice", kind=Kind.CHOICE)

    assert refused(words, "question voice: an anchor is an amount")


def test_only_listening_has_other_words_for_a_child_who_was_away(evaluation):
    assert refused(changed(evaluation, "audience", title_if_away=""), "question audience: A4")
    assert refused(changed(evaluation, "voice", title_if_away="Could you?"), "question voice: A4")


def test_a_form_without_a_name_is_refused(short):
    assert refused(replace(short, name=" "), "it has no name")


def test_a_question_without_words_is_refused(short):
    assert refused(changed(short, "good", title=" "), "question good: it has no words")


def test_a_word_the_glossary_does_not_hold_is_refused(short):
    assert refused(changed(short, "good", title="Does {boss} help?"), "question good: no word")


def test_a_lonely_brace_is_refused(short):
    assert refused(changed(short, "good", title="Does {iro help?"), "question good: a brace")


@pytest.mark.parametrize("where", ["title", "help"])
def test_a_straight_quote_is_refused(short, where):
    assert refused(changed(short, "good", **{where: "What's up"}), "question good: .* straight")


@pytest.mark.parametrize("text", ["Did you attend?", "Tell us about your placement."])
def test_a_word_of_the_office_is_refused(short, text):
    assert refused(changed(short, "good", help=text), "question good: .* never shown to children")


def test_a_word_of_the_office_is_refused_in_an_option_too(short):
    assert refused(with_option(short, "health", 0, label="My siblings"), "question health: sibl")


def test_a_question_in_the_negative_is_refused(short):
    assert refused(changed(short, "good", title="Did nobody help?"), "question good: .* negative")


@pytest.mark.parametrize(
    "change", [{"title": "Do you eat and sleep?"}, {"help": "Is it big?"}], ids=["title", "help"]
)
def test_two_questions_in_one_are_refused(short, change):
    assert refused(changed(short, "good", **change), "question good: it asks two things")


def test_a_question_that_presumes_is_refused(short):
    title = "What are three good things?"

    assert refused(changed(short, "good", title=title), "question good: .* for granted")


def test_the_words_for_a_child_who_was_away_keep_the_rules_too(evaluation):
    away = {"title_if_away": "Did nobody listen to what you said?"}

    assert refused(changed(evaluation, "audience", **away), "question audience: .* negative")


def test_an_advocate_is_never_left_unexplained(short):
    bare = changed(with_option(short, "talk", 1, label="Yes, to an advocate"), "talk", help="")

    assert refused(bare, "question talk: .* advocate does")


def test_a_sentence_too_long_for_its_version_is_refused(pictures):
    long = "It can be one big worry that you have had for days."

    assert refused(
        changed(pictures, "worries", help=long), "question worries: .* 12 words where 10"
    )


def test_a_form_whose_sentences_are_long_on_the_whole_is_refused(short):
    wordy = replace(
        short,
        questions=tuple(
            q
            if q.role is Role.TALK
            else replace(q, help="It may be a big one, it may be a small one.")
            for q in short.questions
        ),
    )

    assert refused(wordy, "its sentences have 9.* words where 9 are allowed")


def test_a_form_of_hard_words_is_refused(short):
    hard = "Your accommodation necessarily accommodates individual personality."
    wordy = replace(
        short,
        questions=tuple(
            q if q.role is Role.TALK else replace(q, help=hard) for q in short.questions
        ),
    )

    assert refused(wordy, "it reads at grade")


def test_staff_text_has_no_reading_limit_but_keeps_its_manners(watching):
    adult = changed(
        watching, "day", title="Why is the child not asleep, and where do they nap in the day?"
    )
    rude = changed(watching, "day", title="How is the placement?")

    prove("some.toml", adult)
    assert refused(rude, "question day: placement")

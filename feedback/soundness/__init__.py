"""What every questionnaire must keep to before a child may meet it."""

from collections.abc import Callable, Iterator

from feedback.errors import QuestionnaireUnsound
from feedback.questionnaire import Questionnaire
from feedback.soundness import routing, service, shape, words

Check = Callable[[Questionnaire], Iterator[str]]

CHECKS: tuple[Check, ...] = (
    shape.it_is_called_after_its_stage_and_version,
    shape.ids_are_plain_words,
    shape.ids_are_used_once,
    shape.values_are_used_once,
    shape.every_option_has_a_word,
    shape.options_are_few,
    shape.not_sure_is_an_answer,
    shape.a_kind_has_what_it_needs,
    shape.pictures_stand_by_every_idea,
    routing.conditions_can_come_true,
    routing.topics_have_questions,
    routing.topics_stand_together,
    service.each_role_is_played_once,
    service.shared_pages_are_there_in_order,
    service.who_should_come_is_asked,
    service.role_values_are_the_services,
    service.taking_part_has_two_steps,
    service.anchors_are_all_there,
    shape.it_is_as_long_as_promised,
    words.nothing_is_blank,
    words.placeholders_are_known,
    words.quotes_are_set_as_type,
    words.no_word_is_banned,
    words.nothing_is_negative,
    words.one_thing_is_asked_at_a_time,
    words.nothing_is_presumed,
    words.an_advocate_is_explained,
    words.sentences_are_short_enough,
    words.it_reads_easily_enough,
)


def prove(source: str, questionnaire: Questionnaire) -> None:
    """Refuse an unsound questionnaire, naming its file and the first thing wrong with it."""
    for check in CHECKS:
        for problem in check(questionnaire):
            raise QuestionnaireUnsound(source, problem)

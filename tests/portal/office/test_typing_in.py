"""The office types in what came, question by question as the form asks, and reads nothing."""

from sqlalchemy import select

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Kind, Stage
from feedback.services.typed_sheet import name_of_form
from feedback.store.models import Assignment, CameBy, Duty, Letter, Review, SentViews
from tests.people import enrolled, signed_in
from tests.portal.office.conftest import TODAY
from tests.portal.office.desk import address, comes_in, makes, on_paper

FORMS = [q for q in load_catalogue().questionnaires if q.kind is not Stage.EVALUATION]
CAME = {
    "came_by": "paper",
    "received_on": "2026-03-02",
    "filled_by": "child",
    "helper": "",
    "language": "en",
}


def page_of(office, review, form=""):
    return office.open(address(review, "/typed-in" + (f"?form={form}" if form else "")))


def keeps(office, **answers):
    return office.press("Keep it", **(CAME | answers))


def views(store):
    with store.look() as transaction:
        found = transaction.scalars(select(SentViews).order_by(SentViews.sent_at)).all()
        transaction.expunge_all()
    return found


def test_the_page_asks_in_the_very_order_of_the_form_with_its_numbers_and_answers(office, mia):
    for asked in FORMS:
        page_of(office, mia, name_of_form(asked))

        shown = office.page.select("[data-id]")
        assert [one["data-id"] for one in shown] == [q.id for q in asked.questions]
        for place, (one, question) in enumerate(zip(shown, asked.questions, strict=True), 1):
            label = one.select_one(".field__label").get_text(strip=True)
            assert label.startswith(f"{place}.")
            boxes = one.select("[type=radio], [type=checkbox], option")
            if question.kind is not Kind.PEOPLE:
                assert [b["value"] for b in boxes if b["value"]] == list(question.values)


def test_a_form_longer_than_any_other_still_comes_quickly(office, mia):
    sizes = [
        len(office.client.get(address(mia, f"/typed-in?form={name_of_form(asked)}")).data)
        for asked in FORMS
    ]

    assert max(sizes) < 60_000


def test_the_form_of_the_childs_letter_is_offered_first(office, mia):
    makes(office, mia, version="easy")

    page_of(office, mia)

    assert office.page.select_one("#which option[selected]")["value"] == "consultation.easy.1"


def test_what_was_typed_in_is_kept_and_shown_to_nobody_here(office, mia, store):
    makes(office, mia)
    page_of(office, mia)

    keeps(office, worries="The dark =1", home=["sad", "mixed"], quote="y", folded="y")

    assert "It is typed in, under the receipt" in office.text
    (kept,) = views(store)
    assert (kept.came_by, kept.may_quote, kept.folded_sheet) == (CameBy.PAPER, True, True)
    for again in (address(mia), address(mia, "/typed-in"), "/staff/office"):
        assert "dark" not in office.open(again).page.get_text()


def test_people_in_a_childs_life_are_typed_in_as_they_stand(office, mia, store):
    page_of(office, mia, "consultation.longer.1")
    question = next(
        q for one in FORMS if one.id == "consultation.longer" for q in one.questions
        if q.kind is Kind.PEOPLE
    )  # fmt: skip
    close = question.options[0].value

    keeps(office, **{f"{question.id}.1.who": "Gran", f"{question.id}.1.close": close,
                     f"{question.id}.words": "She bakes."})  # fmt: skip

    assert "It is typed in" in office.text
    assert len(views(store)) == 1


def test_typing_again_says_that_something_came_and_never_takes_its_place(office, mia, store):
    makes(office, mia)
    keeps(page_of(office, mia), worries="The dark")

    keeps(page_of(office, mia), worries="The darkness")

    assert len(views(store)) == 2
    page_of(office, mia)
    assert "It stays as it is, and this stands beside it." in office.text
    assert "On paper, Monday 2 March 2026; typed in by Robin Office" in office.text


def test_what_is_not_right_comes_back_with_everything_that_was_typed(office, mia, store):
    page_of(office, mia)

    keeps(office, received_on="2026-03-09", worries="The dark", wishes=["A dog", "", ""])

    assert "It cannot have come after today." in office.text
    assert office.page.select_one("[name=worries]").get_text().strip() == "The dark"
    assert office.page.select_one("[name=wishes]")["value"] == "A dog"
    assert office.page.select_one("[name=came_by][checked]")["value"] == "paper"
    assert views(store) == []
    keeps(office, worries="The dark")
    assert len(views(store)) == 1


def test_nothing_is_kept_without_its_provenance(office, mia, store):
    for missing in ("came_by", "received_on", "filled_by"):
        said = {key: value for key, value in CAME.items() if key != missing}
        page_of(office, mia).press("Keep it", **said, worries="W")

        assert office.mistakes
    assert views(store) == []


def test_an_answer_that_is_none_of_the_forms_is_given_back(office, mia, store):
    page_of(office, mia)

    keeps(office, safe="perhaps", worries="x" * 5000)

    assert len(office.mistakes) == 2
    assert views(store) == []


def test_a_key_that_is_none_types_it_in_all_the_same(office, mia, store):
    page_of(office, mia)
    office.page.select_one("[name=key]")["value"] = "nonsense"

    keeps(office, worries="W")

    assert len(views(store)) == 1


def test_without_a_letter_it_is_typed_in_under_one_that_opens_nothing(office, mia, store):
    keeps(page_of(office, mia), worries="The dark")

    assert len(views(store)) == 1
    with store.look() as transaction:
        assert all(letter.revoked_at for letter in transaction.scalars(select(Letter)))
    assert "It opens nothing." in office.open(address(mia)).text


def test_the_officer_sees_how_it_came_beside_the_words(app, office, mia, store):
    keeps(page_of(office, mia), worries="The dark", drawn="y")
    robin = enrolled(app, Duty.OFFICER)
    with store.begin() as transaction:
        review = transaction.get_one(Review, mia)
        transaction.add(Assignment(child_id=review.child_id, staff_id=robin.id, since=TODAY))

    text = signed_in(app, robin).open(f"/staff/reviews/{mia}").text

    assert "The dark" in text
    assert "On paper, received on Monday 2 March 2026" in text
    assert "Typed in by Robin Office" in text
    assert "There is a drawing on the paper" in text
    assert "Opened without the pictures" not in text


def test_a_child_who_comes_back_can_still_say_it_themselves(app, office, mia):
    number, words, _ = on_paper(makes(office, mia).page)
    keeps(page_of(office, mia), worries="The dark")

    assert "Just me" in comes_in(app, number, words).text

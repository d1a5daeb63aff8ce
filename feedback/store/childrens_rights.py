"""What the children’s door may do in the database: the whole table, column by column.

It reads drafts, the child’s own copies, cards and plain codes; it writes what saying and sending
need. It reads nothing that was sent, no evaluation, no line of the log and no secret of staff’s.
Every column of every table stands here once, so that a new one has to be placed
(``tests/rules/test_childrens_rights.py``). ``roles`` makes grants of it on PostgreSQL.
"""

from collections.abc import Mapping

READS: Mapping[str, str] = {
    "alembic_version": "version_num",
    "ask": "id views_id",
    "card": "letter_id kind content",
    "child_copy": "views_id letter_id answers guarded",
    "child_session": "id letter_id wrapped door by_qr seen_at",
    "concern": "id letter_id kind raised_at seen_at seen_by",
    "creation": "id views_id content own",
    "draft": "id letter_id stage questionnaire edition digest language translation filled_by"
    " helper without_pictures not_iro touched_at",
    "draft_answer": "draft_id question answer visit_id guarded",
    "draft_creation": "draft_id question making id content own visit_id guarded",
    "gate": "id digest wrong",
    "installation": "id made_up worked_at resealing_to resealing_since",
    "interpretation": "views_id",
    "letter": "id review_id gate_id number salt public_key cost qr_wrapped qr_opened_at version"
    " language reads interpreter opens_on closes_at evaluation_from evaluation_until"
    " evaluation_used indicator_group went shut_until issued_at issued_by revoked_at awaits_new",
    "placing": "views_id",
    "portrait": "officer_id content",
    "reply": "letter_id stage reply way helped without_pictures said_at",
    "review": "id officer_id",
    "told_back": "id period theme heard done written_by agreed_by shown_from taken_down",
    "tray": "key",
    "tray_key": "key",
    "views": "id review_id letter_id questionnaire edition digest version version_by_age language"
    " translation filled_by helper without_pictures sent_at receipt real intends wants_talk"
    " wants_advocate may_quote not_iro read_at read_by follows withdrawn_at came_by typed_by"
    " typed_at folded_sheet drawn erased_on",
    "week_key": "week public_key",
    "wrong_try": "id number network at",
}
"""What it reads. A creation’s ``content`` is sealed under a key of its own, of which ``own`` is
the child’s; ``about`` is staff’s. Of a review it reads whose it is,
for that officer’s photograph."""

HIDDEN: Mapping[str, str] = {
    "ask": "place words outcome theme answer by_day interpreted_on told_on answered_by"
    " answered_at",
    "creation": "about transcript transcribed_by transcribed_at",
    "gate": "child_id",
    "interpretation": "id number words interpreted_on whole noted_by noted_at",
    "placing": "question column placed_by placed_at",
    "portrait": "set_at",
    "review": "child_id day sequence at part_two_day due_day state social_worker age reported_code"
    " code confirmed_at closed_at closed_by cancelled_because cancelled_at cancelled_by",
    "tray": "sheet link",
    "views": "look_first marked marked_by answers",
}
"""What it never reads in tables of which it reads something."""

CLOSED = frozenset((
    "absence", "assignment", "audit", "challenge", "checkpoint", "child", "closed_period",
    "coding", "comment", "disability", "hold", "past_ask",
    "comment_theme", "contact", "cover", "duty_asking", "episode", "errand", "errand_piece",
    "follow_up",
    "indicator_entry", "job", "ledger_cell", "message", "outcome_letter", "outside_reading",
    "indicator_entry", "job", "ledger_cell", "message", "outcome_letter", "outside_fact",
    "link_opening", "looked_at_week", "prepared_file",
    "prepared_release", "quote", "record", "release", "release_file", "reminder",
    "role", "safeguarding_link", "sheet", "staff", "staff_invitation", "staff_role", "staff_try",
    "statement", "statement_views",
    "translation_step",
))  # fmt: skip
"""Tables of which it reads nothing at all, nor writes."""

ADDS = (
    "ask", "card", "child_copy", "child_session", "concern", "creation", "draft", "draft_answer",
    "draft_creation", "reply", "tray", "views", "wrong_try",
)  # fmt: skip
"""Tables to which it adds rows."""

CHANGES: Mapping[str, str] = {
    "card": "content",
    "child_session": "door seen_at",
    "draft": "questionnaire digest filled_by helper without_pictures not_iro touched_at language"
    " translation edition",
    "draft_answer": "answer visit_id guarded",
    "draft_creation": "id content own visit_id guarded",
    "gate": "digest wrong",
    "letter": "qr_wrapped qr_opened_at evaluation_used reads interpreter shut_until",
    "reply": "reply way helped without_pictures said_at",
    "views": "real intends wants_talk wants_advocate may_quote look_first marked marked_by"
    " answers withdrawn_at",
}
"""What it changes in rows that are there. Of views only to take them back."""

REMOVES = (
    "ask", "card", "child_copy", "child_session", "creation", "draft", "draft_creation",
    "interpretation", "placing", "reply", "wrong_try",
)  # fmt: skip
"""Tables from which it takes rows: what was sent, visits that ended, what is taken back."""

from feedback.redaction.rare import only_here


def test_a_rare_word_that_nobody_else_wrote_is_pointed_out():
    others = ["they listened to me", "my trombone was loud"]

    assert only_here("they listened about my ferret and my trombone", others) == ("ferret",)
    assert only_here("they listened to my reviews", []) == ()

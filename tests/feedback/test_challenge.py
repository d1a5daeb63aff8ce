from feedback.challenge import Level, above


def test_an_alert_can_only_go_up():
    assert above(Level.DIRECTOR) == (Level.CAFCASS,)
    assert above(Level.CAFCASS) == ()
    assert Level.SOCIAL_WORKER not in above(Level.SOCIAL_WORKER)

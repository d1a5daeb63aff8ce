def test_somebody_with_both_steps_right_is_let_in(officer_browser):
    assert officer_browser.status == 200
    assert officer_browser.page.select_one(".sign-out")

"""A window of the risk that is shorter than the usual gap between purchases is no measure of leaving, and is said to be none."""

WARNED = "Half of the gaps between purchases are longer than"


def captions(app):
    return " ".join(block.value for block in app.caption)


def test_a_window_shorter_than_the_gaps_is_named(built_once, open_page, assert_sound):
    built_once("hasty", "--sample", "cdnow-tenth", "--no-models", "--risk-days", "7")
    app = open_page("quality", warehouse="hasty")
    assert_sound(app)
    assert WARNED in captions(app)
    assert "within 7 days counts as likely to leave" in captions(app)


def test_a_window_that_fits_is_not(demo_warehouse, open_page):
    assert WARNED not in captions(open_page("quality", warehouse="demo"))

"""The CLV page: segments with intervals, iso-value curves, the models side by side, contracts, and refusals in words."""

import pytest


def frame_with(app, *columns):
    return next(frame.value for frame in app.dataframe if set(columns) <= set(frame.value.columns))


@pytest.mark.parametrize("by", ["first_channel", "cohort_year"])
def test_segments_add_up_and_have_intervals(by, open_page, assert_sound, demo_warehouse, open_warehouse):
    app = open_page("clv", warehouse="demo", by=by)
    assert_sound(app)
    rows = frame_with(app, "each", "low", "high", "value_36m")
    whole = open_warehouse(demo_warehouse).sql("select sum(value_36m) from equity_today where line = 'all'").fetchall()
    assert rows["value_36m"].sum() == pytest.approx(whole[0][0])
    assert ((rows["low"] < rows["each"]) & (rows["each"] < rows["high"])).all()
    assert rows["each"].is_monotonic_decreasing


def test_models_side_by_side_with_what_lies_beyond(open_page, cdnow_tenth_warehouse):
    """BG/NBD and Pareto/NBD on the same base; three years hold less than half of what has no horizon on this sample."""
    app = open_page("clv", warehouse="cdnow-tenth")
    rows = frame_with(app, "value_no_horizon", "beyond").set_index("name")
    assert {"BG/NBD", "Pareto/NBD"} <= set(rows.index)
    assert (rows["value_no_horizon"] > rows["value_36m"]).all()
    assert 30 < rows.loc["BG/NBD", "beyond"] < 75
    assert rows["use"].tolist().count("sets the values") == 1


def test_renewals_still_to_come_of_contracts(open_page, demo_warehouse):
    rows = frame_with(open_page("clv", warehouse="demo"), "renewals_to_come", "renewal_rate")
    assert rows["renewal_rate"].between(0, 100).all()
    assert (rows["renewals_to_come"] > rows["renewal_rate"] / 100).all()
    cards = frame_with(open_page("model-cards", warehouse="demo"), "brier", "due")
    assert set(cards["name"]) == {"sBG (contracts)", "BdW (contracts)", "Constant renewal rate (naive)"}


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_refused_models_leave_no_empty_parts(lang, open_page, refused_warehouse, assert_sound):
    app = open_page("clv", warehouse="refused", lang=lang)
    assert_sound(app)
    assert not any("value_no_horizon" in frame.value.columns for frame in app.dataframe)


def test_a_naive_forecast_tells_no_risk(open_page, online_retail_warehouse, assert_sound):
    """A column of 0.0 % would say that nobody leaves; the page of the matrix says that nobody knows."""
    app = open_page("clv", warehouse="online-retail")
    assert_sound(app)
    assert not {"p_leave", "p_alive", "value_at_risk"} & set(frame_with(app, "customer_id", "value_36m").columns)

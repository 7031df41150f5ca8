"""The holdout of CDNOW as published, and verdicts on customers whose truth is known."""

import numpy as np
import pandas as pd
import pytest

from analytics import holdout
from analytics.tracking import cumulative_error_rate, tracking

HORIZON_DAYS = 39 * 7


@pytest.fixture(scope="module")
def checked(cdnow_tenth_calibration):
    return holdout.check(
        cdnow_tenth_calibration, horizon_days=HORIZON_DAYS, candidates=[(m, None) for m in ("bg_nbd", "mbg_nbd")]
    )


def figure(checked, model, metric):
    rows = checked.metrics.query("model == @model and metric == @metric")
    return rows["value"].item()


def test_cdnow_holdout_matches_the_published_figures(checked):
    """BG/NBD on the 1/10 sample: 1,653 of 1,882 expected, MSE 2.586, correlation .626."""
    assert figure(checked, "bg_nbd", "total_actual") == 1882
    assert figure(checked, "bg_nbd", "total_expected") == pytest.approx(1653, abs=0.5)
    assert figure(checked, "bg_nbd", "total_error_rate") == pytest.approx(-0.121, abs=5e-4)
    assert figure(checked, "bg_nbd", "mse") == pytest.approx(2.586, abs=5e-4)
    assert figure(checked, "bg_nbd", "correlation") == pytest.approx(0.626, abs=5e-4)


def test_cdnow_conditional_means_match_the_published_figures(checked, cdnow_tenth_calibration):
    """71.0 % buy nothing in the holdout; the class x = 0 buys .237 on average, BG/NBD expects .225."""
    assert (cdnow_tenth_calibration["holdout_purchases"] == 0).mean() == pytest.approx(0.710, abs=5e-4)
    means = checked.by_frequency.pivot(index="model", columns="frequency_class", values="mean_purchases")
    assert means.loc["actual", 0] == pytest.approx(0.237, abs=5e-4)
    assert means.loc["bg_nbd", 0] == pytest.approx(0.225, abs=5e-4)
    assert list(means.columns) == list(range(8))


def test_classes_hold_every_customer_once(checked, cdnow_tenth_calibration):
    for _, rows in checked.by_frequency.groupby("model"):
        assert rows["customers"].sum() == len(cdnow_tenth_calibration)
    rows = checked.by_frequency.query("model == 'bg_nbd'")
    total = (rows["customers"] * rows["mean_purchases"]).sum()
    assert total == pytest.approx(figure(checked, "bg_nbd", "total_expected"))


def test_naive_forecasts_stand_beside_the_model(checked, cdnow_tenth_calibration):
    assert set(checked.metrics["model"]) == {"bg_nbd", "mbg_nbd", "naive_before", "zero"}
    error = cdnow_tenth_calibration["naive_purchases"] - cdnow_tenth_calibration["holdout_purchases"]
    assert figure(checked, "naive_before", "mse") == pytest.approx((error**2).mean())
    assert figure(checked, "zero", "mae") == pytest.approx(1882 / 2357)
    assert figure(checked, "zero", "top_decile_capture") == pytest.approx(0.1)
    assert checked.metrics.query("model == 'zero' and metric == 'correlation'").empty


def test_the_model_wins_on_cdnow(checked):
    assert (checked.verdict.code, checked.verdict.model) == ("model_wins", "bg_nbd")
    assert checked.verdict.figures["won_on"] == ["mse", "total"]
    assert not checked.notes


def test_naive_wins_where_the_world_repeats_itself(cdnow_tenth_calibration):
    """Had everybody done in the holdout what they did before it, no model could beat saying so."""
    again = cdnow_tenth_calibration["naive_purchases"]
    checked = holdout.check(cdnow_tenth_calibration.assign(holdout_purchases=again), horizon_days=HORIZON_DAYS)
    assert checked.verdict.code == "naive_wins"
    assert checked.verdict.figures["lost_on"] == ["mse", "total"]


def test_weights_count_customers(cdnow_tenth_calibration, checked):
    columns = ["frequency", "recency_days", "age_days", "holdout_purchases", "naive_purchases"]
    counted = cdnow_tenth_calibration.groupby(columns, as_index=False).size().rename(columns={"size": "customers"})
    weighted = holdout.check(counted, horizon_days=HORIZON_DAYS, candidates=[(m, None) for m in ("bg_nbd", "mbg_nbd")])
    assert weighted.metrics["value"].to_numpy() == pytest.approx(checked.metrics["value"].to_numpy(), rel=1e-6)
    assert weighted.by_frequency["mean_purchases"].to_numpy() == pytest.approx(
        checked.by_frequency["mean_purchases"].to_numpy(), rel=1e-6
    )


def test_a_refused_model_leaves_a_note_and_no_verdict(cdnow_tenth_calibration):
    one_time = cdnow_tenth_calibration.assign(frequency=0.0, recency_days=0.0)
    checked = holdout.check(one_time, horizon_days=HORIZON_DAYS)
    assert checked.verdict.code == "not_checked"
    assert [(note.model, note.code, note.severity) for note in checked.notes] == [
        ("bg_nbd", "too_few_repeat_buyers", "refused")
    ]


def test_nothing_bought_in_the_holdout_is_no_division_by_zero(cdnow_tenth_calibration):
    checked = holdout.check(cdnow_tenth_calibration.assign(holdout_purchases=0.0), horizon_days=HORIZON_DAYS)
    assert np.isfinite(checked.metrics["value"]).all()
    assert "total_error_rate" not in set(checked.metrics["metric"])
    assert checked.verdict.code == "naive_wins"


def test_capture_shares_ties():
    """Two of four customers tie for the top half; the half of them that fits counts half of what they bought."""
    share = holdout.capture(np.array([1.0, 1, 0, 0]), np.array([4.0, 0, 1, 0]), np.ones(4), share=0.25)
    assert share == pytest.approx(4 / 5 / 2)


@pytest.mark.parametrize(
    ("history", "parts"),
    [(546, (364, 182)), (300, (200, 100)), (274, (183, 91)), (100, (100, 0)), (3650, (3285, 365))],
)
def test_split_keeps_half_a_year_to_calibrate(history, parts):
    assert holdout.split_days(history) == parts


@pytest.fixture(scope="module")
def tracked(checked, cdnow_tenth_days, cdnow_tenth_btyd):
    acquired = cdnow_tenth_btyd.groupby("first_on").size().rename("customers").reset_index()
    first_on = cdnow_tenth_days["customer"].map(cdnow_tenth_btyd["first_on"])
    repeats = cdnow_tenth_days[cdnow_tenth_days["day"] > first_on]
    repeats = repeats.groupby("day").size().rename("purchase_days").rename_axis("ordered_on").reset_index()
    dates = {"log_start": "1997-01-01", "calibration_end": "1997-09-30", "as_of": "1998-06-30"}
    return tracking(checked.models, acquired=acquired, repeats=repeats, **dates)


def test_tracking_matches_the_published_cumulative_error(tracked):
    """At week 78 BG/NBD lies 4.1 % below the actual cumulative repeat purchases."""
    assert cumulative_error_rate(tracked, "bg_nbd") == pytest.approx(-0.041, abs=5e-4)
    assert tracked["week"].max() == 78


def test_tracking_counts_what_was_bought(tracked, cdnow_tenth_calibration):
    actual = tracked.query("model == 'actual'").set_index("week")["cumulative"]
    assert actual[39] == cdnow_tenth_calibration["frequency"].sum()
    assert actual[78] - actual[39] == 1882
    assert actual.is_monotonic_increasing


def test_tracking_marks_the_holdout_and_the_naive_line_starts_there(tracked):
    naive, actual = (tracked[tracked["model"] == model].set_index("week") for model in ("naive_before", "actual"))
    assert naive.index[naive["is_holdout"]].tolist() == list(range(40, 79))
    assert naive.loc[:39, "cumulative"].tolist() == actual.loc[:39, "cumulative"].tolist()
    assert naive.loc[78, "cumulative"] == pytest.approx(2 * naive.loc[39, "cumulative"])


def test_tracking_without_purchases_or_weeks_is_empty_of_errors(checked):
    acquired = pd.DataFrame({"first_on": pd.to_datetime(["2020-01-01"]), "customers": [5]})
    repeats = pd.DataFrame({"ordered_on": pd.to_datetime([]), "purchase_days": []})
    dates = {"log_start": "2020-01-01", "calibration_end": "2020-02-01", "as_of": "2020-03-01"}
    rows = tracking(checked.models, acquired=acquired, repeats=repeats, **dates)
    assert np.isfinite(rows["cumulative"]).all()
    assert cumulative_error_rate(rows, "bg_nbd") is None

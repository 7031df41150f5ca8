"""CDNOW's 1/10 sample all the way, file -> SQL -> fit, gives the published parameters and holdout figures.

Calibration to 1997-09-30, then 39 weeks of holdout. The papers count in weeks, we in days: a rate's scale is / 7.
"""

import numpy as np
import pytest

from analytics import clv

HOLDOUT_DAYS = 273
HOLDOUT = """
select customer_id, count(distinct ordered_on)::double as holdout_purchases
from stg_transaction join customer using (customer_key)
where ordered_on between date '1997-10-01' and date '1998-06-30' and quantity > 0
group by customer_id
"""


@pytest.fixture(scope="module")
def calibration(cdnow_tenth_btyd, cdnow_tenth_warehouse, connect):
    """The state at the end of calibration beside what each customer then bought."""
    with connect(cdnow_tenth_warehouse) as connection:
        bought = connection.execute(HOLDOUT).df()
    joined = cdnow_tenth_btyd.merge(bought, on="customer_id", how="left", validate="one_to_one")
    return joined.fillna({"holdout_purchases": 0.0})


def test_state_by_sql_matches_the_paper(calibration):
    """2,357 customers, 2,457 repeat days, 946 repeat buyers with a positive mean value, at most 38.9 weeks observed."""
    repeat_buyers = calibration[(calibration["frequency"] > 0) & (calibration["repeat_value"] > 0)]
    assert (len(calibration), calibration["frequency"].sum(), len(repeat_buyers)) == (2357, 2457, 946)
    assert calibration["age_days"].max() / 7 == pytest.approx(38.86, abs=0.005)


@pytest.mark.parametrize(
    ("model", "published", "log_likelihood"),
    [
        ("bg_nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}, -9582.4),
        ("mbg_nbd", {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}, -9582.1),
        ("pareto_nbd", {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}, -9595.0),
    ],
)
def test_purchase_models_match_the_papers(calibration, model, published, log_likelihood):
    """Fader, Hardie & Lee (2005), table 2, for BG/NBD and Pareto/NBD."""
    fitted = clv.fit_purchases(calibration, model=model).in_weeks()
    assert fitted.params == pytest.approx(published, abs=6e-4)
    assert fitted.log_likelihood == pytest.approx(log_likelihood, abs=0.06)


def test_spend_model_matches_fader_hardie_2013(calibration):
    fitted = clv.fit_spend(calibration)
    assert fitted.params_ == pytest.approx({"p": 6.25, "q": 3.74, "gamma": 15.44}, abs=6e-3)


@pytest.mark.parametrize(("model", "expected", "correlation"), [("bg_nbd", 1653, 0.626), ("pareto_nbd", 1666, 0.630)])
def test_holdout_matches_the_papers(calibration, model, expected, correlation):
    """1,882 repeat days were bought in the holdout; 71.0 % of customers bought nothing."""
    actual = calibration["holdout_purchases"]
    assert actual.sum() == 1882
    assert (actual == 0).mean() == pytest.approx(0.710, abs=5e-4)
    forecast = clv.expected_purchases(
        clv.fit_purchases(calibration, model=model), calibration, horizon_days=HOLDOUT_DAYS
    )
    assert forecast.sum() == pytest.approx(expected, abs=1)
    assert np.corrcoef(forecast, actual)[0, 1] == pytest.approx(correlation, abs=6e-4)

"""The product's own models find the parameters that the demo company was simulated from."""

import duckdb
import pandas as pd
import pytest

from analytics.clv import fit_purchases
from analytics.models.sbg import Sbg
from data.simulate import simulate
from data.simulate.parameters import CONTRACT_CHURN, Parameters

STATE = """
with purchase_day as (
    select distinct customer_id, cast(ordered_at as date) as day from transaction where quantity > 0
)
select
    cast(count(*) - 1 as double)                                       as frequency,
    cast(date_diff('day', min(day), max(day)) as double)               as recency_days,
    cast(date_diff('day', min(day), date '2025-12-31') as double)      as age_days
from purchase_day group by customer_id
"""
LOSSES = """
with monthly as (
    select started_on, ends_on + interval 1 day as gone_on, ended_on is not null as has_ended
    from contract where term_months = 1
),
counted as (
    select (year(gone_on) - year(started_on)) * 12 + month(gone_on) - month(started_on) as months, has_ended
    from monthly
)
select cast(case when has_ended then months else months - 1 end as double) as periods,
       cast(count(*) filter (where has_ended) as double)                   as ended,
       cast(count(*) filter (where not has_ended) as double)               as censored
from counted group by periods having periods >= 1 order by periods
"""


@pytest.fixture(scope="module")
def stationary():
    """A company of 10,000 customers whose purchases are BG/NBD as published."""
    return simulate(customers_per_year=1000, stationary=True).tables


def from_tables(query, tables) -> pd.DataFrame:
    with duckdb.connect() as connection:
        for name in ("transaction", "contract"):
            connection.register(name, tables[name])
        return connection.sql(query).df()


def test_bg_nbd_finds_its_parameters_in_days(stationary):
    """10,000 customers: standard errors are 2 % of r and alpha, 4 % of a, 5 % of b; alpha also reads some 3 % long,
    because purchases of one day count once. Tolerances: 6, 8, 12 and 15 %."""
    fitted = fit_purchases(from_tables(STATE, stationary), model="bg_nbd").params_
    true = Parameters()
    assert fitted["r"] == pytest.approx(true.r, rel=0.06)
    assert fitted["alpha"] == pytest.approx(true.alpha, rel=0.08)
    assert fitted["a"] == pytest.approx(true.a, rel=0.12)
    assert fitted["b"] == pytest.approx(true.b, rel=0.15)
    assert fitted["a"] / (fitted["a"] + fitted["b"]) == pytest.approx(true.a / (true.a + true.b), rel=0.05)


def test_sbg_finds_the_renewals_of_monthly_plans(tables):
    """About 1,700 subscriptions with churn 1 / 8 on average; tolerances are three standard errors of the fit."""
    model = Sbg().fit(from_tables(LOSSES, tables))
    alpha, beta = CONTRACT_CHURN[1]
    assert model.params_["alpha"] == pytest.approx(alpha, rel=0.2)
    assert model.params_["beta"] == pytest.approx(beta, rel=0.25)

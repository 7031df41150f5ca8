"""What the demo company says is true of it is true: leaving, spending, renewals, campaigns, people entered twice."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from data.simulate.company import make_setting
from data.simulate.customers import draw_customers
from data.simulate.parameters import CONTRACT_CHURN
from data.simulate.purchases import Purchases, simulate_purchases, true_state

END_ON = pd.Timestamp("2025-12-31")


def test_nobody_buys_after_leaving(tables, truth):
    left = truth["customer"].set_index("customer_id")["left_on"].dropna()
    bought = tables["transaction"].query("quantity > 0").groupby("customer_id")["ordered_at"].max().dt.normalize()
    assert (bought.reindex(left.index) == left).all()


def test_p_alive_is_calibrated(truth):
    """Among customers with about the same P(alive) by their history, as many are alive as it says."""
    shop = truth["customer"].dropna(subset=["p_alive"])
    classes = shop.groupby(
        pd.cut(shop["p_alive"], [0, 0.05, 0.3, 0.5, 0.7, 0.9, 1], include_lowest=True), observed=True
    )
    for _, group in classes:
        error = np.sqrt((group["p_alive"] * (1 - group["p_alive"])).sum()) / len(group)
        assert abs(group["is_alive"].mean() - group["p_alive"].mean()) < 4 * error + 1e-3


def test_p_leave_comes_true():
    """The same company seen half a year earlier: P(no purchase in 183 days) against what came."""

    setting = make_setting(customers=20_000, years=10, end_on=END_ON.date(), seed=1, stationary=False)
    rng, parameters, whole = np.random.default_rng(1), setting.parameters, setting.calendar
    people = draw_customers(rng, numbers=np.arange(20_000), parameters=parameters, calendar=whole)
    full = simulate_purchases(rng, people, parameters=parameters, calendar=whole)
    day = whole.n_days - 183
    earlier = dataclasses.replace(whole, end_on=(pd.Timestamp(whole.start_on) + pd.Timedelta(days=day - 1)).date())
    assert earlier.n_days == day
    seen = full.day < day
    gone = np.where(full.left_day < day, full.left_day, np.nan)
    past = Purchases(full.row[seen], full.day[seen], full.offer[seen], gone)
    joined = np.isin(np.arange(20_000), past.row)
    state = true_state(people, past, parameters=parameters, calendar=earlier)[joined]
    stayed_away = ~np.isin(np.arange(20_000), full.row[~seen])[joined]
    for column in ("p_leave", "p_leave_given_history"):
        chance = state[column].to_numpy()
        spread = np.sqrt((chance * (1 - chance)).sum())
        assert abs(stayed_away.sum() - chance.sum()) < 4 * spread
    risky = state["p_leave_given_history"].to_numpy() > 0.5
    assert stayed_away[risky].mean() > 0.8 > stayed_away[~risky].mean()


def test_spend_is_what_was_expected(tables, truth):
    """First-year orders without promotion, at list price: mean margin per order within 3 % of its expectation."""
    lines = tables["transaction"].query("quantity > 0 and promotion == ''")
    lines = lines[lines["ordered_at"] < pd.Timestamp("2016-12-31")]
    margin = (lines["amount"] - lines["cost"]).groupby(lines["order_id"]).sum()
    buyers = lines.drop_duplicates("order_id").set_index("order_id")["customer_id"]
    expected = truth["customer"].set_index("customer_id")["expected_margin_per_order"].reindex(buyers).mean()
    assert margin.mean() == pytest.approx(expected, rel=0.03)


def test_promotions_bring_bargain_hunters(tables, truth):
    lines = tables["transaction"].query("quantity > 0")
    first = lines.drop_duplicates("customer_id").set_index("customer_id")["promotion"]
    once = lines.groupby("customer_id")["order_id"].nunique() == 1
    by_promotion = once.groupby(first.reindex(once.index) != "").mean()
    assert by_promotion[True] > by_promotion[False] + 0.15
    hunters = truth["customer"].set_index("customer_id")["is_hunter"].reindex(once.index)
    assert once[hunters].mean() > 0.85


def test_renewals_are_shifted_beta_geometric(tables, truth):
    """First renewal of monthly plans: Beta mean alpha / (alpha + beta); the hazard falls with age (sBG)."""

    monthly = tables["contract"].query("term_months == 1")
    months = ((monthly["ends_on"] - monthly["started_on"]).dt.days / 30.4).round()
    at_risk = [(months > age) | ((months == age) & monthly["ended_on"].notna()) for age in (1, 2, 3, 12)]
    hazard = [(months[risk] == age).mean() for risk, age in zip(at_risk, (1, 2, 3, 12), strict=True)]
    alpha, beta = CONTRACT_CHURN[1]
    assert hazard[0] == pytest.approx(alpha / (alpha + beta), abs=0.03)
    assert hazard[0] > hazard[-1]
    running = truth["contract"].merge(tables["contract"][["contract_id", "ended_on"]])
    assert (running.loc[running["ended_on"].notna(), "p_leave"] == 1).all()


def test_campaigns_lift_what_they_truly_lift(tables, truth):
    """Bought within 14 days, test minus control, against the extra chances the truth gives; within four errors."""
    contact = tables["contact"].assign(extra=truth["contact"]["extra_order_rate"].to_numpy())
    kinds = tables["campaign"].set_index("campaign_id")["kind"]
    for _, group in contact.groupby(contact["campaign_id"].map(kinds)):
        test, control = group[group["arm"] == "test"], group[group["arm"] == "control"]
        lift = test["responded"].mean() - control["responded"].mean()
        error = np.sqrt(test["responded"].var() / len(test) + control["responded"].var() / len(control))
        assert abs(lift - test["extra"].mean()) < 4 * error
        assert control["extra"].sum() == 0 < test["extra"].sum()
    assert truth["contact"]["extra_order_on"].notna().sum() > 300


def test_duplicates_are_the_same_person_spelled_anew(tables, truth):
    pairs, people = truth["duplicate"], tables["customer"].set_index("customer_id")
    assert 200 <= len(pairs) <= 600
    later, first = people.loc[pairs["customer_id"]], people.loc[pairs["same_as"]]
    assert (later["region"].to_numpy() == first["region"].to_numpy()).all()
    plain = [column.str.replace(r"^\+86|\D", "", regex=True).to_numpy() for column in (later["phone"], first["phone"])]
    assert (plain[0] == plain[1]).sum() == (pairs["phone_form"] != "digits swapped").sum()
    assert 0.5 < (later["name"].to_numpy() != first["name"].to_numpy()).mean() < 0.9
    assert set(pairs["customer_id"]).isdisjoint(pairs["same_as"])

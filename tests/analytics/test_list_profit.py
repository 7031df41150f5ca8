"""Cuts by profit against all cuts tried one by one over customers."""

import numpy as np
import pandas as pd
import pytest

from analytics import list_profit
from analytics.churn import profit as campaign
from analytics.matrix import RISK_BINS, RISK_STEP

EDGES = np.array([0.0, 10.0, 50.0, 200.0, 800.0])


@pytest.fixture
def customers():
    """A thousand customers whose risk falls with their value, and their bins."""
    rng = np.random.default_rng(7)
    value = rng.lognormal(4, 1.5, 1000)
    risk = np.clip(rng.beta(2, 4, 1000) - 0.02 * np.log(value) + 0.1, 0, 1)
    rows = pd.DataFrame({"value": value, "risk": risk, "value_at_risk": 2 * value * risk, "customers": 1})
    return rows.assign(
        risk_bin=np.minimum(np.floor(rows["risk"] / RISK_STEP).astype(int), RISK_BINS - 1),
        value_bin=np.searchsorted(EDGES[1:], rows["value"], side="right"),
    )


BINS = pd.DataFrame({"value_bin": range(len(EDGES)), "low": EDGES})


@pytest.mark.parametrize("cost", [5, 30, 60])
def test_the_best_cuts_are_those_of_all_cuts_counted(customers, cost):
    terms = list_profit.Terms(contact_cost=cost, accept_rate=0.3, kept_rate=0.8)

    def earned(inside):
        return sum(0.3 * 0.8 * row.value_at_risk - cost for row in customers[inside].itertuples())

    by_hand = {at: earned(customers["risk_bin"] >= at) for at in range(1, RISK_BINS)}
    curve = list_profit.by_cut(customers.groupby("risk_bin")[["customers", "value_at_risk"]].sum().reset_index(), terms)
    assert dict(zip(curve["cut_bin"], curve["profit"], strict=True)) == pytest.approx(by_hand)
    best = list_profit.best_cut(curve)
    assert best["profit"] > 0
    assert best["profit"] == pytest.approx(max(by_hand.values()))

    corners = {
        (EDGES[v], r): earned((customers["value_bin"] >= v) & (customers["risk_bin"] >= r))
        for v in range(1, len(EDGES))
        for r in range(1, RISK_BINS)
    }
    cells = customers.groupby(["value_bin", "risk_bin"])[["customers", "value_at_risk"]].sum().reset_index()
    found = list_profit.best_corner(cells, BINS, terms)
    assert found["profit"] == pytest.approx(max(corners.values()))
    assert corners[found["value_cut"], round(found["risk_cut"] / RISK_STEP)] == pytest.approx(found["profit"])
    assert found["customers"] == sum(
        (customers["value"] >= found["value_cut"]) & (customers["risk_bin"] >= round(found["risk_cut"] / RISK_STEP))
    )


def test_no_list_pays_where_a_contact_costs_too_much(customers):
    terms = list_profit.Terms(contact_cost=1e6, accept_rate=0.3, kept_rate=1.0)
    assert list_profit.best_cut(list_profit.by_cut(customers, terms)) is None
    assert list_profit.best_corner(customers, BINS, terms) is None
    assert terms.pays_from == pytest.approx(1e6 / 0.3)


def test_one_bin_of_value_has_no_corner(customers):
    terms = list_profit.Terms(contact_cost=1, accept_rate=0.3, kept_rate=1.0)
    assert list_profit.best_corner(customers.assign(value_bin=0), BINS[:1], terms) is None


@pytest.mark.parametrize("bad", [(0, 0.3, 1), (float("nan"), 0.3, 1), (1, 0, 1), (1, 1.2, 1), (1, 0.3, 0)])
def test_terms_that_mean_nothing_are_refused(bad):
    with pytest.raises(ValueError, match=r"must|lie"):
        list_profit.Terms(*bad)


def test_the_usual_terms_are_the_studys():
    assert pytest.approx(campaign.OFFER_SHARE + campaign.CONTACT_SHARE) == list_profit.USUAL_COST_SHARE
    assert campaign.ACCEPTS["alpha"] / sum(campaign.ACCEPTS.values()) == list_profit.USUAL_ACCEPT_RATE

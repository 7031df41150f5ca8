"""The arithmetic of the workshop against the published figures of its cases, and against brute force."""

import itertools

import numpy as np
import pytest

from analytics.workshop import budget, claims, funnel, gaming, loyalty, mail, outcalls, retention


def test_trial_funnel_is_9_million_not_90():
    case = funnel.Funnel()
    assert case.year_revenue == 251_000 * 3 * 12 == 9_036_000
    assert case.conversion_rate == pytest.approx(0.0644, abs=1e-4)
    needed = funnel.needed_for(90_000_000, case)
    assert needed["payers"] == pytest.approx(2_500_000)
    assert needed["conversion_rate"] == pytest.approx(2.5 / 3.9)
    assert needed["price_a_month"] * case.converted * 12 == pytest.approx(90_000_000)
    leaving = funnel.Funnel(monthly_retention_rate=0.5)
    assert leaving.paid_months == pytest.approx(2 * (1 - 0.5**12))


def test_retention_claims_reach_from_25_to_100_per_cent():
    at_80 = dict(retention.claims(retention_rate=0.8, discount_rate=0.1, cost_share=0.5))
    assert at_80["discounted"] == pytest.approx(0.275)  # (0.85 / 0.25) / (0.8 / 0.3) - 1
    assert at_80["next_year"] == pytest.approx(0.0625)
    assert at_80["undiscounted"] == pytest.approx((0.85 / 0.15) / (0.8 / 0.2) - 1)
    at_90 = dict(retention.claims(retention_rate=0.9, discount_rate=0.1, cost_share=0.5))
    assert max(at_90.values()) > 1 > at_90["after_cost"] > at_80["after_cost"] > 0.5
    # What the page says: at a discount of 10 % the value never gains more than 58 %, up to where everybody stays.
    gains = [retention.gain_rate(retention_rate=r / 1000, discount_rate=0.1) for r in range(500, 951)]
    assert max(gains) == pytest.approx(0.58, abs=0.005)


def test_kept_margin_for_ever_is_the_limit_of_many_years():
    for_ever = retention.kept_margin(retention_rate=0.8, discount_rate=0.1)
    assert retention.kept_margin(retention_rate=0.8, discount_rate=0.1, years=500) == pytest.approx(for_ever)
    with pytest.raises(ValueError, match="retention_rate"):
        retention.kept_margin(retention_rate=1.2, years=3)
    with pytest.raises(ValueError, match="no base"):
        retention.gain_rate(retention_rate=0.0, discount_rate=0.1)


def splits(units, levers):
    return [s for s in itertools.product(range(units + 1), repeat=levers) if sum(s) == units]


def test_budget_of_20_over_three_levers_is_6_7_7():
    assert budget.best_product_split(20, 3) == (6, 7, 7)
    best = max(a * b * c for a, b, c in splits(20, 3))
    assert best == 6 * 7 * 7 == 294


@pytest.mark.parametrize("units", [0, 1, 7, 20])
def test_marginal_allocation_is_as_good_as_trying_every_split(units):
    curves = (budget.Response(100, 4), budget.Response(60, 8), budget.Response(40, 3))
    best = max(budget.effect(split, curves) for split in splits(units, 3))
    given = budget.best_split(units, curves)
    assert sum(given) == units
    assert budget.effect(given, curves) == pytest.approx(best)


def test_doubling_a_concave_budget_never_doubles_the_effect():
    curve = budget.Response(100, 4)
    assert all(1 < budget.doubling_factor(units, curve) < 2 for units in (0.01, 1, 4, 12))
    assert budget.doubling_factor(1e-6, curve) == pytest.approx(2, abs=1e-5)
    assert 2 ** budget.exponent_for(10) == pytest.approx(10)


def test_wednesday_is_best_and_the_curve_goes_through_the_published_points():
    rows = mail.read_by_weekday()
    assert mail.best_weekday(rows) == 2
    assert mail.best_weekday(mail.read_by_weekday(rise_a_day=0)) == 0
    assert mail.best_weekday(mail.read_by_weekday(fall_a_day=0)) == 6
    assert mail.forgotten_rate(20) == pytest.approx(0.42)
    assert mail.forgotten_rate(24 * 60) == pytest.approx(0.66)
    # Ebbinghaus's own table: 56 % after an hour, 75 % after six days, 79 % after 31; the curve has two of the seven points.
    assert [mail.forgotten_rate(m) for m in (60, 6 * 1440, 31 * 1440)] == pytest.approx([0.56, 0.75, 0.79], abs=0.06)
    with pytest.raises(ValueError, match="one minute"):
        mail.forgotten_rate(1)


def test_the_rule_finds_every_planted_split_and_looser_ones_accuse():
    deposits = gaming.planted_deposits()
    assert (deposits.loc[deposits["customer"] == 0, "amount"] >= gaming.THRESHOLD).sum() == 6  # six gifts for one sum
    good = gaming.score(deposits, gaming.suspects(deposits, within_rate=0.05, window_days=7, at_least=3))
    assert good == gaming.Score(found=12, missed=0, wrong=0)
    loose = gaming.score(deposits, gaming.suspects(deposits, within_rate=0.05, window_days=7, at_least=2))
    strict = gaming.score(deposits, gaming.suspects(deposits, within_rate=0.05, window_days=7, at_least=6))
    assert loose.wrong > 0
    assert strict.missed > 0
    assert gaming.suspects(deposits.head(0), within_rate=0.05, window_days=7, at_least=3).empty


def test_loyalty_curves_keep_to_the_published_figure_and_the_order_of_competition():
    assert loyalty.loyal_rate(5, "commodity") / loyalty.loyal_rate(4, "commodity") == pytest.approx(6)
    for score in (1.5, 2, 3, 4, 4.5):
        rates = [loyalty.loyal_rate(score, level) for level in loyalty.LEVELS]
        assert rates == sorted(rates, reverse=True)
    zones = {loyalty.zone(score, rate) for score in (2, 4) for rate in (0.2, 0.8)}
    assert zones == {"captive", "loyal", "mercenary", "defector"}
    assert loyalty.satisfaction_index(experience=9, expectation=10) == 0.9
    with pytest.raises(ValueError, match="scored from"):
        loyalty.loyal_rate(6, "open")


def test_a_rise_that_nobody_caused_agrees_with_simulated_customers():
    rng = np.random.default_rng(1)
    rates = rng.gamma(1.0, 4.0, 400_000)
    before, after = rng.poisson(rates), rng.poisson(rates)
    picked = before <= 1
    case = claims.before_after(at_most=1)
    assert case.picked_rate == pytest.approx(picked.mean(), abs=0.005)
    assert case.before == pytest.approx(before[picked].mean(), abs=0.01)
    assert case.after_without == pytest.approx(after[picked].mean(), abs=0.02)
    assert (case.claimed_rate, case.true_rate) == (pytest.approx(1.6), 0.0)


def test_call_the_valuable_who_are_about_to_leave_first():
    codes = [code for code, _gain in outcalls.worth_calling(saved_rate=0.2, cost=30)]
    assert codes == ["BD", "AD", "BC", "AC"]
    assert outcalls.worth_calling(saved_rate=0.2, cost=30)[-1][1] < 0
    assert sum(cell.customers for cell in outcalls.CELLS) == 10_000

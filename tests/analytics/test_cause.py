"""Why the base moves: what is said goes beyond chance, and totals are split like customers; what holding it costs."""

import numpy as np
import pandas as pd
import pytest

from analytics import movement


def cohorts_of(sizes, keep, *, seed=None):
    """in_base of cohorts of `sizes`, one a month, of which keep(cohort, age) stay each month; drawn where seeded."""
    starts, rows = pd.date_range("2001-01-01", periods=len(sizes), freq="MS"), []
    random = np.random.default_rng(seed)
    for cohort, size in enumerate(sizes):
        base = size
        for age in range(len(sizes) - cohort):
            if age:
                rate = keep(cohort, age)
                base = base * rate if seed is None else random.binomial(base, rate)
            rows.append((starts[cohort], age, base))
    return pd.DataFrame(rows, columns=["cohort_month", "age_months", "in_base"]), starts[-1]


def test_years_alike_but_for_chance_have_no_cause():
    """Equal rates and equal acquisition for years: whatever is drawn, 80 % of the draws must not find a cause."""
    said = []
    for seed in range(40):
        table, last = cohorts_of([40] * 72, lambda cohort, age: 0.9, seed=seed)
        said.append(movement.decompose(table, last_month=last).judgement())
    assert said.count("chance") >= 0.6 * len(said)


def test_the_errors_are_those_of_chance():
    """Over many draws the loss-rate part scatters by its stated error: not half of it, not twice."""
    found = []
    for seed in range(60):
        table, last = cohorts_of([60] * 48, lambda cohort, age: 0.92, seed=seed)
        found.append(movement.decompose(table, last_month=last))
    spread = np.std([each.loss_rate_at_equal_age for each in found])
    stated = np.mean([each.loss_rate_error for each in found])
    assert 0.7 * stated < spread < 1.4 * stated


def test_a_rising_loss_rate_is_named_and_a_falling_one():
    for before, after in ((0.97, 0.92), (0.92, 0.97)):
        table, last = cohorts_of([200] * 48, lambda cohort, age, b=before, a=after: b if cohort + age < 36 else a)
        found = movement.decompose(table, last_month=last)
        assert found.judgement() == "loss_rate_at_equal_age"
        assert (found.loss_rate_at_equal_age < 0) == (after < before)
        assert found.net_after == pytest.approx(found.net_before + found.change)


def totals_of(acquired, rate, base=1e6):
    rows = []
    for added, lost_rate in zip(acquired, rate, strict=True):
        lost = base * lost_rate
        base = base + added - lost
        rows.append((added, lost, base))
    starts = pd.date_range("2001-01-01", periods=len(rows), freq="QS")
    return movement.from_totals(pd.DataFrame(rows, columns=["acquired", "lost", "closing"]).assign(period_start=starts))


def test_totals_split_exactly_and_know_no_ages():
    flow = totals_of([50e3] * 4 + [30e3] * 4, [0.05] * 8)
    found = movement.decompose_totals(flow, last=7, periods=4, apart=4)
    assert not found.has_ages
    assert found.judgement() == "acquisition"
    assert found.acquisition == pytest.approx(-80e3)
    assert found.loss_rate_at_equal_age == pytest.approx(0, abs=1e-6)
    net = flow["closing"] - flow["opening"]
    assert found.net_before == pytest.approx(net.iloc[:4].sum())
    assert found.net_after == pytest.approx(net.iloc[4:].sum())
    parts = found.acquisition + found.loss_rate_at_equal_age + found.age_mix + found.base_size
    assert parts == pytest.approx(found.change)


def test_totals_without_two_years_are_refused():
    flow = totals_of([50e3] * 7, [0.05] * 7)
    assert movement.decompose_totals(flow, last=6, periods=4, apart=4) is None


def test_break_even_and_ceiling_speak_of_the_same_present():
    """Loss rates that rise: the average of the past year would promise a base that the rates of today do not hold."""
    rates = np.linspace(0.02, 0.05, 60)
    base, rows = 2000.0, []
    for rate in rates:
        rows.append((60.0, base * rate, base + 60.0 - base * rate))
        base = rows[-1][2]
    starts = pd.date_range("2001-01-01", periods=60, freq="MS")
    flow = movement.from_totals(pd.DataFrame(rows, columns=["acquired", "lost", "closing"]).assign(period_start=starts))
    figures = movement.shape_of(flow, grain="month").figures
    now, mean = (movement.break_even(flow, grain="month", level=level) for level in (figures, None))
    assert now.additions_a_month / now.loss_rate == pytest.approx(figures["ceiling"])
    assert now.more_a_month > mean.more_a_month > 0
    truth = rates[-1] * base - 60
    assert abs(now.more_a_month - truth) < 0.75 * abs(mean.more_a_month - truth)
    assert now.more_low < now.more_a_month < now.more_high
    assert mean.more_low is None


def test_holding_costs_the_gap_at_the_price_of_a_new_customer():
    flow = totals_of([40e3] * 12, [0.05] * 12)
    needed = movement.break_even_a_month(flow, grain="quarter")
    cost = movement.holding_cost(needed, cost_each=200.0, retention_a_month=1e5)
    assert cost.by_acquisition == pytest.approx(200 * needed.more_a_month)
    assert cost.retention_up_to == pytest.approx(1e5 + cost.by_acquisition)
    assert movement.holding_cost(needed, cost_each=200.0, retention_a_month=None).retention_up_to is None
    spare = movement.break_even_a_month(totals_of([90e3] * 12, [0.05] * 12), grain="quarter")
    assert movement.holding_cost(spare, cost_each=200.0, retention_a_month=None).by_acquisition == 0

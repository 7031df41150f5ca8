"""Holdouts are drawn at random and can be drawn again; the effect finds what was planted as often as it says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import draws, effect
from analytics.effect import Group


@given(
    keys=st.lists(st.integers(0, 10**9), unique=True, max_size=300),
    share=st.floats(0, 0.99),
    seed=st.integers(0, 2**53 - 1),
)
def test_the_draw_depends_on_the_seed_alone(keys, share, seed):
    drawn = draws.held_out(np.array(keys), share=share, seed=seed)
    again = draws.held_out(np.array(keys[::-1]), share=share, seed=seed)
    assert (drawn == again[::-1]).all()
    if share > 0 and len(keys) > 1:
        assert 1 <= drawn.sum() <= len(keys) - 1
        assert abs(drawn.sum() - share * len(keys)) <= 1
    else:
        assert not drawn.any()


def test_everybody_is_as_likely_to_be_held_out():
    times = sum(draws.held_out(np.arange(200), share=0.1, seed=seed) for seed in range(2_000))
    assert times.sum() == 20 * 2_000
    assert abs(times - 200).max() < 5 * np.sqrt(2_000 * 0.1 * 0.9)  # five standard deviations, 200 customers


@pytest.mark.parametrize("share", [-0.1, 1, 1.5, float("nan")])
def test_a_share_that_leaves_nobody_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        draws.held_out(np.arange(5), share=share, seed=1)


def test_a_customer_twice_on_a_list_is_refused():
    with pytest.raises(ValueError, match="once"):
        draws.held_out(np.array([1, 1, 2]), share=0.5, seed=1)


def group(money):
    return Group(len(money), float(money.mean()), float(money.var(ddof=1)), int((money > 0).sum()))


def test_a_planted_effect_is_found_with_the_stated_coverage():
    """Skew money, most customers without any: 900 contacted, 100 held out, who buy less and spend less."""
    random = np.random.default_rng(7)
    planted_money, planted_share, held_money, held_share = 0.30 * 48 - 0.25 * 40, 0.05, [], []
    for _ in range(600):
        contact = random.gamma(1.2, 40, 900) * (random.random(900) < 0.30)
        holdout = random.gamma(1.2, 40 * 40 / 48, 100) * (random.random(100) < 0.25)
        found = effect.effect(group(contact), group(holdout), cost=100)
        held_money.append(found.money_each.low <= planted_money <= found.money_each.high)
        held_share.append(found.share.low <= planted_share <= found.share.high)
        assert found.profit.value == pytest.approx(900 * found.money_each.value - 100)
    assert np.mean(held_money) == pytest.approx(0.95, abs=0.03)
    assert np.mean(held_share) == pytest.approx(0.95, abs=0.03)


def test_no_effect_is_called_clear_one_time_in_twenty():
    random = np.random.default_rng(8)
    clear = [
        effect.effect(group(random.exponential(50, 500)), group(random.exponential(50, 60))).money_each.is_clear
        for _ in range(1_000)
    ]
    assert np.mean(clear) == pytest.approx(0.05, abs=0.025)


def test_matches_newcombe_1998_table_ii():
    """56/70 against 48/80, method 10: .0524 to .3339."""
    found = effect.effect(Group(70, 0, 0, 56), Group(80, 0, 0, 48)).share
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_matches_scipys_welch():
    from scipy import stats

    random = np.random.default_rng(9)
    one, other = random.gamma(2, 30, 200), random.gamma(2, 20, 45)
    found = effect.effect(group(one), group(other)).money_each
    oracle = stats.ttest_ind(one, other, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high))


@pytest.mark.parametrize(
    ("contacts", "holdouts", "code"),
    [(500, 0, "no_holdout"), (500, 29, "groups_too_small"), (3, 90, "groups_too_small")],
)
def test_groups_too_small_are_refused(contacts, holdouts, code):
    with pytest.raises(effect.EffectRefused) as refused:
        effect.effect(Group(contacts, 1, 1, 1), Group(holdouts, 1, 1, 1))
    assert refused.value.code == code

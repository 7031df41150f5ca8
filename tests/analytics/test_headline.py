"""Figures of the first page by hand."""

import pandas as pd
import pytest

from analytics import headline
from analytics.effect import Interval


def test_payback_leaves_out_channels_known_on_one_side_only():
    cost = pd.DataFrame({"channel": ["Web", "Store", "Radio"], "cost": [200.0, 100.0, 50.0]})
    brought = pd.DataFrame(
        {"channel": ["Store", "Web", "Mail"], "acquired": [10, 10, 5], "margin": [150.0, 120.0, 9.0]}
    )
    found = headline.channel_paybacks(cost, brought)
    assert [(each.channel, each.pays_back) for each in found] == [("Store", True), ("Web", False)]


def test_once_only_counts_a_second_purchase_after_a_year_as_none():
    weeks = pd.DataFrame({"weeks": [0, 51, 52, 80], "bought": [3, 1, 2, 0], "censored": [0, 0, 0, 4]})
    assert headline.once_only_rate(weeks) == pytest.approx(0.6)
    assert headline.once_only_rate(weeks.iloc[:0]) is None


def campaign(name, day, *, control, mean=20.0):
    row = {"campaign_id": name, "name": name, "first_contact_on": pd.Timestamp(day), "window_days": 30, "cost": 100.0}
    groups = [("test", 400, mean), ("control", control, 10.0)]
    return [
        row | {"arm": a, "customers": n, "mean_margin": m, "margin_variance": 100.0, "bought": 9} for a, n, m in groups
    ]


def test_effects_are_dated_refused_and_added_up():
    rows = [*campaign("A", "2024-01-05", control=400), *campaign("B", "2024-09-05", control=12)]
    last, first = headline.campaign_effects(pd.DataFrame(rows))
    assert (last.name, last.effect, last.refused) == ("B", None, "groups_too_small")
    assert first.effect.profit.value == pytest.approx(400 * 10 - 100)
    assert headline.together([last, first]) is None
    both = headline.together([first, first])
    half = (first.effect.profit.high - first.effect.profit.low) / 2
    assert both == Interval(
        pytest.approx(7800), pytest.approx(7800 - half * 2**0.5), pytest.approx(7800 + half * 2**0.5)
    )

"""Verdicts at their thresholds, by hand."""

import pytest

from analytics import faults


@pytest.mark.parametrize(("lost", "verdict"), [(101, "found"), (100, "signs"), (80, "signs"), (79, "clear")])
def test_losses_against_those_who_joined(lost, verdict):
    assert faults.complacency(joined=100, lost=lost) == verdict


@pytest.mark.parametrize(
    ("top", "alarm", "verdict"), [(0.4, "", "found"), (0.1, "rising", "found"), (0.21, "", "signs"), (0.2, "", "clear")]
)
def test_the_most_valuable_against_all(top, alarm, verdict):
    assert faults.small_customers(top_rate=top, rate=0.4, alarm=alarm) == verdict


def test_traits_are_judged_by_standard_errors_and_not_on_a_handful():
    assert faults.apart((100, 60), (100, 50)) == pytest.approx(0.1 / (0.55 * 0.45 * 0.02) ** 0.5)
    assert faults.promotions((100, 65), (100, 50)) == "found"
    assert faults.promotions((100, 60), (100, 50)) == "signs"
    assert faults.promotions((100, 50), (100, 50)) == "clear"
    assert faults.promotions((29, 29), (100, 50)) is None
    assert faults.promotions((100, 0), (100, 0)) == "clear"
    assert faults.clubs((100, 30), (100, 50)) == "signs"
    assert faults.clubs((100, 45), (100, 50)) == "found"
    assert faults.satisfaction_only((100, 8), (100, 10)) == "found"
    assert faults.satisfaction_only((100, 5), (100, 10)) == "signs"
    assert faults.satisfaction_only((100, 4), (100, 10)) == "clear"
    assert faults.satisfaction_only((100, 4), (100, 0)) is None


def test_progress_owners_and_information():
    assert [faults.progress(before=100, after=after) for after in (97, 100, 103)] == ["found", "signs", "clear"]
    assert faults.progress(before=0, after=5) is None
    assert [faults.no_owner(named=n, asked=5) for n in (0, 3, 5)] == ["found", "signs", "clear"]
    assert faults.no_information(double_rate=0.02, filled_rate=1) == "found"
    assert faults.no_information(double_rate=0, filled_rate=0.49) == "found"
    assert faults.no_information(double_rate=0, filled_rate=0.89) == "signs"
    assert faults.no_information(double_rate=0, filled_rate=0.95) == "clear"

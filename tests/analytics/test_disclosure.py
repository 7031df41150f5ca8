"""Published figures against themselves: the churn a firm names and the one its flows tell."""

import pandas as pd
import pytest

from analytics.disclosure import published_facts, with_implied_rate


def quarters(years, *, rates, lost=30):
    """Published quarters of a base that stays near 1,000 customers: 1 % a month leave when 30 are lost."""
    starts = pd.date_range("2010-01-01", periods=4 * years, freq="QS")
    return pd.DataFrame(
        {
            "grain": "quarter",
            "period_start": starts,
            "opening": 1000,
            "acquired": 30,
            "lost": lost,
            "closing": 1030 - lost,
            "monthly_churn_rate": rates,
        }
    )


def test_implied_rate_by_hand():
    table = with_implied_rate(quarters(1, rates=0.01))
    assert table["implied_rate"].tolist() == pytest.approx([0.01] * 4)
    assert not table["disagrees"].any()


@pytest.mark.parametrize(("named", "disagrees"), [(0.0125, False), (0.013, True), (0.0084, False), (0.0083, True)])
def test_a_fifth_is_the_border(named, disagrees):
    assert with_implied_rate(quarters(1, rates=named))["disagrees"].all() == disagrees


def test_no_named_rate_is_no_disagreement():
    facts = published_facts(quarters(3, rates=float("nan")))
    assert facts["disagreeing"] == []
    assert facts["monthly_churn_rate"] == pytest.approx(0.01)


def test_years_compared_lie_before_the_date_and_at_the_end():
    table = quarters(5, rates=0.01)
    table["acquired"] = table["period_start"].dt.year
    facts = published_facts(table, since=pd.Timestamp("2012-01-01"))
    assert (facts["year_before"], facts["year_now"]) == (2011, 2014)
    assert facts["additions_before"] == 4 * 2011
    assert published_facts(table)["year_before"] == 2010


def test_cut_years_do_not_count():
    assert published_facts(quarters(2, rates=0.01).iloc[1:]) is None
    assert published_facts(quarters(1, rates=0.01).iloc[:0]) is None

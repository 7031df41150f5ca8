"""Kaplan-Meier against a worked textbook example and by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import survival

# Freireich et al. (1963), weeks of remission under 6-mercaptopurine, 21 patients; the worked example of Cox & Oakes
# (1984) and of Collett (2003). Survival and Greenwood's standard error as printed there; limits by hand from them.
ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PUBLISHED = {
    6: (0.8571, 0.0764),
    7: (0.8067, 0.0869),
    10: (0.7529, 0.0963),
    13: (0.6902, 0.1068),
    16: (0.6275, 0.1141),
    22: (0.5378, 0.1282),
    23: (0.4482, 0.1346),
}


@pytest.fixture(scope="module")
def remission():
    ends = pd.DataFrame({"weeks": ENDED, "ended": 1, "censored": 0})
    cuts = pd.DataFrame({"weeks": CENSORED, "ended": 0, "censored": 1})
    return survival.kaplan_meier(pd.concat([ends, cuts]), age="weeks", ended="ended", whole_steps=False)


@pytest.mark.parametrize("week", PUBLISHED)
def test_matches_the_worked_example(remission, week):
    share, error = PUBLISHED[week]
    row = remission.set_index("age").loc[week]
    assert row["survival"] == pytest.approx(share, abs=1e-4)
    half = 1.96 * error / (share * abs(np.log(share)))
    assert row["low"] == pytest.approx(share ** np.exp(half), abs=2e-3)
    assert row["high"] == pytest.approx(share ** np.exp(-half), abs=2e-3)


def test_at_risk_and_hazard_of_the_worked_example(remission):
    table = remission.set_index("age")
    assert table.loc[[6, 7, 10, 13, 16, 22, 23], "at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert table.loc[6, "hazard"] == pytest.approx(3 / 21)
    assert table.loc[8, "survival"] == table.loc[7, "survival"]
    assert len(table) == 36


def test_median_of_the_worked_example(remission):
    middle = survival.median(remission)
    assert middle.age == 23
    assert middle.low == 13
    assert middle.high is None  # the upper limit never falls to one half
    assert survival.median(remission, share=0.8).age == 10


def test_survival_at_an_age(remission):
    assert survival.survival_at(remission, 15)[0] == pytest.approx(0.6902, abs=1e-4)
    assert survival.survival_at(remission, 36) is None


COUNTS = pd.DataFrame({"age_months": [0, 2, 2, 5], "ended": [1, 2, 3, 4], "censored": 0})


def test_without_cut_offs_it_is_the_share_left():
    curve = survival.kaplan_meier(COUNTS, age="age_months", ended="ended", whole_steps=False)
    assert curve["survival"].tolist() == pytest.approx([0.9, 0.9, 0.4, 0.4, 0.4, 0.0])
    assert curve["low"].iloc[-1] == curve["high"].iloc[-1] == 0


def test_what_happened_in_a_whole_step_is_known_at_its_end():
    curve = survival.kaplan_meier(COUNTS, age="age_months", ended="ended")
    assert curve["age"].tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert curve["survival"].tolist() == pytest.approx([1.0, 0.9, 0.9, 0.4, 0.4, 0.4, 0.0])
    assert survival.median(curve).age == 3


def test_empty_and_all_cut_off():
    empty = pd.DataFrame({"age_months": [], "ended": [], "censored": []})
    curve = survival.kaplan_meier(empty, age="age_months", ended="ended")
    assert curve.empty
    assert survival.median(curve) == survival.Median(None, None, None)
    assert survival.survival_at(curve, 1) is None
    kept = survival.kaplan_meier(
        pd.DataFrame({"age_months": [3], "ended": [0], "censored": [9]}), age="age_months", ended="ended"
    )
    assert kept["survival"].eq(1).all()
    assert kept[["low", "high"]].eq(1).all().all()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30))
def test_curves_fall_inside_their_limits(rows):
    counts = pd.DataFrame(rows, columns=["weeks", "bought", "censored"])
    curve = survival.kaplan_meier(counts, age="weeks", ended="bought").dropna(subset=["hazard"])
    assert curve["survival"].diff().fillna(0).le(1e-12).all()
    assert ((curve["low"] <= curve["survival"] + 1e-12) & (curve["survival"] <= curve["high"] + 1e-12)).all()
    for column in ("low", "high", "survival"):
        assert curve[column].between(0, 1).all()


def test_log_rank_of_three_groups_by_hand():
    """Two groups alike and one apart: the statistic over groups is that of the pairs' tables, one degree fewer."""
    early = pd.DataFrame({"weeks": [1, 2, 3], "ended": [30, 20, 10], "censored": [0, 0, 40]})
    late = pd.DataFrame({"weeks": [1, 2, 3], "ended": [10, 10, 10], "censored": [0, 0, 70]})
    exact = {"age": "weeks", "ended": "ended", "whole_steps": False}
    one, other = survival.kaplan_meier(early, **exact), survival.kaplan_meier(late, **exact)
    # Observed 60 against expected 20 + 70/160·30 + 50/130·20 ends; the hypergeometric variance of each week.
    expected = 20 + 70 / 160 * 30 + 50 / 130 * 20
    variance = 40 * 0.25 * 160 / 199 + 30 * 70 * 90 * 130 / 160**2 / 159 + 20 * 50 * 80 * 110 / 130**2 / 129
    found = survival.log_rank({"early": one, "late": other})
    assert found.statistic == pytest.approx((60 - expected) ** 2 / variance)
    three = survival.log_rank({"early": one, "late": other, "also": other})
    assert (found.degrees, three.degrees) == (1, 2)
    assert three.p_value < found.p_value
    with pytest.raises(ValueError, match="two groups"):
        survival.log_rank({"early": one})

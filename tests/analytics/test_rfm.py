"""Recency by own pace: the check finds the better score where one is planted; rules of good customers hold later or say not."""

import numpy as np
import pandas as pd
import pytest

from analytics import good_customers, rfm


def counts_of(plain, own, bought):
    rows = pd.DataFrame(
        {"recency_plain": plain, "recency": own, "purchases": 3, "bought_again": bought, "customers": 1}
    )
    return rows.groupby(["recency_plain", "recency", "purchases"], as_index=False)[["customers", "bought_again"]].sum()


def test_auc_equals_the_share_of_pairs_ranked_rightly():
    random = np.random.default_rng(3)
    score, bought = random.integers(1, 6, 300), random.integers(0, 2, 300)
    pairs = [(a > b) + (a == b) / 2 for a in score[bought == 1] for b in score[bought == 0]]
    rows = pd.DataFrame({"customers": 1, "bought_again": bought})
    assert rfm.auc(pd.Series(score), rows) == pytest.approx(np.mean(pairs))


def test_the_better_score_is_found_whichever_it_is():
    random = np.random.default_rng(4)
    good, noise = random.integers(1, 6, 4_000), random.integers(1, 6, 4_000)
    bought = (random.random(4_000) < good / 6).astype(int)
    assert rfm.check(counts_of(noise, good, bought)).verdict == "own"
    assert rfm.check(counts_of(good, noise, bought)).verdict == "plain"
    assert rfm.check(counts_of(noise, noise, bought)).verdict == "neither"
    found = rfm.check(counts_of(noise, good, bought))
    share = found.judged.set_index("kind")["share"]
    assert share["recent_but_overdue"] < share["all"] < share["quiet_but_on_time"]


@pytest.mark.parametrize("bought", [0, 1])
def test_nothing_is_judged_where_all_did_the_same(bought):
    ones = np.ones(500, int)
    assert rfm.check(counts_of(ones, ones, ones * bought)) is None


def people(count, *, lift):
    random = np.random.default_rng(5)
    store = random.random(count) < 0.3
    margin = random.gamma(1.0, 40, count) * np.where(store, lift, 1.0)
    return pd.DataFrame(
        {
            "first_channel": np.where(store, "Store", "Web"), "first_region": "(none)", "first_category": "(none)",
            "used_promotion": random.integers(0, 2, count), "categories": 1, "first_amount": random.gamma(2, 20, count),
            "later_margin": margin,
        }
    )  # fmt: skip


def test_what_was_planted_is_in_the_first_rule_and_holds_later():
    found = good_customers.in_common(people(6_000, lift=4.0))
    best = found.rules[found.rules["rule"] == 1]
    assert (best["field"] == "first_channel").any()
    first = best.iloc[0]
    assert first["good"] / first["customers"] > 1.5 * first["all_good"]
    assert first["later_good"] / first["later_customers"] == pytest.approx(first["good"] / first["customers"], abs=0.12)
    leaves = found.rules.drop_duplicates("rule")
    assert leaves["customers"].sum() == 4_000
    assert leaves["later_customers"].sum() == 2_000


def test_where_nothing_is_shared_later_customers_say_so():
    found = good_customers.in_common(people(6_000, lift=1.0))
    first = found.rules.iloc[0]
    assert first["later_good"] / first["later_customers"] == pytest.approx(first["all_later_good"], abs=0.1)


def test_too_few_or_equal_customers_are_refused():
    assert good_customers.in_common(people(200, lift=4.0)).refused == "too_few_customers"
    assert good_customers.in_common(people(0, lift=4.0)).refused == "too_few_customers"
    nothing = people(2_000, lift=1.0).assign(later_margin=0.0)
    assert good_customers.in_common(nothing).refused == "nobody_is_better"

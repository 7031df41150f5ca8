"""Early warning: published profit, metrics against scikit-learn, no leaks, plan of days, reasons, Telco out of sample."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics as oracle

from analytics.churn import drift, features, judging, metrics, profit, reasons
from analytics.churn.leaks import implausible_features
from analytics.churn.learners import CANDIDATES, Learner, contributions
from analytics.churn.plan import plan
from analytics.models.state import ModelRefused

Y = np.array([0, 1, 0, 1, 0, 1, 0, 1], dtype=bool)
SCORES = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9])


@pytest.fixture(scope="module")
def telco(datasets_dir):
    """(matrix, leaves) of IBM's sample; blank charges are missing, words are 0/1 columns."""
    table = pd.read_csv(datasets_dir / "Telco-Customer-Churn.csv")
    charges = pd.to_numeric(table["TotalCharges"], errors="coerce")
    assert charges.isna().sum() == 11
    words = table.drop(columns=["customerID", "Churn", "TotalCharges", "tenure", "MonthlyCharges", "SeniorCitizen"])
    matrix = pd.concat([table[["tenure", "MonthlyCharges", "SeniorCitizen"]], pd.get_dummies(words)], axis=1)
    return matrix.assign(TotalCharges=charges).astype("float64"), (table["Churn"] == "Yes").to_numpy()


def parts_of(n):
    """Rows to learn from, to calibrate on and to judge on, drawn at random: the sample has no time."""
    order = np.random.default_rng(7).permutation(n)
    return np.split(order, [n // 2, 3 * n // 4])


# --- published ---------------------------------------------------------------------------------------------------------


def test_expected_maximum_profit_matches_verbraken_2013():
    found, listed = profit.expected_maximum_profit(Y, SCORES, value=200, offer_cost=10, contact_cost=1)
    assert round(found, 3) == 23.876
    assert 0 < listed <= 1


def test_expected_maximum_profit_is_the_mean_of_the_best_cuts():
    """By its meaning: for each acceptance rate take the best cut, then average over their law."""
    rng = np.random.default_rng(3)
    chance = rng.random(400)
    leaves = rng.random(400) < chance
    found, _ = profit.expected_maximum_profit(leaves, chance, value=200, offer_cost=10, contact_cost=1)
    rates = rng.beta(6, 14, 4000)
    order = np.argsort(-chance)
    caught, disturbed = (np.append(0, np.cumsum(part[order])) for part in (leaves, ~leaves))
    gains = profit.profit_at_cut(
        caught, disturbed, customers=400, value=200, offer_cost=10, contact_cost=1, accept_rate=rates[:, None]
    )
    assert found == pytest.approx(gains.max(axis=1).mean(), rel=0.01)


@pytest.mark.parametrize("leaves", [np.zeros(4, bool), np.ones(4, bool)])
def test_profit_needs_leavers_and_stayers(leaves):
    with pytest.raises(ValueError, match="leavers and stayers"):
        profit.expected_maximum_profit(leaves, np.arange(4.0), value=2, offer_cost=1, contact_cost=0)


def test_metrics_equal_scikit_learn_with_ties():
    rng = np.random.default_rng(1)
    chance = rng.integers(1, 20, 500) / 20
    leaves = rng.random(500) < chance**2
    assert metrics.roc_auc(leaves, chance) == pytest.approx(oracle.roc_auc_score(leaves, chance))
    assert metrics.average_precision(leaves, chance) == pytest.approx(oracle.average_precision_score(leaves, chance))
    assert metrics.brier(leaves, chance) == pytest.approx(oracle.brier_score_loss(leaves, chance))
    assert metrics.log_loss(leaves, chance) == pytest.approx(oracle.log_loss(leaves, np.clip(chance, 1e-6, 1 - 1e-6)))
    cuts = metrics.confusion_at_cuts(leaves, chance)
    assert (cuts.drop(columns="cut").sum(axis=1) == 500).all()
    assert cuts["listed_left"].is_monotonic_decreasing
    bins = metrics.calibration_bins(leaves, chance)
    assert bins["customers"].sum() == 500
    assert np.average(bins["leaving_rate"], weights=bins["customers"]) == pytest.approx(leaves.mean())


def test_lift_of_a_perfect_and_of_no_order():
    leaves = np.arange(1000) < 100
    assert metrics.top_decile_lift(leaves, -np.arange(1000.0)) == pytest.approx(10)
    assert metrics.top_decile_lift(leaves, np.ones(1000)) == pytest.approx(1)


# --- no leaks ----------------------------------------------------------------------------------------------------------


def test_telco_out_of_sample_is_as_good_as_known_and_calibrated(telco):
    """About 0.84 to 0.85 is what this sample allows; the eleven blank charges are no obstacle."""
    matrix, leaves = telco
    learn, calibrate, judge = parts_of(len(matrix))
    for code in ("logistic", "boosting"):
        learner = (
            Learner(code).fit(matrix.iloc[learn], leaves[learn]).calibrate(matrix.iloc[calibrate], leaves[calibrate])
        )
        chance = learner.chance(matrix.iloc[judge])
        assert 0.82 < metrics.roc_auc(leaves[judge], chance) < 0.88
        bins = metrics.calibration_bins(leaves[judge], chance)
        assert np.average(np.abs(bins["mean_chance"] - bins["leaving_rate"]), weights=bins["customers"]) < 0.04


def test_shuffled_labels_teach_nothing(telco):
    matrix, leaves = telco
    learn, calibrate, judge = parts_of(len(matrix))
    shuffled = np.random.default_rng(5).permutation(leaves)
    for code in ("logistic", "boosting"):
        learner = (
            Learner(code)
            .fit(matrix.iloc[learn], shuffled[learn])
            .calibrate(matrix.iloc[calibrate], shuffled[calibrate])
        )
        assert metrics.roc_auc(shuffled[judge], learner.chance(matrix.iloc[judge])) == pytest.approx(0.5, abs=0.05)


def test_a_planted_leak_is_caught_and_nothing_else(telco):
    matrix, leaves = telco
    assert implausible_features(matrix, leaves) == {}
    noise = np.random.default_rng(2).normal(0, 0.1, len(leaves))
    planted = matrix.assign(days_since_cancelled=np.where(leaves, 5.0, np.nan), refund=1.0 - leaves + noise)
    assert set(implausible_features(planted, leaves)) == {"days_since_cancelled", "refund"}


@pytest.mark.parametrize("name", sorted(features.KNOWN_LATER))
def test_what_is_known_later_is_never_a_feature(name):
    with pytest.raises(ValueError, match=name):
        features.check_known_then(["gap_ratio", name])
    assert name not in {column for columns in features.GROUPS.values() for column in columns}


# --- days ---------------------------------------------------------------------------------------------------------------


def month_ends(first, months):
    return [d.date() for d in pd.date_range(first, periods=months, freq="ME")]


@pytest.mark.parametrize(("months", "risk_days"), [(120, 183), (40, 183), (26, 92), (120, 366), (18, 183)])
def test_no_label_reaches_into_later_features(months, risk_days):
    ends = month_ends("2015-01-01", months)
    made = plan(ends, log_start=date(2015, 1, 1), as_of=ends[-1], risk_days=risk_days)
    window = timedelta(days=risk_days)
    for standing in (made.followed, made.reported, made.serving):
        known_by = standing.calibrate_on or standing.stands_on
        assert all(day + window <= known_by for day in standing.learn_on)
        assert known_by + (window if standing.calibrate_on else timedelta()) <= standing.stands_on
    assert all(day + window <= ends[-1] for day in made.follow_on)
    assert made.reported.stands_on == made.follow_on[-1]
    assert made.serving.stands_on == ends[-1]


def test_short_history_is_refused_with_what_is_missing():
    ends = month_ends("2015-01-01", 12)
    with pytest.raises(ModelRefused) as refusal:
        plan(ends, log_start=date(2015, 1, 1), as_of=ends[-1], risk_days=183)
    assert refusal.value.code == "history_too_short"
    assert refusal.value.figures["needed_days"] > refusal.value.figures["history_days"] == 365


# --- learners, reasons, drift -------------------------------------------------------------------------------------------


def simulated(n=4000, seed=0):
    """Rows of a feature table in which silence and promotions alone decide."""
    rng = np.random.default_rng(seed)
    columns = {name for group in features.GROUPS.values() for name in group}
    rows = pd.DataFrame({name: rng.random(n) for name in columns}).assign(
        first_channel=rng.choice(["Store", "Web"], n), first_region="North", first_category="(none)",
        gap_ratio=rng.exponential(1.0, n), promotion_share=rng.random(n), satisfaction=np.nan,
        months_to_renewal=np.nan, under_contract=False, has_shop=True, customer_key=np.arange(n),
    )  # fmt: skip
    logit = 2 * np.log1p(rows["gap_ratio"]) + 2 * rows["promotion_share"] - 2
    return rows, rng.random(n) < 1 / (1 + np.exp(-logit))


def test_reasons_name_what_decides():
    rows, leaves = simulated()
    matrix, levels = features.matrix(features.with_renewal_due(rows, risk_days=183))
    assert set(levels) == {"first_channel"}
    learner = Learner("logistic").fit(matrix, leaves)
    usual = reasons.usual_of(matrix)
    added = contributions(learner, matrix, features.group_columns(matrix.columns), usual=usual)
    stated = rows[sorted(set(features.STATED.values()) - set(features.NAMED))].astype("float64").median()
    top = reasons.top_reasons(added, rows, usual=stated)
    first = top[top["position"] == 1].set_index("customer_key")
    silent = first.loc[rows.index[(rows["gap_ratio"] > 4) & (rows["promotion_share"] < 0.5)].intersection(first.index)]
    assert (silent["reason"] == "silence").mean() > 0.95
    assert silent["value"].to_numpy() == pytest.approx(rows.loc[silent.index, "gap_ratio"].to_numpy())
    assert not top["reason"].isin(["satisfaction", "renewal"]).any()  # nobody has such a figure
    # Logistic regression: what is replaced is coefficient x deviation, so groups add up to the whole.
    whole = learner.logit(matrix) - learner.logit(matrix.assign(**usual.to_dict()))
    assert added.sum(axis=1).to_numpy() == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize("code", CANDIDATES)
def test_every_candidate_learns_and_gives_chances(code):
    rows, leaves = simulated()
    matrix, _ = features.matrix(features.with_renewal_due(rows, risk_days=183))
    matrix = matrix.assign(quiet_logit=np.log1p(rows["gap_ratio"]))
    learner = Learner(code).fit(matrix, leaves).calibrate(matrix, leaves)
    chance = learner.chance(matrix)
    assert ((chance > 0) & (chance < 1)).all()
    assert chance.mean() == pytest.approx(leaves.mean(), abs=0.01)


def test_drift_is_nothing_for_the_same_customers_and_much_for_others():
    rng = np.random.default_rng(4)
    then = rng.beta(2, 3, 3000)
    assert drift.population_stability(then, rng.permutation(then)) == pytest.approx(0)
    assert drift.population_stability(then, rng.beta(2, 3, 3000)) < drift.PSI_WATCH
    assert drift.population_stability(then, rng.beta(4, 2, 3000)) > drift.PSI_REFIT
    assert drift.verdict(psi=0.02, auc_at_first=0.8, auc=0.79, calibration_ratio=1.05) == "keep"
    assert drift.verdict(psi=0.02, auc_at_first=0.8, auc=0.72, calibration_ratio=1.05) == "refit"
    assert drift.verdict(psi=0.15) == "watch"
    assert drift.alarm(0.4, 300, 0.25, 300) == "rising"
    assert drift.alarm(0.26, 300, 0.25, 300) == "steady"


def test_a_baseline_that_wins_serves_and_one_that_wins_lately_too():
    days = pd.to_datetime(["2024-01-31"] * 4 + ["2024-02-29"] * 4)
    rows = pd.DataFrame({"feature_on": days, "leaves": [True, False] * 4})
    last = rows[4:].reset_index(drop=True)
    good, bad = np.array([0.9, 0.1] * 4), np.array([0.4, 0.6] * 4)
    followed, latest = {"boosting": bad, "gap_baseline": good}, {"boosting": bad[:4], "gap_baseline": good[:4]}
    chosen, losses = judging.choose(rows, followed, last, latest)
    assert judging.verdict(chosen) == "baseline_wins"
    assert losses["gap_baseline"] < losses["boosting"]
    lately = {"boosting": np.array([0.7, 0.3] * 2), "gap_baseline": np.array([0.75, 0.25] * 2)}
    chosen, _ = judging.choose(rows, {"boosting": good, "gap_baseline": bad}, last, lately)
    assert chosen == "gap_baseline"

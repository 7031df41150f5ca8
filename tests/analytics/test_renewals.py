"""The check of renewals on held-out time: counted by hand, and decided rightly where the truth is known."""

import numpy as np
import pandas as pd
import pytest

from analytics.models.constant_renewal import ConstantRenewal
from analytics.models.sbg import Sbg
from analytics.renewals import check_renewals, metrics_of, outlook, split_renewals

AS_OF = 24_300


def cohorts_of(chances, *, seed, months=60):
    """Monthly contracts begun at random in `months` months, each renewed with its own chance."""
    rng = np.random.default_rng(seed)
    start = AS_OF - rng.integers(1, months, len(chances))
    lasted = rng.geometric(1 - chances)
    seen = AS_OF - start
    rows = pd.DataFrame({"start_month": start, "periods": np.minimum(lasted, seen), "is_ended": lasted <= seen})
    rows["term_months"] = 1
    return rows.groupby(["term_months", "start_month", "periods", "is_ended"], as_index=False).size().rename(
        columns={"size": "contracts"}
    )  # fmt: skip


def test_split_by_hand():
    """Yearly contracts: two of month 0 (one ended at its second renewal, one renewed three times), one of month 12."""
    rows = pd.DataFrame(
        [(12, 0, 2, True, 1), (12, 0, 3, False, 1), (12, 12, 2, False, 1)],
        columns=["term_months", "start_month", "periods", "is_ended", "contracts"],
    )
    losses, holdout = split_renewals(rows, as_of_month=36)
    # Renewals due: months 12 and 24 of the first, 12, 24, 36 of the second, 24 and 36 of the third: the cutoff is 24.
    assert losses.to_numpy().tolist() == [[1, 0, 1], [2, 1, 1]]
    assert holdout.to_numpy().tolist() == [[1, 1, 1, 1], [2, 1, 1, 1]]


def test_contracts_that_differ_are_forecast_better_by_a_model():
    rng = np.random.default_rng(1)
    check = check_renewals(cohorts_of(1 - rng.beta(0.7, 2.5, 4000), seed=2), as_of_month=AS_OF)
    assert check.code == "renewals_model_wins"
    assert check.metrics[check.model]["brier"] < check.metrics["constant_renewal"]["brier"]
    assert check.metrics[check.model]["total_error_rate"] == pytest.approx(0, abs=0.05)
    assert check.metrics["constant_renewal"]["total_error_rate"] < -0.05


def test_naive_is_used_where_it_wins():
    """Leaving that gets likelier for everybody from some month on: the constant rate errs less than a rising retention."""
    rng = np.random.default_rng(3)
    rows = cohorts_of(np.full(4000, 0.9), seed=4)
    late = rows["is_ended"] & (rows["start_month"] > AS_OF - 30)
    rows = pd.concat([rows, rows[late].assign(contracts=rows["contracts"] * rng.integers(2, 4))], ignore_index=True)
    check = check_renewals(rows, as_of_month=AS_OF)
    best = min(check.metrics, key=lambda code: check.metrics[code]["brier"])
    assert (check.model == "constant_renewal") == (best == "constant_renewal")
    assert check.code == ("renewals_naive_wins" if check.model == "constant_renewal" else "renewals_model_wins")


def test_few_renewals_are_not_judged():
    assert check_renewals(cohorts_of(np.full(12, 0.8), seed=5), as_of_month=AS_OF).code == "renewals_not_checked"


def test_constant_rate_is_losses_over_renewals_due():
    losses = pd.DataFrame({"periods": [1, 2, 3], "ended": [10, 5, 0], "censored": [0, 0, 20]})
    model = ConstantRenewal().fit(losses)
    assert model.params_["loss_rate"] == pytest.approx(15 / (10 + 10 + 60))
    assert model.survival([0, 1, 2]) == pytest.approx([1, 65 / 80, (65 / 80) ** 2])
    holdout = pd.DataFrame({"made": [0, 0], "ahead": [1, 2], "due": [80, 80], "kept": [65, 53]})
    assert metrics_of(model, holdout)["expected"] == pytest.approx(80 * 65 / 80 * (1 + 65 / 80))


def test_outlook_is_derl_of_the_paper():
    """Fader & Hardie (2010), table of DERL at 10 % a period."""
    running = pd.DataFrame({"renewals_made": range(5), "contracts": 1})
    table = outlook(Sbg.from_params(alpha=3.80, beta=15.20), running, term_months=12, yearly_discount_rate=0.1)
    assert table["renewals_to_come"].round(2).tolist() == [3.31, 3.45, 3.59, 3.72, 3.84]
    assert table["renewal_rate"].is_monotonic_increasing

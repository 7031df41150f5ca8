"""Which of two recency scores tells better who buys again, and whom the plain one misjudges."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

CLEAR = 0.01  # difference of AUC below which neither score is called better
FEWEST = 30  # customers and buyers below which nothing is judged


@dataclass(frozen=True)
class Check:
    """AUC of each score for buying again (0.5: no better than chance), and what the misjudged did.

    plain, own : recency alone; plain_both, own_both : recency + purchases. judged : kind (recent_but_overdue,
    quiet_but_on_time, all), customers, share that bought again.
    """

    plain: float
    own: float
    plain_both: float
    own_both: float
    judged: pd.DataFrame

    @property
    def verdict(self) -> str:
        """own, plain or neither: which recency tells better who buys again."""
        if abs(self.own - self.plain) < CLEAR:
            return "neither"
        return "own" if self.own > self.plain else "plain"


def check(counts: pd.DataFrame) -> Check | None:
    """Judge both scores on `rfm_check`; None where there are too few customers, or none or all of them bought again."""
    customers, bought = float(counts["customers"].sum()), float(counts["bought_again"].sum())
    if min(bought, customers - bought) < FEWEST:
        return None
    kinds = {
        "recent_but_overdue": (counts["recency_plain"] >= 4) & (counts["recency"] <= 2),
        "quiet_but_on_time": (counts["recency_plain"] <= 2) & (counts["recency"] >= 4),
        "all": counts["recency"] > 0,
    }
    sums = {kind: counts.loc[rows, ["customers", "bought_again"]].sum() for kind, rows in kinds.items()}
    judged = pd.DataFrame(sums).T.reset_index(names="kind")
    return Check(
        plain=auc(counts["recency_plain"], counts),
        own=auc(counts["recency"], counts),
        plain_both=auc(counts["recency_plain"] + counts["purchases"], counts),
        own_both=auc(counts["recency"] + counts["purchases"], counts),
        judged=judged.assign(share=judged["bought_again"] / judged["customers"].where(judged["customers"] > 0)),
    )


def auc(score: pd.Series, counts: pd.DataFrame) -> float:
    """Chance that a customer who bought again has the higher score than one who did not; ties count half.

    >>> rows = pd.DataFrame({"customers": [10, 10], "bought_again": [2, 8]})
    >>> auc(pd.Series([1, 2]), rows)
    0.8
    """
    table = pd.DataFrame({"score": score, "yes": counts["bought_again"], "all": counts["customers"]})
    grouped = table.groupby("score").sum()
    yes = grouped["yes"].to_numpy(float)
    no = grouped["all"].to_numpy(float) - yes
    below = np.cumsum(no) - no
    return float((yes * (below + no / 2)).sum() / (yes.sum() * no.sum()))


def by_score(counts: pd.DataFrame) -> pd.DataFrame:
    """Share that bought again by score 1 to 5, for both recencies: score_kind (plain, own), score, customers, share."""
    parts = []
    for kind, column in (("plain", "recency_plain"), ("own", "recency")):
        sums = counts.groupby(column)[["customers", "bought_again"]].sum().reset_index(names="score")
        parts.append(sums.assign(score_kind=kind, share=sums["bought_again"] / sums["customers"]))
    return pd.concat(parts, ignore_index=True)[["score_kind", "score", "customers", "share"]]

"""Kaplan-Meier survival and hazard by age from counts of ends and cut-offs.

Sources: Kaplan & Meier (1958), JASA 53(282); Greenwood (1926); log-log limits: Kalbfleisch & Prentice (1980), The
Statistical Analysis of Failure Time Data; limits of the median: Brookmeyer & Crowley (1982), Biometrics 38(1); groups
compared: Mantel (1966), Cancer Chemotherapy Reports 50(3).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import chdtrc, ndtri


def kaplan_meier(
    counts: pd.DataFrame,
    *,
    age: str,
    ended: str,
    censored: str = "censored",
    whole_steps: bool = True,
    coverage: float = 0.95,
) -> pd.DataFrame:
    """Survival by age.

    counts : one or several rows an age, e.g. `lifetime` (age="age_months", ended="ended") or `second_purchase`
        (age="weeks", ended="bought"); those cut off at an age leave after those that end at it
    whole_steps : ages are cut down to whole steps, as in the marts: what happened in step k is known at age k + 1.
        False for exact ages
    coverage : of the interval around each point, in (0, 1)
    Returns one row an age in steps of 1 from 0: age, at_risk, ended, censored (customers, of the step that ends there),
    hazard (ended / at_risk), survival (share still there at that age), low, high (log-log interval). NaN where nobody
    is at risk. Empty in, empty out.
    """
    if counts.empty:
        return pd.DataFrame(columns=["age", "at_risk", "ended", "censored", "hazard", "survival", "low", "high"])
    sums = counts.groupby(counts[age] + (1 if whole_steps else 0))[[ended, censored]].sum().astype(float)
    sums = sums.reindex(range(int(sums.index.max()) + 1), fill_value=0.0)
    died, cut = sums[ended].to_numpy(), sums[censored].to_numpy()
    at_risk = (died + cut)[::-1].cumsum()[::-1]
    hazard = np.divide(died, at_risk, out=np.full(len(died), np.nan), where=at_risk > 0)
    survival = np.cumprod(1 - hazard)
    low, high = _log_log_limits(survival, _greenwood_sum(died, at_risk), coverage)
    columns = {"age": sums.index.to_numpy(dtype=int), "at_risk": at_risk, "ended": died, "censored": cut}
    return pd.DataFrame({**columns, "hazard": hazard, "survival": survival, "low": low, "high": high})


def _greenwood_sum(died: np.ndarray, at_risk: np.ndarray) -> np.ndarray:
    left = at_risk * (at_risk - died)
    return np.cumsum(np.divide(died, left, out=np.zeros(len(died)), where=left > 0))


def _log_log_limits(survival, variance, coverage: float) -> tuple[np.ndarray, np.ndarray]:
    """S ** exp(-+z * se), which stays inside [0, 1]; a share of 1 or 0 has no estimate of its error."""
    z = float(ndtri(0.5 + coverage / 2))
    low, high = survival.copy(), survival.copy()
    inside = (survival > 0) & (survival < 1)
    error = z * np.sqrt(variance[inside]) / np.abs(np.log(survival[inside]))
    low[inside] = survival[inside] ** np.exp(error)
    high[inside] = survival[inside] ** np.exp(-error)
    return low, high


@dataclass(frozen=True)
class Median:
    """Age at which half have ended, with the interval's ends; None where the curve does not get there."""

    age: float | None
    low: float | None
    high: float | None


def median(curve: pd.DataFrame, *, share: float = 0.5) -> Median:
    """First age at which survival has fallen to `share`, and where the limits do (Brookmeyer-Crowley)."""
    ages = [_first_at_or_below(curve, column, share) for column in ("survival", "low", "high")]
    return Median(*ages)


def _first_at_or_below(curve: pd.DataFrame, column: str, share: float) -> float | None:
    reached = curve.loc[curve[column] <= share + 1e-12, "age"]
    return float(reached.iloc[0]) if len(reached) else None


def survival_at(curve: pd.DataFrame, age: float) -> tuple[float, float, float] | None:
    """(survival, low, high) after the step at `age`; None beyond what was observed."""
    if curve.empty or age > curve["age"].iloc[-1]:
        return None
    row = curve[curve["age"] <= age].iloc[-1]
    return float(row["survival"]), float(row["low"]), float(row["high"])


@dataclass(frozen=True)
class LogRank:
    """Do groups end at different ages? Chi-square statistic, its degrees of freedom, and how likely chance alone is."""

    statistic: float
    degrees: int
    p_value: float


def log_rank(curves: dict[str, pd.DataFrame]) -> LogRank:
    """Log-rank test over two groups or more, each a table of `kaplan_meier` on the same steps of age.

    Groups without anybody at risk are left out. Raises ValueError where fewer than two are left.
    """
    tables = [curve.set_index("age")[["at_risk", "ended"]] for curve in curves.values() if curve["at_risk"].sum() > 0]
    if len(tables) < 2:
        raise ValueError("a comparison needs two groups with somebody at risk")
    at_risk, ended = (pd.concat([table[name] for table in tables], axis=1).fillna(0.0).to_numpy() for name in tables[0])
    all_risk, all_ended = at_risk.sum(axis=1), ended.sum(axis=1)
    share = at_risk / np.maximum(all_risk, 1.0)[:, None]
    apart = (ended - share * all_ended[:, None]).sum(axis=0)
    spread = all_ended * (all_risk - all_ended) / np.maximum(all_risk - 1, 1.0)
    covariance = np.diag(spread @ share) - (share * spread[:, None]).T @ share
    # One group follows from the others, so the last is left out.
    kept, degrees = apart[:-1], len(tables) - 1
    statistic = float(kept @ np.linalg.pinv(covariance[:-1, :-1]) @ kept)
    return LogRank(statistic, degrees, float(chdtrc(degrees, statistic)))


def by_group(curves: dict[str, pd.DataFrame], *, age: float) -> pd.DataFrame:
    """What curves of `kaplan_meier` say side by side, the best first.

    Returns group, customers, share, low, high (still there at `age`; NaN where nobody was followed so long), median (age,
    NaN where the curve does not get there), last_share and last_age (at the last age at which anybody was followed).
    """
    rows = []
    for group, curve in curves.items():
        seen = curve[curve["at_risk"] > 0]
        at = survival_at(seen, age) or (np.nan, np.nan, np.nan)
        middle, last = median(curve).age, seen.iloc[-1]
        middle = np.nan if middle is None else middle
        rows.append((group, seen["at_risk"].iloc[0], *at, middle, last["survival"], last["age"]))
    columns = ["group", "customers", "share", "low", "high", "median", "last_share", "last_age"]
    return pd.DataFrame(rows, columns=columns).sort_values("share", ascending=False, ignore_index=True)

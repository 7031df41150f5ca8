"""The ten faults of customer management, judged from figures where data can tell: found, signs or clear. Thresholds are ours."""

from math import sqrt

FOUND, SIGNS, CLEAR = "found", "signs", "clear"
VERDICTS = (FOUND, SIGNS, CLEAR)
FAULTS = (
    "complacency",
    "small_customers",
    "promotions",
    "product_only",
    "progress",
    "no_owner",
    "satisfaction_only",
    "vip_gifts",
    "no_information",
    "clubs",
)
FEWEST = 30  # customers on each side of a comparison


def complacency(*, joined: float, lost: float) -> str:
    """Losses against those who joined (new and won back) in a year: more is found, 80 % or more are signs."""
    return FOUND if lost > joined else SIGNS if lost >= 0.8 * joined else CLEAR


def small_customers(*, top_rate: float, rate: float, alarm: str) -> str:
    """Whether the most valuable are kept better than others.

    top_rate, rate : shares of the top tenth, of all, that left; alarm : "rising" where the first has risen in a year
    Found when the top leaves as readily as all, or ever faster; signs when its rate is more than half of that of all.
    """
    if top_rate >= rate or alarm == "rising":
        return FOUND
    return SIGNS if top_rate > 0.5 * rate else CLEAR


def apart(with_trait: tuple[int, int], without: tuple[int, int]) -> float | None:
    """Difference of two leaving rates in its standard errors, with less without; None below FEWEST on a side.

    with_trait, without : customers, and those of them who left
    """
    (n, left), (m, gone) = with_trait, without
    if min(n, m) < FEWEST:
        return None
    pooled = (left + gone) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return (left / n - gone / m) / error if error > 0 else 0.0


def promotions(with_trait: tuple[int, int], without: tuple[int, int]) -> str | None:
    """Whether customers who buy on promotion leave more: found beyond two standard errors, signs beyond one."""
    distance = apart(with_trait, without)
    if distance is None:
        return None
    return FOUND if distance >= 2 else SIGNS if distance >= 1 else CLEAR


def satisfaction_only(satisfied: tuple[int, int], others: tuple[int, int]) -> str | None:
    """How far satisfaction is from loyalty: found when the satisfied leave at 80 % of the others' rate or more, signs at 50 %."""
    (n, left), (m, gone) = satisfied, others
    if min(n, m) < FEWEST or gone == 0:
        return None
    ours, theirs = left * m, gone * n  # rates over a common denominator
    return FOUND if ours >= 0.8 * theirs else SIGNS if ours >= 0.5 * theirs else CLEAR


def clubs(members: tuple[int, int], others: tuple[int, int]) -> str | None:
    """Whether a club that costs money keeps its members: found unless they leave less beyond two standard errors.

    Signs even then: those who stay anyway also join clubs, so only a control group shows what the club does.
    """
    distance = apart(members, others)
    return None if distance is None else FOUND if distance > -2 else SIGNS


def progress(*, before: float, after: float) -> str | None:
    """Value of those who bought in both years: 2 % less is found, 2 % more is clear."""
    if not before > 0:
        return None
    change = after / before - 1
    return FOUND if change < -0.02 else SIGNS if change <= 0.02 else CLEAR


def no_owner(*, named: int, asked: int) -> str:
    """How many questions somebody answers for by name."""
    return FOUND if named == 0 else SIGNS if named < asked else CLEAR


def no_information(*, double_rate: float, filled_rate: float) -> str:
    """double_rate : sure doubles per customer record; filled_rate : the less filled of telephone and e-mail.

    Found at 2 % doubles or less than half filled; signs at any doubles or less than 90 % filled.
    """
    if double_rate >= 0.02 or filled_rate < 0.5:
        return FOUND
    return SIGNS if double_rate > 0 or filled_rate < 0.9 else CLEAR

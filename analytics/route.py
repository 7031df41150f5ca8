"""Which models may be used on these data at all, and with what reserve. Codes and figures; `ui` has the words."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.models.state import read_weight

PURCHASE_MODELS = ("bg_nbd", "mbg_nbd", "pareto_nbd")
OCCASION_MODEL = "bg_bb"
SPEND_MODEL = "gamma_gamma"
LEAST_HISTORY_DAYS = 274  # nine months
LEAST_CALIBRATION_DAYS = 183  # six months
LEAST_CALIBRATION_GAPS = 4
LEAST_REPEAT_BUYERS = 50
FEW_REPEAT_BUYERS = 300
DEPENDENT_CORRELATION = 0.3
# Occasions are fixed where purchases fall on few days, many on each: a market day, the issue of a month, a yearly gift.
LEAST_OCCASIONS = 4
LEAST_DAYS_BETWEEN = 6
LEAST_PURCHASES_AN_OCCASION = 5


@dataclass(frozen=True)
class Note:
    """One statement about a model. severity: refused, warning, chosen, info. figures: what its sentence needs."""

    model: str
    code: str
    severity: str
    figures: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What decides the route. Days are days of the log; customers are those who buy without a contract.

    positive_repeat_buyers : repeat buyers with a positive mean value; None: no money is known
    pearson, spearman : dependence of frequency and mean value among them; None: not defined
    occasions, occasion_span_days : days on which anybody bought, and days from the first of them to the last
    purchase_days : of all customers
    """

    history_days: float
    calibration_days: float
    customers: int
    repeat_buyers: int
    cohort_months: int
    median_gap_days: float | None = None
    contract_customers: int = 0
    positive_repeat_buyers: int | None = None
    pearson: float | None = None
    spearman: float | None = None
    occasions: int = 0
    occasion_span_days: float = 0.0
    purchase_days: float = 0.0

    @property
    def occasion_days(self):
        """Days from one fixed occasion to the next; None where purchases happen on any day."""
        if self.occasions < LEAST_OCCASIONS or self.purchase_days < LEAST_PURCHASES_AN_OCCASION * self.occasions:
            return None
        days = self.occasion_span_days / (self.occasions - 1)
        return days if days >= LEAST_DAYS_BETWEEN else None


def route(facts):
    """Notes on the purchase models and the spend model. A model with a note of severity "refused" must not be used.

    Order: refusals of the purchase models, then warnings, then the spend model.
    """
    refusals = [
        Note(model, code, "refused", figures) for code, figures in _refusals(facts) for model in PURCHASE_MODELS
    ]
    return refusals + ([] if refusals else _warnings(facts) + _occasion_notes(facts)) + _spend_notes(facts)


def candidates(notes, facts):
    """Codes of the purchase models that may be tried: BG/BB too where purchases happen on fixed occasions.

    What refuses the others (too short a history, too few repeat buyers) refuses it as well.
    """
    tried = [model for model in PURCHASE_MODELS if may_use(notes, model)]
    return [*tried, OCCASION_MODEL] if tried and facts.occasion_days else tried


def _occasion_notes(facts):
    if facts.occasion_days is None:
        return [Note(OCCASION_MODEL, "no_fixed_occasions", "info", {"occasions": facts.occasions})]
    figures = {"occasion_days": facts.occasion_days, "occasions": facts.occasions}
    return [Note(OCCASION_MODEL, "fixed_occasions", "info", figures)]


def may_use(notes, model):
    """True when no note refuses the model."""
    return not any(note.model == model and note.severity == "refused" for note in notes)


def fit_notes(fitted):
    """Notes on a fitted model: parameters_open, when the data settle its forecast but not all of its parameters."""
    if not fitted.open_:
        return []
    return [Note(fitted.code, "parameters_open", "warning", {"open": list(fitted.open_), "of": list(fitted.names)})]


def value_dependence(spend_state):
    """Does value depend on frequency, which Gamma-Gamma assumes it does not? Repeat buyers with a positive value.

    spend_state : columns frequency, repeat_value, optional customers
    Returns dict repeat_buyers, positive_repeat_buyers, pearson, spearman (None where not defined).
    """
    repeat = spend_state["frequency"].to_numpy() > 0
    positive = repeat & (spend_state["repeat_value"].to_numpy() > 0)
    weight = read_weight(spend_state)
    kept = spend_state[positive]
    return {
        "repeat_buyers": float(weight[repeat].sum()),
        "positive_repeat_buyers": float(weight[positive].sum()),
        "pearson": weighted_correlation(kept["frequency"], kept["repeat_value"], weight[positive]),
        "spearman": weighted_correlation(
            _rank(kept["frequency"], weight[positive]), _rank(kept["repeat_value"], weight[positive]), weight[positive]
        ),
    }


def _refusals(facts):
    if not facts.customers:
        yield ("contract_customers", {"contract_customers": facts.contract_customers})
        return
    if facts.history_days < LEAST_HISTORY_DAYS:
        yield ("history_too_short", {"history_days": facts.history_days, "needed_days": LEAST_HISTORY_DAYS})
    gaps_days = LEAST_CALIBRATION_GAPS * (facts.median_gap_days or 0)
    needed_days = max(LEAST_CALIBRATION_DAYS, gaps_days)
    if facts.calibration_days < needed_days:
        figures = {"calibration_days": facts.calibration_days, "needed_days": needed_days}
        yield ("calibration_too_short", {**figures, "median_gap_days": facts.median_gap_days})
    if not facts.repeat_buyers:
        yield ("no_repeat_purchases", {"customers": facts.customers})
    elif facts.repeat_buyers < LEAST_REPEAT_BUYERS:
        yield ("too_few_repeat_buyers", {"repeat_buyers": facts.repeat_buyers, "needed": LEAST_REPEAT_BUYERS})


def _warnings(facts):
    notes = []
    for model in PURCHASE_MODELS:
        if facts.repeat_buyers < FEW_REPEAT_BUYERS:
            notes.append(Note(model, "few_repeat_buyers", "warning", {"repeat_buyers": facts.repeat_buyers}))
        if facts.cohort_months <= 1:
            notes.append(Note(model, "one_cohort", "warning", {"cohort_months": facts.cohort_months}))
        if facts.contract_customers:
            figures = {"contract_customers": facts.contract_customers}
            notes.append(Note(model, "contract_customers_left_out", "info", figures))
    return notes


def _spend_notes(facts):
    if facts.positive_repeat_buyers is None:
        return [Note(SPEND_MODEL, "no_money", "refused", {})]
    if facts.positive_repeat_buyers < LEAST_REPEAT_BUYERS:
        figures = {"repeat_buyers": facts.positive_repeat_buyers, "needed": LEAST_REPEAT_BUYERS}
        return [Note(SPEND_MODEL, "too_few_repeat_buyers", "refused", figures)]
    notes = []
    excluded = facts.repeat_buyers - facts.positive_repeat_buyers
    if excluded:
        figures = {"excluded": excluded, "repeat_buyers": facts.repeat_buyers}
        notes.append(Note(SPEND_MODEL, "negative_mean_values_excluded", "warning", figures))
    figures = {"pearson": facts.pearson, "spearman": facts.spearman}
    largest = max(abs(facts.pearson or 0), abs(facts.spearman or 0))
    severity = "warning" if largest > DEPENDENT_CORRELATION else "info"
    return [*notes, Note(SPEND_MODEL, "frequency_value_dependence", severity, figures)]


def weighted_correlation(one, other, weight):
    """Pearson's correlation where each row counts `weight` times; None where one of the two does not vary."""
    if len(weight) < 2:
        return None
    covariance = np.cov(np.vstack([one, other]), aweights=weight, ddof=0)
    spread = np.sqrt(covariance[0, 0] * covariance[1, 1])
    return float(covariance[0, 1] / spread) if spread > 0 else None


def _rank(values, weight):
    """Mean rank of each value when every row stands for `weight` customers."""
    by_value = pd.Series(weight).groupby(values.to_numpy()).sum()
    middle = by_value.cumsum() - by_value / 2
    return values.map(middle).to_numpy()

"""What is said about models: refusals, warnings and choices (`model_note`) as sentences, and names of their figures."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ui import formats
from ui.code_texts import MODELS, text_of
from ui.escape import plain
from ui.i18n import N_, _

ICONS = {
    "refused": ":material/block:",
    "warning": ":material/warning:",
    "chosen": ":material/verified:",
    "info": ":material/info:",
}
METRICS = {
    "history_days": N_("Days of history"),
    "calibration_days": N_("Days to learn from"),
    "customers": N_("Customers"),
    "repeat_buyers": N_("Repeat buyers"),
    "positive_repeat_buyers": N_("Repeat buyers with positive value"),
    "cohort_months": N_("Months in which customers were acquired"),
    "median_gap_days": N_("Median gap between purchases, days"),
    "contract_customers": N_("Customers under contract"),
    "pearson": N_("Correlation of frequency and value (Pearson)"),
    "spearman": N_("Correlation of frequency and value (Spearman)"),
    "log_likelihood": N_("Log-likelihood"),
    "gradient_norm": N_("Gradient at the optimum"),
    "smallest_curvature": N_("Smallest curvature at the optimum"),
    "distinct_histories": N_("Distinct histories"),
    "mean_p_alive": N_("Mean P(alive)"),
    "mean_spend": N_("Mean spend per purchase day"),
    "alpha_days": N_("alpha, days"),
    "beta_days": N_("beta, days"),
    "total_actual": N_("Bought in the holdout"),
    "total_expected": N_("Forecast for the holdout"),
    "mse": N_("Squared error"),
    "mae": N_("Absolute error"),
    "bias": N_("Bias"),
    "correlation": N_("Correlation"),
    "total_error_rate": N_("Total error"),
    "due": N_("Renewals due in the holdout"),
    "kept": N_("Renewals made"),
    "expected": N_("Renewals forecast"),
    "brier": N_("Mean squared error of the chance"),
    "top_decile_capture": N_("Bought by the top tenth"),
}

Figures = Mapping[str, Any]


def sentences(notes: pd.DataFrame) -> list[tuple[str, str]]:
    """(icon, sentence) for each row of `model_note`, refusals first; equal sentences of several models are joined."""
    order = {"refused": 0, "chosen": 1, "warning": 2, "info": 3}
    said: dict[tuple[str, str], list[str]] = {}
    for row in sorted(notes.to_dict("records"), key=lambda row: order.get(row["severity"], 9)):
        figures = json.loads(row["figures"]) if row["figures"] else {}
        text = sentence_of(row["code"], figures)
        said.setdefault((row["severity"], text), []).append(text_of(MODELS, row["model"]))
    return [
        (ICONS.get(severity, ":material/info:"), f"**{', '.join(dict.fromkeys(m for m in models if m))}** — {text}")
        for (severity, text), models in said.items()
    ]


def sentence_of(code: str, figures: Figures) -> str:
    """What a note says; its code, in words, when it is newer than these texts."""
    return _SENTENCES[code](figures) if code in _SENTENCES else plain(code.replace("_", " "))


def metric_name(metric: str) -> str:
    """Name of a figure of the model card; parameters keep their letter. Contracts have one fit a length of term."""
    name, found, term = metric.partition("_term_")
    if found:
        return _("{name}, term of {term}").format(
            name=metric_name(name), term=formats.months(int(term.removesuffix("_months")))
        )
    return _(METRICS[metric]) if metric in METRICS else metric


def _days(f: Figures, name: str) -> str:
    return formats.days(f.get(name))


def _dependence(f: Figures) -> str:
    text = _(
        "Gamma–Gamma assumes that value does not depend on frequency; the correlation is {pearson} (ranks: {spearman})."
    )
    return text.format(pearson=formats.decimal(f.get("pearson")), spearman=formats.decimal(f.get("spearman")))


def _model_wins(f: Figures) -> str:
    return _(
        "Beat the naive forecast on time it had not seen: squared error {mse} against {naive}; "
        "total {error} against {naive_error}."
    ).format(
        mse=formats.decimal(f.get("mse")),
        naive=formats.decimal(f.get("mse_naive_before")),
        error=formats.signed_percent(f.get("total_error_rate")),
        naive_error=formats.signed_percent(f.get("total_error_rate_naive_before")),
    )


def _naive_wins(f: Figures) -> str:
    return _(
        "Lost to the naive forecast on time it had not seen, so the values here are the naive ones: squared error "
        "{mse} against {naive}; total {error} against {naive_error}."
    ).format(
        mse=formats.decimal(f.get("mse")),
        naive=formats.decimal(f.get("mse_naive_before")),
        error=formats.signed_percent(f.get("total_error_rate")),
        naive_error=formats.signed_percent(f.get("total_error_rate_naive_before")),
    )


def _renewals(f: Figures, text: str) -> str:
    return text.format(
        term=formats.months(f.get("term_months")),
        error=formats.decimal(f.get("brier_model"), 3),
        naive=formats.decimal(f.get("brier_naive"), 3),
        total=formats.signed_percent(f.get("total_error_rate")),
    )


def _renewals_win(f: Figures) -> str:
    return _renewals(
        f,
        _(
            "Contracts of {term}: beat a constant renewal rate on the last third of the renewals: squared error {error} "
            "against {naive}; total {total}."
        ),
    )


def _renewals_naive(f: Figures) -> str:
    return _renewals(
        f,
        _(
            "Contracts of {term}: no model beat a constant renewal rate on the last third of the renewals (squared error "
            "{error} against {naive}), so the constant rate is used; total {total}."
        ),
    )


def _parameters_open(f: Figures) -> str:
    return _(
        "These data do not settle {names}: many values fit equally well, as when nobody is seen to leave. What the "
        "model forecasts is settled all the same; the parameter itself is not shown."
    ).format(names=", ".join(str(name) for name in f.get("open", [])))


_SENTENCES: dict[str, Callable[[Figures], str]] = {
    "contract_customers": lambda f: _("Refused: all customers are under contract; purchase models are for shops."),
    "history_too_short": lambda f: _("Refused: {days} of history, at least {needed} are needed.").format(
        days=_days(f, "history_days"), needed=_days(f, "needed_days")
    ),
    "calibration_too_short": lambda f: _("Refused: {days} to learn from, at least {needed} are needed.").format(
        days=_days(f, "calibration_days"), needed=_days(f, "needed_days")
    ),
    "no_repeat_purchases": lambda f: _("Refused: nobody has bought a second time."),
    "too_few_repeat_buyers": lambda f: _("Refused: {n} repeat buyers, at least {needed} are needed.").format(
        n=formats.whole(f.get("repeat_buyers")), needed=formats.whole(f.get("needed"))
    ),
    "few_repeat_buyers": lambda f: _("Only {n} repeat buyers: the parameters are uncertain.").format(
        n=formats.whole(f.get("repeat_buyers"))
    ),
    "one_cohort": lambda f: _("All customers were acquired in one month: nothing tells age from calendar time."),
    "contract_customers_left_out": lambda f: _(
        "{n} customers under contract are left out of the purchase model."
    ).format(n=formats.whole(f.get("contract_customers"))),
    "no_fixed_occasions": lambda f: _("Not tried: purchases happen on any day; it is for fixed occasions only."),
    "fixed_occasions": lambda f: _(
        "Tried too: all purchases fall on {n} occasions, {days} apart, as this model supposes."
    ).format(n=formats.whole(f.get("occasions")), days=_days(f, "occasion_days")),
    "not_fixed_occasions": lambda f: _("Refused: {n} customers bought more often than there were occasions.").format(
        n=formats.whole(f.get("customers"))
    ),
    "no_money": lambda f: _("Refused: the data hold no amounts."),
    "negative_mean_values_excluded": lambda f: _(
        "{n} of {all} repeat buyers have a mean value of zero or less and are left out of the fit."
    ).format(n=formats.whole(f.get("excluded")), all=formats.whole(f.get("repeat_buyers"))),
    "frequency_value_dependence": _dependence,
    "not_converged": lambda f: _("Refused: the search for the best parameters did not come to an end."),
    "parameters_open": _parameters_open,
    "not_identified": lambda f: _("Refused: these data do not determine the parameters; many sets fit equally well."),
    "no_time_observed": lambda f: _("Refused: no time has passed since the first purchases."),
    "infinite_mean_value": lambda f: _("Refused: the fitted spend has no finite mean."),
    "constant_value": lambda f: _("Refused: every repeat buyer spends the same, so spend needs no model."),
    "too_few_ended": lambda f: _("Refused: {n} contracts have ended, at least {needed} are needed.").format(
        n=formats.whole(f.get("ended")), needed=formats.whole(f.get("needed"))
    ),
    "too_few_periods": lambda f: _("Refused: contracts have ended after too few different lengths of time."),
    "losses_impossible": lambda f: _("Refused: the losses are no possible ones."),
    "renewals_model_wins": _renewals_win,
    "renewals_naive_wins": _renewals_naive,
    "renewals_not_checked": lambda f: _(
        "Contracts of {term}: too few renewals to hold some out, so the model is unchecked."
    ).format(term=formats.months(f.get("term_months"))),
    "model_wins": _model_wins,
    "naive_wins": _naive_wins,
    "not_checked": lambda f: _(
        "No purchase model could be checked on held-out time, so the values here are naive ones."
    ),
}

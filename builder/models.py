"""Fit on distinct states, check on held-out time beside the naive forecasts, score, and write the scores back."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from analytics import clv, holdout, model_card, route, tracking
from analytics.equity_scenarios import Parameters
from analytics.models.discount import DAYS_PER_MONTH
from analytics.models.state import ModelRefused
from builder.clv_tables import write_iso_value, write_residual
from builder.equity import build_equity
from builder.grades import build_grades
from builder.model_tables import write_card, write_holdout
from builder.renewals import fit_renewals, write_outlook
from builder.scores import score_contract_line, score_naive_shop, score_shop, score_snapshots
from data.marts import build_models_marts, build_scored_marts
from data.staging import build_table

SPEND = "gamma_gamma"


@dataclass(frozen=True)
class Fitted:
    """What the build fitted: the code of the purchase model in use ("" none, naive where no model beat that forecast), the
    model judged and all of them by code, the spend model and the renewals by term."""

    code: str
    judged: object | None
    wholes: dict
    spend: object | None
    renewals: dict

    @property
    def purchases(self) -> object | None:
        """The model in use; None where no model beat the naive forecast."""
        return self.judged if self.code != "naive" else None


def fit(con, *, models: bool) -> Fitted:
    """Fit all models on how the customers stand (`data.marts.STATES`); write model_card, model_note and holdout_*.

    Without models, or when the data refuse them, the tables are there and nothing is fitted.
    """
    build_models_marts(con)
    card: list[tuple] = []
    notes: list[route.Note] = []
    chosen, judged, spend, check, tracked, wholes = "", None, None, None, None, {}
    if models:
        check, tracked, chosen, judged, spend, wholes = _fit(con, card, notes)
    renewals = fit_renewals(con, card, notes) if models else {}
    write_card(con, card, notes)
    write_holdout(con, check, tracked)
    return Fitted(chosen, judged, wholes, spend, renewals)


def score(con, found: Fitted) -> None:
    """Write the scores and the marts of scored customers; the scores are empty where nothing was fitted."""
    _score(con, found.code, found.judged, found.spend)
    if found.renewals:
        score_contract_line(con, found.renewals)
    else:
        build_table(con, "marts", "no_score", scratch=True, named="contract_score")
    build_scored_marts(con)


def value_base(con, found: Fitted) -> Parameters:
    """Write what the scores are worth: residual and iso-value, outlook of contracts, equity and grades."""
    write_iso_value(con, found.purchases, found.spend)
    write_residual(con, found.wholes, found.spend)
    write_outlook(con, found.renewals)
    parameters = build_equity(con, found.purchases, found.spend, found.renewals)
    build_grades(con, found.renewals)
    return parameters


def _score(con, chosen, fitted, spend) -> None:
    if chosen == "naive":
        build_table(con, "marts", "naive_state", scratch=True)
        score_naive_shop(con, spend)
    elif chosen:
        score_shop(con, fitted, spend)
        score_snapshots(con, fitted, spend)
        return
    else:
        build_table(con, "marts", "no_score", scratch=True, named="shop_score")
    build_table(con, "marts", "no_snapshot_score", scratch=True, named="snapshot_score")


def _fit(con, card, notes):
    facts, spend_state = _facts(con)
    notes += route.route(facts)
    allowed = route.candidates(notes, facts)
    card += [("purchases", "data", name, float(value)) for name, value in vars(facts).items() if value is not None]
    if not allowed:
        return None, None, "", None, None, {}
    check, tracked = _check(con, _candidates(facts, allowed), facts.occasion_days)
    notes += check.notes
    card += [(model, "holdout", metric, value) for model, metric, value in check.metrics.itertuples(index=False)]
    verdict = check.verdict
    figures = {**verdict.figures, "judged": verdict.model}
    notes.append(route.Note(verdict.model or allowed[0], verdict.code, "chosen", figures))
    wholes = _fit_wholes(con, facts, allowed, verdict.model, card, notes)
    fitted = wholes.get(verdict.model)
    spend = _fit_spend(spend_state, card, notes)
    trusted = fitted is not None and verdict.code == "model_wins"
    return check, tracked, verdict.model if trusted else "naive", fitted, spend, wholes


def _candidates(facts, allowed):
    return [(model, window) for model in allowed for window in holdout.windows_for(facts.calibration_days)]


def _facts(con):
    names = ("history_days", "customers", "repeat_buyers", "cohort_months", "contract_customers", "median_gap_days")
    names += ("occasions", "occasion_span_days", "purchase_days")
    row = dict(zip(names, con.execute("select * from purchase_fact").fetchall()[0], strict=True))
    spend_state = con.sql(
        "select frequency, repeat_value, count(*) as customers from customer_state where has_shop "
        "group by frequency, repeat_value"
    ).df()
    dependence = route.value_dependence(spend_state) if len(spend_state) else {}
    calibration_days, _ = holdout.split_days(row["history_days"])
    facts = route.Facts(
        **row,
        calibration_days=calibration_days,
        positive_repeat_buyers=int(dependence.get("positive_repeat_buyers", 0)),
        pearson=dependence.get("pearson"),
        spearman=dependence.get("spearman"),
    )
    return facts, spend_state


def _check(con, candidates, occasion_days):
    log_start, as_of, history_days = con.execute(
        "select s.log_start, s.as_of, f.history_days from setting as s, purchase_fact as f"
    ).fetchall()[0]
    _, horizon_days = holdout.split_days(history_days)
    calibration_end = as_of - timedelta(days=horizon_days)
    con.execute(
        "create table scratch.main.holdout_setting as select cast($end as date) as calibration_end, "
        "cast($start as date) as tracked_from",
        {"end": calibration_end, "start": log_start},
    )
    build_table(con, "marts", "calibration_state", scratch=True)
    check = holdout.check(
        con.table("calibration_state").df(),
        horizon_days=horizon_days,
        candidates=candidates,
        occasion_days=occasion_days,
    )
    windows = {holdout.code_of(*candidate): candidate[1] for candidate in candidates}
    return check, _tracked(con, check, windows.get(check.verdict.model), log_start, calibration_end, as_of)


def _tracked(con, check, window_months, log_start, calibration_end, as_of):
    """Tracking of the judged model, over the customers it was fitted on: all, or those acquired within its window."""
    tracked_from = log_start
    if window_months is not None:
        tracked_from = max(log_start, calibration_end - timedelta(days=int(window_months * DAYS_PER_MONTH)))
    con.execute("update scratch.main.holdout_setting set tracked_from = $start", {"start": tracked_from})
    for name in ("acquired_by_day", "repeats_by_day"):
        build_table(con, "marts", name, scratch=True)
    return tracking.tracking(
        {code: model for code, model in check.models.items() if code == check.verdict.model},
        acquired=con.table("acquired_by_day").df(),
        repeats=con.table("repeats_by_day").df(),
        log_start=tracked_from,
        calibration_end=calibration_end,
        as_of=as_of,
    )


def _fit_wholes(con, facts, allowed, judged, card, notes):
    """The judged candidate fitted on all of the time. Every model without a window is fitted too: not to be used, but
    because how many customers are alive depends on the model, and the reader is to see by how much.
    """
    state = con.sql(
        "select frequency, recency_days, age_days, count(*) as customers from customer_state where has_shop "
        "group by frequency, recency_days, age_days"
    ).df()
    fitted = {}
    for model, window_months in _candidates(facts, allowed):
        code = holdout.code_of(model, window_months)
        if window_months is None or code == judged:
            fitted[code] = _fit_whole(state, (model, window_months), facts.occasion_days, card, notes)
    return {code: model for code, model in fitted.items() if model is not None}


def _fit_whole(state, candidate, occasion_days, card, notes):
    model, window_months = candidate
    code = holdout.code_of(model, window_months)
    recent = holdout.recent(state, window_months)
    try:
        fitted = clv.fit_purchases(recent, model=model, occasion_days=occasion_days)
    except ModelRefused as refusal:
        notes.append(route.Note(code, refusal.code, "refused", refusal.figures))
        return None
    notes += [replace(note, model=code) for note in route.fit_notes(fitted)]
    card += model_card.of_fit(code, fitted)
    p_alive = float(np.average(fitted.p_alive(state), weights=state["customers"]))
    card += [(code, "fit", "distinct_histories", float(len(recent))), (code, "fit", "mean_p_alive", p_alive)]
    return fitted


def _fit_spend(spend_state, card, notes):
    if not route.may_use(notes, SPEND):
        return None
    try:
        spend = clv.fit_spend(spend_state)
    except ModelRefused as refusal:
        notes.append(route.Note(SPEND, refusal.code, "refused", refusal.figures))
        return None
    notes += route.fit_notes(spend)
    card += model_card.of_fit(SPEND, spend)
    card.append((SPEND, "fit", "mean_spend", float(spend.mean_spend())))
    return spend

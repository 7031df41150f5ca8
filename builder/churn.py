"""The early warning at build: learn, follow on later months, choose, report, score today's base, publish all of it."""

from datetime import date
from threading import Event

import pandas as pd

from analytics import clv
from analytics.churn import judging, metrics
from analytics.churn.plan import Plan, plan
from analytics.models.state import ModelRefused
from builder.churn_learning import Learning
from builder.churn_scores import score_base
from builder.churn_tables import create_tables, note
from builder.features import build_features, month_ends
from builder.insert import insert
from data.staging import build_table

FEWEST_JUDGED = 30  # leavers, and stayers, to judge on


def build_churn(con, *, purchase_model: str, models: bool, scored: Event) -> None:
    """Write feature_snapshot and every churn_ table; without models, or where the data refuse them, they are empty.

    purchase_model : code of the model of purchases, whose family makes the baseline of P(alive)
    scored : set when what the customers are worth is known: learning begins before that
    """
    create_tables(con)
    as_of, log_start, risk_days, kept = con.execute(
        "select as_of, log_start, risk_days, feature_months from setting"
    ).fetchall()[0]
    ends = month_ends(con)
    before = [day for day in ends if day < as_of][-1:]
    planned, refusal, figures = None, "" if models else "no_models", {}
    if models:
        try:
            planned = plan(ends, log_start=log_start, as_of=as_of, risk_days=risk_days)
        except ModelRefused as found:
            refusal, figures = found.code, found.figures
    published = ends[-kept:] if kept else []
    every = build_features(con, published=published, whole=[as_of, *before], learning=_days(planned, ends))
    if planned is not None:
        learning = Learning(con, every=every, risk_days=risk_days, family=_family(purchase_model))
        try:
            _warn(con, planned, learning, ends, [as_of, *before], scored)
        except ModelRefused as found:
            refusal, figures = found.code, found.figures
    if refusal:
        note(con, refusal, "refused", figures)
    scored.wait()
    for name in ("churn_cube", "churn_reason_cell"):
        build_table(con, "marts", name)


def _family(purchase_model: str) -> str:
    """BG/NBD, MBG/NBD or Pareto/NBD, as the values of this build have it; BG/NBD where these are naive."""
    return next((code for code in clv.PURCHASE_MODELS if purchase_model.startswith(code)), "bg_nbd")


def _days(planned: Plan | None, ends: list[date]) -> list[date]:
    """All days that need features for learning, following and reporting; followed months go on to as_of."""
    if planned is None:
        return []
    days = {day for day in ends if day >= planned.follow_on[0]}
    for one in (planned.followed, planned.reported, planned.serving):
        days |= {day for day in (*one.learn_on, one.calibrate_on) if day}
    return sorted(days)


def _warn(con, planned: Plan, learning: Learning, ends: list[date], scored_on: list[date], scored: Event) -> None:
    """Raises ModelRefused when there is too little to learn from or to judge on."""
    rows = learning.rows([day for day in ends if day >= planned.follow_on[0]])
    _need_outcomes(rows, planned)
    followed = learning.chances(planned.followed, rows)
    last = rows["feature_on"] == pd.Timestamp(planned.follow_on[-1])
    reported = rows[last].reset_index(drop=True)
    if planned.reported.stands_on == planned.followed.stands_on:
        judged = {code: chance[last.to_numpy()] for code, chance in followed.items()}
    else:
        judged = learning.chances(planned.reported, reported)
    chosen, losses = judging.choose(rows, followed, reported, judged)
    served = learning.learn(planned.serving, (chosen,))
    if chosen not in served:
        raise ModelRefused("nothing_differs")
    _publish_quality(con, reported, judged, chosen)
    insert(con, "warehouse.main.churn_month", judging.by_month(rows, followed[chosen]))
    insert(con, "warehouse.main.churn_alarm", judging.loss_of_the_best(rows))
    figures = {f"log_loss_{code}": loss for code, loss in losses.items()}
    figures |= {"followed_from": planned.followed.stands_on, "reported_on": planned.reported.stands_on}
    note(con, judging.verdict(chosen), "chosen", {"model": chosen, **figures})
    scored.wait()
    score_base(con, served[chosen], learning, planned.serving, scored_on)
    _note_learning(con, planned, learning)


def _need_outcomes(rows, planned: Plan) -> None:
    leaves = rows["leaves"][rows["feature_on"] == pd.Timestamp(planned.follow_on[-1])].astype(bool)
    left, stayed = int(leaves.sum()), int((~leaves).sum())
    if min(left, stayed) < FEWEST_JUDGED:
        code = "too_few_leavers" if left <= stayed else "too_few_stayers"
        raise ModelRefused(code, left=left, stayed=stayed, fewest=FEWEST_JUDGED)


def _publish_quality(con, rows, chances, chosen) -> None:
    leaves = rows["leaves"].astype(bool).to_numpy()
    insert(con, "warehouse.main.churn_card", judging.card(rows, chances))
    for code, chance in chances.items():
        insert(con, "warehouse.main.churn_curve", metrics.curve_points(leaves, chance).assign(model=code))
        insert(con, "warehouse.main.churn_calibration", metrics.calibration_bins(leaves, chance).assign(model=code))
    insert(con, "warehouse.main.churn_cut", metrics.confusion_at_cuts(leaves, chances[chosen]))
    insert(con, "warehouse.main.churn_segment", judging.by_segment(rows, chances[chosen]))


def _note_learning(con, planned: Plan, learning: Learning) -> None:
    one = planned.serving
    figures = {
        "learnt_until": max(one.learn_on),
        "learning_days": len(one.learn_on),
        "calibrated_on": one.calibrate_on,
        "sampled_every": learning.every,
    }
    note(con, "learnt", "info", figures)
    if planned.reported.calibrate_on is None:
        note(con, "not_calibrated", "warning", {})
    for name in sorted(learning.barred):
        note(con, "feature_barred", "warning", {"feature": name})

"""Today's base scored by the warning that serves: risk now and at the last month end, value at risk, rank, reasons."""

from datetime import date

import pandas as pd

from analytics.churn import features, judging, reasons
from analytics.churn.learners import Learner, contributions
from analytics.churn.plan import Standing
from builder.churn_learning import Learning
from builder.insert import insert
from data.staging import build_table

BLOCK_ROWS = 100_000
USUAL_ROWS = 50_000  # rows that the medians of the base are taken from


def score_base(con, learner: Learner, learning: Learning, standing: Standing, scored_on: list[date]) -> None:
    """Write churn_score and churn_reason for the base of scored_on[0]; scored_on[1], if any, is the month end before."""
    con.execute("create table scratch.main.churn_before (customer_key integer, risk_before double)")
    con.execute("create table scratch.main.churn_now (customer_key integer, relationship varchar, risk double)")
    for day in scored_on[1:]:
        for rows in _blocks(con, learning, day):
            risk = learner.chance(learning.matrix(rows, standing))
            con.from_df(pd.DataFrame({"customer_key": rows["customer_key"], "risk_before": risk})).insert_into(
                "scratch.main.churn_before"
            )
    usual_rows = learning.rows(scored_on[:1]).head(USUAL_ROWS)
    usual_matrix = learning.matrix(usual_rows, standing)
    usual = reasons.usual_of(usual_matrix)
    groups = features.group_columns(usual_matrix.columns)
    groups["silence"] = [*groups["silence"], "quiet_logit"]  # what the baseline of P(alive) knows is silence too
    stated = usual_rows[list({*features.STATED.values()} - set(features.NAMED))].astype("float64").median()
    for rows in _blocks(con, learning, scored_on[0]):
        matrix = learning.matrix(rows, standing)
        scored = pd.DataFrame(
            {
                "customer_key": rows["customer_key"],
                "relationship": judging.segments_of(rows)["relationship"],
                "risk": learner.chance(matrix),
            }
        )
        con.from_df(scored).insert_into("scratch.main.churn_now")
        added = contributions(learner, matrix, groups, usual=usual)
        insert(con, "warehouse.main.churn_reason", reasons.top_reasons(added, rows, usual=stated))
    build_table(con, "marts", "churn_stake", scratch=True)
    build_table(con, "marts", "churn_ranked", scratch=True)
    insert(con, "warehouse.main.churn_score", con.table("churn_ranked").df())


def _blocks(con, learning: Learning, day: date):
    cursor = con.cursor()
    cursor.execute("set search_path = 'scratch.main,warehouse.main'")
    result = cursor.execute("select * from feature where feature_on = $day order by customer_key", {"day": day})
    while len(block := result.fetch_df_chunk(BLOCK_ROWS // 2048)):
        yield features.with_renewal_due(block, risk_days=learning.risk_days)
    cursor.close()

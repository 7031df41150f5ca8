"""Where customers stood at earlier month ends: value grades, moves between them, and the cells of value and risk."""

from analytics import contracts
from builder.scores import settings_of
from data.staging import build_table

SCRATCH = ("month_number", "value_year", "grade_month", "grade_pair")
PUBLISHED = ("grade_move", "grade_snapshot", "risk_snapshot")


def build_grades(con, renewals) -> None:
    """Write grade_move (all months), grade_snapshot and risk_snapshot (the month ends of which customers are kept).

    renewals : sBG models by term, {} where there are none. Needs `snapshot_score` and `contract_snapshot` in scratch.
    """
    _score_contracts_then(con, renewals)
    for name in SCRATCH:
        build_table(con, "marts", name, scratch=True)
    for name in PUBLISHED:
        build_table(con, "marts", name)


def _score_contracts_then(con, renewals) -> None:
    """`contract_snapshot_score`: chance that a contract running at a month end was left within the risk window."""
    con.execute(
        "create table scratch.main.contract_snapshot_score (snapshot_on date, customer_key integer, p_leave double)"
    )
    state = con.sql(
        "select snapshot_on, customer_key, term_months, renewals_made, months_to_renewal from contract_snapshot"
    ).df()
    if not renewals or state.empty:
        return
    discount_rate, horizon_months, risk_days = settings_of(con)
    scores = contracts.score_contracts(
        state, renewals, discount_rate=discount_rate, horizon_months=horizon_months, risk_days=risk_days
    )
    scored = state[["snapshot_on", "customer_key"]].assign(p_leave=scores["p_leave"])
    con.from_df(scored).insert_into("scratch.main.contract_snapshot_score")

"""The published tables of the early warning: made empty first, filled by what could be learnt."""

import json
from datetime import date

TABLES = {
    "churn_score": "create table warehouse.main.churn_score (customer_key integer, first_channel varchar, "
    "first_region varchar, first_category varchar, cohort_year integer, relationship varchar, risk double, "
    "risk_before double, past_12m_value double, stake double, value_at_risk double, value_rank bigint, "
    "last_gap_days double)",
    "churn_reason": "create table warehouse.main.churn_reason (customer_key integer, position integer, reason varchar, "
    "value double, usual double, contribution double)",
    "churn_card": "create table warehouse.main.churn_card (model varchar, metric varchar, value double)",
    "churn_curve": "create table warehouse.main.churn_curve (model varchar, listed_rate double, recall double, "
    "false_alarm_rate double, precision double)",
    "churn_calibration": "create table warehouse.main.churn_calibration (model varchar, bin integer, customers integer, "
    "mean_chance double, leaving_rate double)",
    "churn_cut": "create table warehouse.main.churn_cut (cut double, listed_left integer, listed_stayed integer, "
    "missed_left integer, unlisted_stayed integer)",
    "churn_segment": "create table warehouse.main.churn_segment (dimension varchar, value varchar, customers integer, "
    "leavers integer, mean_chance double, leaving_rate double, roc_auc double, verdict varchar)",
    "churn_month": "create table warehouse.main.churn_month (snapshot_on date, customers integer, leavers double, "
    "mean_chance double, leaving_rate double, roc_auc double, brier double, psi double, verdict varchar)",
    "churn_alarm": "create table warehouse.main.churn_alarm (snapshot_on date, customers integer, leaving_rate double, "
    "top_customers integer, top_leaving_rate double, alarm varchar)",
    "churn_note": "create table warehouse.main.churn_note (code varchar, severity varchar, figures varchar)",
}


def create_tables(con) -> None:
    """Create every table that learning fills, empty."""
    for statement in TABLES.values():
        con.execute(statement)


def note(con, code: str, severity: str, figures: dict) -> None:
    """Say something about the warning: severity refused, warning, chosen or info; days are written as 2025-12-31."""
    text = json.dumps(figures, default=lambda value: value.isoformat() if isinstance(value, date) else float(value))
    con.execute("insert into warehouse.main.churn_note values (?, ?, ?)", [code, severity, text])

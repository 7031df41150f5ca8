"""What the models say of themselves: card, notes and the check on later time, as published tables."""

import json

import numpy as np
import pandas as pd

from analytics.route import Note
from builder.insert import insert


def write_card(con, card: list[tuple], notes: list[Note]) -> None:
    """Write model_card, of rows (model, part, metric, value) whose value is a number, and model_note."""
    con.execute("create table warehouse.main.model_card (model varchar, part varchar, metric varchar, value double)")
    con.execute(
        "create table warehouse.main.model_note (model varchar, code varchar, severity varchar, figures varchar)"
    )
    rows = [row for row in card if np.isfinite(row[3])]
    insert(con, "warehouse.main.model_card", pd.DataFrame(rows, columns=["model", "part", "metric", "value"]))
    said = [(note.model, note.code, note.severity, json.dumps(note.figures, default=float)) for note in notes]
    insert(con, "warehouse.main.model_note", pd.DataFrame(said, columns=["model", "code", "severity", "figures"]))


def write_holdout(con, check, tracked) -> None:
    """Write holdout_tracking and holdout_by_frequency, empty where nothing was checked.

    check : from `analytics.holdout.check`, tracked : from `analytics.tracking.tracking`; None both where no model was fitted
    """
    con.execute(
        "create table warehouse.main.holdout_tracking (model varchar, week integer, week_end date, is_holdout boolean, "
        "cumulative double)"
    )
    con.execute(
        "create table warehouse.main.holdout_by_frequency (model varchar, frequency_class integer, customers double, "
        "mean_purchases double)"
    )
    if check is not None:
        insert(con, "warehouse.main.holdout_tracking", tracked)
        insert(con, "warehouse.main.holdout_by_frequency", check.by_frequency)

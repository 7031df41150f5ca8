"""Rows into a table that is there: what a model computed, its columns by name."""

import pandas as pd


def insert(con, target: str, frame: pd.DataFrame) -> None:
    """Append a frame to `target`, given in full (`warehouse.main.forecast`); the frame may have columns more."""
    if len(frame):
        con.from_df(frame[con.table(target).columns]).insert_into(target)

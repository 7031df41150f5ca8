"""Stages of customers: how the base is made up over time, and the monthly moves between stages.

The rules of the stages are in `customer_stage.sql`; here they are only counted.
"""

import pandas as pd

ACTIVE = ("new", "growing", "mature", "declining", "won_back")
STAGES = (*ACTIVE, "lapsed")


def shares(moves: pd.DataFrame) -> pd.DataFrame:
    """Share of the base in each stage at each month end: month, stage, customers, share; every stage in every month.

    moves : month, stage_before, stage, customers, as in `stage_move`
    """
    base = moves[moves["stage"] != "lapsed"]
    table = base.pivot_table(index="month", columns="stage", values="customers", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=list(ACTIVE), fill_value=0).astype(float)
    long = table.rename_axis(columns="stage").stack().rename("customers").reset_index()
    return long.assign(share=long["customers"] / long.groupby("month")["customers"].transform("sum"))


def transitions(moves: pd.DataFrame) -> pd.DataFrame:
    """Where customers of a stage were a month later, added over all months given.

    moves : as for `shares`, for months in which losses could be observed
    Returns stage_before, customers and one share for each of STAGES; rows of ACTIVE add up to 1. Who is lapsed and
    stays so is not counted in `stage_move`, so lapsed customers have no row here.
    """
    before = moves[moves["stage_before"].isin(ACTIVE)]
    counts = before.pivot_table(index="stage_before", columns="stage", values="customers", aggfunc="sum", fill_value=0)
    counts = counts.reindex(index=[s for s in ACTIVE if s in counts.index], columns=list(STAGES), fill_value=0)
    customers = counts.sum(axis=1)
    table = counts.div(customers, axis=0)
    table.insert(0, "customers", customers)
    return table.reset_index()

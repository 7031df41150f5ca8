"""Figures of the first page, each gathered from published tables; None where the data behind a sentence are missing."""

from types import SimpleNamespace
from typing import Any

import pandas as pd

from analytics import equity, forecast_review, headline, movement
from data.store import StoreError
from ui import hold_texts, scored, spending, warehouse

RETENTION = ("retention", "维系", "保持", "挽留", "客户维系", "客户保持")
MONTHS = 12
LIKELY = {"risk": "50"}  # keys of the early warning's address that open the list of those likely to go


def of_the_firm(grain: str) -> dict:
    """Filters of the whole firm."""
    return {**scored.EVERYBODY, "period_from": None, "period_to": None, "line": "all", "grain": grain}


def movement_of(filters: dict) -> pd.DataFrame:
    """The movement of the base by period."""
    cube = warehouse.query("movement_by_period", **filters)
    return movement.by_period(cube, warehouse.read("period", grain=filters["grain"]))


def table(name: str, **filters: Any) -> pd.DataFrame:
    """Rows of a published table; none where this build was made before the table was."""
    try:
        return warehouse.read(name, **filters)
    except StoreError:
        return pd.DataFrame()


def past_year(flow: pd.DataFrame, *, grain: str) -> pd.DataFrame:
    """The past year against the one before, by measure; a list of one day has no year before: those who left are missing."""
    past = movement.past_year(flow, grain=grain)
    return past.assign(before=float("nan"), change=float("nan")) if warehouse.is_list() else past


def course_past(flow: pd.DataFrame, *, grain: str) -> pd.DataFrame | None:
    """What a past year brought by measure; None while losses of a whole year cannot be seen."""
    past = movement.past_year(flow, grain=grain)
    return past if past.at["lost", "periods"] >= movement.PERIODS_A_YEAR[grain] else None


def course(flow: pd.DataFrame, filters: dict) -> SimpleNamespace | None:
    """Past year's movement, the base in a year, and what its equity does; parts that are not known are None."""
    year = movement.PERIODS_A_YEAR[filters["grain"]]
    past = course_past(flow, grain=filters["grain"])
    if past is None:
        return None
    rows = table("forecast", line="all", dimension="total")
    ahead = None
    if len(rows):
        now = rows[rows["made_on"] == rows["made_on"].max()]
        ahead = forecast_review.wide(now)
    each = None
    if warehouse.build_info().lines != "disclosure":
        today = warehouse.query("equity_base_today", **filters).iloc[0]
        if today["customers"] > 0 and today["value_36m"] > 0:
            each = float(today["value_36m"]) / float(today["customers"])
    complete = flow[~flow["is_incomplete"].astype(bool)]
    return SimpleNamespace(
        past=past, ahead=ahead, year=year, each=each, base=float(complete["closing"].iloc[-1]),
        last=complete["period_start"].iloc[-1],
    )  # fmt: skip


def equity_year(filters: dict) -> SimpleNamespace | None:
    """What the base is worth now, and its relative change over twelve month ends; None where no such year is stated."""
    info = warehouse.build_info()
    if info.lines == "disclosure":
        return None
    months = warehouse.query("equity_months", **filters)
    if months["closed_on"].nunique() < MONTHS:
        return None
    opened_on = pd.Timestamp(months["closed_on"].min()).replace(day=1) - pd.Timedelta(days=1)
    found = equity.of_statement(equity.statement(months))[1]
    if opened_on.date() < info.observable_from or "change" not in found:
        return None
    closings = months[months["entry"] == "closing"].sort_values("closed_on")["cents"].astype(float) / 100
    return SimpleNamespace(value=found["closing"], change=found["change"], closings=closings.tolist())


def hold(flow: pd.DataFrame, filters: dict) -> SimpleNamespace | None:
    """What would hold the base, and what it costs by acquisition; cost None where spending was not delivered."""
    shape = movement.shape_of(flow, grain=filters["grain"])
    needed = movement.break_even_a_month(flow, grain=filters["grain"], level=shape.figures)
    if needed is None or needed.base < hold_texts.FEWEST:
        return None
    each = spending.cost_of_one(filters, flow)
    kept = spending.retention_a_month(filters, flow)
    cost = None if each is None else movement.holding_cost(needed, cost_each=each, retention_a_month=kept)
    return SimpleNamespace(needed=needed, cost=cost)


def most_valuable() -> SimpleNamespace | None:
    """The top tenth: how many of them are likely to leave, what they bring, and the alarm against a year before."""
    try:
        top = warehouse.query("top_tenth").iloc[0]
    except StoreError:
        return None
    if not top["customers"] > 0:
        return None
    alarms = table("churn_alarm", order_by=("snapshot_on",))
    if alarms.empty:
        return SimpleNamespace(top=top, alarm="", now=None, before=None)
    last = alarms.iloc[-1]
    apart = (last["snapshot_on"] - alarms["snapshot_on"]).dt.days
    before = alarms.loc[apart.between(350, 380), "top_leaving_rate"]
    return SimpleNamespace(
        top=top, alarm=last["alarm"] or "", now=float(last["top_leaving_rate"]), on=last["snapshot_on"],
        before=float(before.iloc[0]) if len(before) else None,
    )  # fmt: skip


def acquisition(flow: pd.DataFrame, filters: dict) -> SimpleNamespace | None:
    """Spending on acquisition of the past year, payback by channel of those won the year before, one-time buyers."""
    info = warehouse.build_info()
    if info.last_complete_month is None or info.lines == "disclosure":
        return None
    ends = pd.Timestamp(info.last_complete_month) + pd.DateOffset(months=1)
    spent, _window = spending.of_the_year("acquisition", filters, flow)
    if not spent > 0:
        return None
    begins = {"from_month": ends - pd.DateOffset(months=2 * MONTHS), "until_month": ends - pd.DateOffset(months=MONTHS)}
    paybacks = []
    if info.value_kind == "margin":
        cost = warehouse.query("channel_cost", kind="acquisition", **begins)
        paybacks = headline.channel_paybacks(
            cost[cost["months"] == MONTHS], warehouse.query("channel_brought", **begins)
        )
    as_of = pd.Timestamp(info.as_of)
    whole_year = as_of.year - (1 if (as_of.month, as_of.day) == (12, 31) else 2)
    once = headline.once_only_rate(
        warehouse.query("second_purchase_by_week", **{**filters, "cohort_year": [whole_year]})
    )
    return SimpleNamespace(spent=spent, paybacks=paybacks, once=once, once_year=whole_year, won=begins)


def campaigns() -> SimpleNamespace | None:
    """The last retention campaign with a contact list, and all of them together."""
    rows = table("campaign_effect")
    if rows.empty:
        return None
    found = headline.campaign_effects(rows[rows["kind"].isin(RETENTION)])
    if not found:
        return None
    return SimpleNamespace(last=found[0], count=len(found), together=headline.together(found))

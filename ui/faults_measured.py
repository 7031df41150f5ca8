"""The faults that the firm's own data can tell: each with a verdict, its evidence in a sentence, and where it leads."""

import re
from dataclasses import dataclass

import pandas as pd

from analytics import faults
from data.store import StoreError
from ui import formats, headline_facts, headline_owner, headline_texts, spending, warehouse
from ui.definitions import value_word
from ui.i18n import _
from ui.wording import customers, money, run_on

CLUB = re.compile(r"club|gift|member|loyalty|会员|俱乐部|礼品|积分", re.IGNORECASE)
Trait = dict[bool, tuple[int, int]]


@dataclass(frozen=True)
class Measured:
    """verdict: found, signs, clear; evidence: one sentence; path: page that shows more; empty without one."""

    verdict: str
    evidence: str
    path: str


def all_measured(flow: pd.DataFrame, *, grain: str) -> dict[str, Measured]:
    """Faults by code; those that these data cannot tell are absent. flow : movement by period, of the whole firm."""
    stays = headline_facts.table("trait_stay")
    found = {
        "complacency": _complacency(flow, grain),
        "small_customers": _small_customers(),
        "promotions": _promotions(stays),
        "progress": _progress(),
        "no_owner": _no_owner(),
        "satisfaction_only": _satisfaction(stays),
        "no_information": _information(),
        "clubs": _clubs(stays, flow),
    }
    return {code: measured for code, measured in found.items() if measured is not None}


def _complacency(flow: pd.DataFrame, grain: str) -> Measured | None:
    past = None if flow.empty or flow["is_incomplete"].all() else headline_facts.course_past(flow, grain=grain)
    if past is None:
        return None
    joined, lost = past.at["acquired", "now"] + past.at["won_back", "now"], past.at["lost", "now"]
    text = _("In the past 12 months {lost} left and {joined} joined or came back.").format(
        lost=formats.short(lost), joined=formats.short(joined)
    )
    return Measured(faults.complacency(joined=joined, lost=lost), text, "acquisition-churn")


def _small_customers() -> Measured | None:
    alarms = headline_facts.table("churn_alarm", order_by=("snapshot_on",))
    if alarms.empty or alarms.iloc[-1]["top_customers"] < faults.FEWEST:
        return None
    last = alarms.iloc[-1]
    verdict = faults.small_customers(
        top_rate=last["top_leaving_rate"], rate=last["leaving_rate"], alarm=last["alarm"] or ""
    )
    text = _("Of the most valuable tenth {top} left within half a year, of all {rate}.").format(
        top=formats.percent(last["top_leaving_rate"], 0), rate=formats.percent(last["leaving_rate"], 0)
    )
    rising = _("The first share has risen beyond chance since a year before.") if last["alarm"] == "rising" else ""
    return Measured(verdict, run_on(text, rising), "churn-warning")


def _sides(stays: pd.DataFrame, trait: str) -> Trait:
    """Customers, and those who left, with and without a trait; empty where one side is missing."""
    part = stays[stays["trait"] == trait] if len(stays) else stays
    sides = {bool(row.has_trait): (int(row.customers), int(row.left_customers)) for row in part.itertuples()}
    return sides if len(sides) == 2 else {}


def _rate(side: tuple[int, int]) -> str:
    return formats.percent(side[1] / side[0], 0)


def _promotions(stays: pd.DataFrame) -> Measured | None:
    sides = _sides(stays, "promotion")
    verdict = faults.promotions(sides[True], sides[False]) if sides else None
    if verdict is None:
        return None
    text = _("Of {n} who bought mostly on promotion {rate} were gone half a year later, of the others {other}.").format(
        n=customers(sides[True][0]), rate=_rate(sides[True]), other=_rate(sides[False])
    )
    return Measured(verdict, text, "segments")


def _progress() -> Measured | None:
    info = warehouse.build_info()
    if info.lines == "disclosure":
        return None
    as_of = pd.Timestamp(info.as_of)
    year = as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1
    rows = warehouse.query("audit_changes", **headline_facts.of_the_firm("month"))
    stayed = rows[(pd.to_datetime(rows["year_start"]).dt.year == year) & rows["change"].isin(("grew", "shrank"))]
    before, after = float(stayed["before_margin"].sum()), float(stayed["after_margin"].sum())
    verdict = faults.progress(before=before, after=after) if stayed["customers"].sum() >= faults.FEWEST else None
    if verdict is None:
        return None
    text = _("{n} bought in both {before} and {year}: their {word} changed by {change}.").format(
        n=customers(stayed["customers"].sum()), before=year - 1, year=year, word=value_word(),
        change=formats.signed_percent(after / before - 1),
    )  # fmt: skip
    return Measured(verdict, text, "audit")


def _no_owner() -> Measured:
    asked, named = len(headline_texts.QUESTIONS), len(headline_owner.kept())
    text = _("{named} of the {asked} questions of the first page have somebody who answers for them by name.").format(
        named=formats.whole(named), asked=formats.whole(asked)
    )
    return Measured(faults.no_owner(named=named, asked=asked), text, "headline")


def satisfaction() -> Measured | None:
    """How much better the satisfied stay than the others; None without a survey that enough customers answered."""
    return _satisfaction(headline_facts.table("trait_stay"))


def _satisfaction(stays: pd.DataFrame) -> Measured | None:
    sides = _sides(stays, "satisfied")
    verdict = faults.satisfaction_only(sides[True], sides[False]) if sides else None
    if verdict is None:
        return None
    text = _(
        "Of the more satisfied half of those asked {rate} were gone half a year later, of the others {other}."
    ).format(rate=_rate(sides[True]), other=_rate(sides[False]))
    return Measured(verdict, text, "churn-warning")


def _information() -> Measured | None:
    fields = headline_facts.table("quality_field", table_name="customer")
    fields = fields[fields["field"].isin(("phone", "email"))] if len(fields) else fields
    if fields.empty:
        return None
    sums = fields.groupby("field")[["filled", "rows"]].sum()
    filled_rate = float((sums["filled"] / sums["rows"]).min())
    double_rate, doubles = _doubles()
    said = _("The less filled of telephone and e-mail is there for {rate} of the customer records").format(
        rate=formats.percent(filled_rate, 0)
    )
    text = _("{first}; {n} pairs of records are surely one person.").format(first=said, n=formats.whole(doubles))
    return Measured(faults.no_information(double_rate=double_rate, filled_rate=filled_rate), text, "single-view")


def _doubles() -> tuple[float, int]:
    """Sure pairs that are not merged yet, per record compared, and their number."""
    runs, pairs = headline_facts.table("match_run"), headline_facts.table("match_pair", columns=("is_sure",))
    compared = float(runs["compared"].iloc[0] or 0) if len(runs) else 0.0
    sure = max(0, int(pairs["is_sure"].sum()) - int(runs["merged"].iloc[0] or 0)) if compared else 0
    return (sure / compared if compared else 0.0), sure


def _clubs(stays: pd.DataFrame, flow: pd.DataFrame) -> Measured | None:
    cost, sides = _club_cost(flow), _sides(stays, "member")
    verdict = faults.clubs(sides[True], sides[False]) if sides and cost > 0 else None
    if verdict is None:
        return None
    text = _(
        "The club cost {cost} in the past 12 months; {rate} of its members were gone half a year later, {other} of others."
    )
    proof = _("Even where members stay longer, only a control group shows whether the club is the reason.")
    return Measured(
        verdict,
        run_on(text.format(cost=money(cost), rate=_rate(sides[True]), other=_rate(sides[False])), proof),
        "",
    )


def _club_cost(flow: pd.DataFrame) -> float:
    """Spending of the past twelve complete months on media that name a club, gifts or members."""
    try:
        rows = spending.rows("retention", headline_facts.of_the_firm("month"))
    except StoreError:
        return 0.0
    if rows is None:
        return 0.0
    months = pd.to_datetime(flow.loc[~flow["is_incomplete"].astype(bool), "period_start"]).iloc[-12:]
    named = rows["medium"].astype(str).map(lambda medium: bool(CLUB.search(medium)))
    return float(rows.loc[named & rows["month"].isin(months), "cost"].sum())

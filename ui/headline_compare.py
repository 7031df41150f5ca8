"""The past year against the year before and against the plan, and the latest month against the same one a year ago."""

import pandas as pd

from analytics import movement
from ui import charts, formats, headline_facts, spending, warehouse
from ui.blocks import section
from ui.definitions import value_word
from ui.i18n import _
from ui.wording import money, run_on

COUNTS = ("acquired", "won_back", "lost")
MONEY = ("margin", "revenue")
SPENT = ("acquisition", "retention")


def rows_of(flow: pd.DataFrame, *, grain: str) -> pd.DataFrame:
    """One row a measure: code, now, before, change (relative), latest (its change on the year), plan, against (relative).

    flow : movement by period. NaN where a side is not known.
    """
    past = headline_facts.past_year(flow, grain=grain)
    recent = flow.iloc[-3 * movement.PERIODS_A_YEAR[grain] :]  # the same period a year before is all that it needs
    yearly = movement.year_on_year(recent, grain=grain)
    complete = ~recent["is_incomplete"].astype(bool)
    last = yearly[complete.to_numpy()].iloc[-1]
    kind = warehouse.build_info().value_kind
    measures = [name for name in (*COUNTS, *MONEY) if name in past.index and (name != "margin" or kind == "margin")]
    found = [
        {
            "code": name,
            "now": past.at[name, "now"],
            "before": past.at[name, "before"],
            "change": past.at[name, "change"],
            "latest": None if warehouse.is_list() else last.get(f"{name}_change"),
        }
        for name in measures
        if past.at[name, "now"] > 0
    ]
    rows = pd.DataFrame(found, columns=["code", "now", "before", "change", "latest"])
    rows = pd.concat([rows, spent_rows(flow)], ignore_index=True) if grain == "month" else rows
    planned = planned_of(flow) if grain == "month" else {}
    rows["plan"] = [planned.get(code, float("nan")) for code in rows["code"]]
    rows["against"] = rows["now"] / rows["plan"].where(rows["plan"] > 0) - 1
    return rows


def spent_rows(flow: pd.DataFrame) -> pd.DataFrame:
    """Spending of each kind over the last twelve complete months and the twelve before, where all of them are covered."""
    whole = headline_facts.of_the_firm("month")
    months = pd.to_datetime(flow.loc[~flow["is_incomplete"].astype(bool), "period_start"])
    found = []
    for kind in SPENT:
        given = spending.rows(kind, whole)
        if given is None:
            continue
        by_month = given.groupby("month")["cost"].sum().astype(float)
        now, before = by_month.reindex(months.iloc[-12:]), by_month.reindex(months.iloc[-24:-12])
        if now.isna().any():
            continue
        earlier = before.sum() if len(before) == 12 and before.notna().all() else float("nan")
        change = now.sum() / earlier - 1 if earlier > 0 else float("nan")
        found.append({"code": f"spent_{kind}", "now": now.sum(), "before": earlier, "change": change})
    return pd.DataFrame(found)


def planned_of(flow: pd.DataFrame) -> dict[str, float]:
    """Plan of the last twelve complete months by measure; only measures planned for each of them."""
    months = pd.to_datetime(flow.loc[~flow["is_incomplete"].astype(bool), "period_start"]).iloc[-12:]
    plan = headline_facts.table("plan_month")
    if plan.empty or len(months) < 12:
        return {}
    inside = plan[pd.to_datetime(plan["month"]).isin(months)]
    return {
        str(measure): float(part["target"].sum())
        for measure, part in inside.groupby("measure")
        if part["month"].nunique() == len(months)
    }


def name_of(code: str) -> str:
    """Name of a row."""
    names = {
        "acquired": _("Acquired"), "won_back": _("Won back"), "lost": _("Lost"), "margin": value_word(capital=True),
        "revenue": _("Revenue"), "spent_acquisition": _("Spent on acquisition"), "spent_retention": _("Spent on retention"),
    }  # fmt: skip
    return names[code]


def finding(rows: pd.DataFrame) -> str:
    """The realised margin against last year, and against the plan where one was delivered."""
    by_code = rows.set_index("code")
    code = next((name for name in MONEY if name in by_code.index), None)
    if by_code["before"].isna().all():
        return _("The past 12 months; there is no year before to compare with")
    if code is None or formats.is_missing(by_code.at[code, "before"]):
        return _("The past 12 months against the year before")
    text = _("{word} of the past 12 months is {now}, {change} on the year before").format(
        word=name_of(code),
        now=money(by_code.at[code, "now"]),
        change=formats.signed_percent(by_code.at[code, "change"]),
    )
    planned = by_code[by_code["against"].notna()]
    if planned.empty:
        return text
    worst = planned["against"].idxmin() if planned["against"].min() < 0 else planned["against"].idxmax()
    against = _("against plan: {name} {gap}").format(
        name=name_of(str(worst)), gap=formats.signed_percent(planned.at[worst, "against"])
    )
    return _("{first}; {second}").format(first=text, second=against)


def draw(flow: pd.DataFrame, *, grain: str) -> None:
    """The comparison as a table, for firms with a year to compare."""
    rows = rows_of(flow, grain=grain)
    if rows.empty:
        return
    complete = flow[~flow["is_incomplete"].astype(bool)]
    last = complete["period_start"].iloc[-1]
    spring = grain == "month" and last.month <= 2
    note = _("January and February are compared together, because the Spring Festival moves between them.")
    has_plan = rows["plan"].notna().any()
    without = "" if has_plan or grain != "month" else _("No plan was delivered (table plan: period, measure, target).")
    section(finding(rows), note=run_on(note if spring else "", without))
    shown = rows.assign(
        name=[name_of(code) for code in rows["code"]],
        now=[_written(*pair) for pair in zip(rows["code"], rows["now"], strict=True)],
        before=[_written(*pair) for pair in zip(rows["code"], rows["before"], strict=True)],
        plan=[_written(*pair) for pair in zip(rows["code"], rows["plan"], strict=True)],
        change=rows["change"].map(formats.signed_percent),
        latest=rows["latest"].map(formats.signed_percent),
        against=rows["against"].map(formats.signed_percent),
    )
    month = _("Jan + Feb {year}").format(year=last.year) if spring else formats.period(last, grain)
    columns = {"name": _("Figure"), "now": _("Past 12 months")}
    columns |= {"before": _("Year before"), "change": _("Change")} if rows["before"].notna().any() else {}
    columns |= {"plan": _("Plan"), "against": _("Against plan")} if has_plan else {}
    columns |= {"latest": _("{month} on the year").format(month=month)} if rows["latest"].notna().any() else {}
    charts.table(shown, key="headline_compare", columns=columns, alt=finding(rows), whole=True)


def _written(code: str, value: float) -> str:
    return formats.short(value) if code in COUNTS else money(value)

"""Customer equity: what the base is worth, what changed it, who is still to come, and which lever moves it most."""

import pandas as pd
import streamlit as st

import ui
from analytics import acquisition, equity
from ui import code_texts, equity_builds, equity_dimensions, equity_levers, equity_statement, equity_texts, formats
from ui.i18n import _, ngettext

PER_CUSTOMER_MONTHS = 24


def cost_of_acquisition(months: pd.DataFrame) -> float | None:
    """Spending to acquire one customer over the last twelve complete months; None where it cannot be known here."""
    spent = spending("acquisition")
    window = months[~months["is_incomplete"]].iloc[-12:]
    if spent is None or not window["acquired"].sum() > 0:
        return None
    cost = spent[spent["month"].isin(window["month"])]["cost"].sum()
    return float(cost) / float(window["acquired"].sum()) if cost > 0 else None


def spending(kind: str | None = None) -> pd.DataFrame | None:
    """Rows of spending; None where there are none, or where the filters cut customers in a way that spending is not."""
    is_cut = filters["line"] != "all" or any(
        filters[name] for name in ("first_region", "first_category", "cohort_year")
    )
    rows = ui.read("spend_month", channel=filters["first_channel"], kind=kind)
    return None if is_cut or rows.empty else rows


def part_today(months: pd.DataFrame, new: pd.Series, draws: pd.DataFrame) -> tuple | None:
    """(Today, forecast, first margin each); None where no new customer can be forecast or valued."""
    judged = months[~months["is_incomplete"]]
    if info.old_customers_possible and (~judged["is_burn_in"]).sum() >= acquisition.MIN_MONTHS:
        judged = judged[~judged["is_burn_in"]]
    forecast = None if filters["cohort_year"] else acquisition.forecast(judged["acquired"].to_numpy())
    window = judged.iloc[-PER_CUSTOMER_MONTHS:]
    came = float(window["acquired"].sum())
    if forecast is None or not len(new):
        return None
    by_contract = float(window["by_contract"].sum()) / came if came else 0.0
    mix = {"shop": 1 - by_contract, "contract": by_contract}
    if any(share > 0 and kind not in new.index.get_level_values("kind") for kind, share in mix.items()):
        return None
    known = new.reset_index()
    each = (known["future_value"] * known["kind"].map(mix)).groupby(known["scenario"]).sum()
    first = float(window["first_margin"].sum()) / came if came else 0.0
    today = equity.today(
        base=float(base["value_36m"]),
        draws=draws["value_36m"].to_numpy(),
        variance=float(base["outcome_variance"]),
        forecast=forecast,
        first_margin=first,
        future=float(each["now"]),
        future_draws=each[each.index.str.startswith("draw_")].to_numpy(),
        cost_each=cost_of_acquisition(months),
        discount_rate=info.discount_rate,
    )
    return today, forecast, first, each


def margin_rate() -> float | None:
    """Margin as a share of revenue over the last twelve complete months; None where money is revenue."""
    whole = movement[movement["period_start"] <= pd.Timestamp(info.last_complete_month or info.as_of)].iloc[-12:]
    revenue = float(whole["revenue"].sum())
    return float(whole["margin"].sum()) / revenue if info.value_kind == "margin" and revenue > 0 else None


def money(value: float | None) -> str:
    """Money in the warehouse's currency, short."""
    return formats.money(value, info.currency or "")


def between(ends: tuple[float, float] | None) -> str:
    """An interval: from to."""
    return "–" if ends is None or ends[0] != ends[0] else f"{money(ends[0])} – {money(ends[1])}"


def draw_cards(today: equity.Today | None, effects: pd.DataFrame) -> None:
    """Five figures at most; the base and the customers to come are never added."""
    row = [ui.Card("equity_base", money(float(base["value_36m"])))]
    if today is not None:
        come = today.to_come - (today.acquisition_cost or 0.0)
        gross = today.acquisition_cost is None
        row.append(ui.Card("equity_to_come", money(come), label=_("To come, gross") if gross else _("To come, net")))
        row.append(ui.Card("equity_new_customer", money(today.value_each)))
        row.append(ui.Card("equity_acquisition_cost", money(today.acquisition_cost and cost_each)))
    if len(effects) and "retention" in set(effects["lever"]):
        gain = effects.set_index("lever").at["retention", "plus_rate"]
        row.append(ui.Card("equity_retention", formats.signed_percent(gain)))
    ui.cards(row)


def draw_statement(lines: pd.DataFrame, months: pd.DataFrame, finding: str) -> None:
    """The bridge from opening to closing, and the statement to the cent."""
    ui.section(
        _("From {start} to {end}").format(start=formats.day(opened_on(months)), end=formats.day(closed_on(months)))
    )
    ui.chart(
        ui.figure("equity_bridge", lambda: equity_statement.bridge(lines), **filters),
        key="equity_bridge",
        alt=finding.replace("\\", ""),
    )
    equity_statement.draw_table(lines, key="equity_statement", alt=_("Equity statement"))
    ui.aside(
        _(
            "Customers of a change are counted from month end to month end: whoever left and came back, or came and left, between "
            "two of them is in neither, so other pages may count a few more. Every amount is in whole cents and adds up."
        )
    )


def opened_on(months: pd.DataFrame):
    """Month end at which the span opens."""
    return previous_end(months["closed_on"].min())


def previous_end(day: pd.Timestamp):
    """The month end before this one."""
    return (pd.Timestamp(day).replace(day=1) - pd.Timedelta(days=1)).date()


def closed_on(months: pd.DataFrame):
    """Month end at which the span closes."""
    return pd.Timestamp(months["closed_on"].max()).date()


def draw_parts(today: equity.Today | None, forecast: acquisition.Forecast | None, ends: tuple[float, float]) -> None:
    """The two parts of equity today, apart, each with its interval."""
    ui.section(
        _("Equity on {day}: two parts, kept apart").format(day=formats.day(info.as_of)),
        note=ui.definition_of("equity_interval"),
    )
    rows = [(_("Existing base"), money(float(base["value_36m"])), between(ends))]
    if today is not None:
        rows.append((_("Customers to come, next 12 months"), money(today.to_come), between(today.to_come_interval)))
        cost = _("not given") if today.acquisition_cost is None else money(-today.acquisition_cost)
        rows.append((_("What acquiring them costs"), cost, "–"))
        label = (
            _("Both, gross of acquisition cost")
            if today.acquisition_cost is None
            else _("Both, net of acquisition cost")
        )
        rows.append((label, money(today.net), "–"))
    table = pd.DataFrame(rows, columns=["part", "value", "interval"])
    columns = {"part": _("Part"), "value": _("Value"), "interval": _("80% interval")}
    ui.table(table, key="equity_parts", columns=columns, alt=_("The parts of customer equity"))
    if forecast is not None:
        ui.note(equity_texts.come_from(forecast, spending_known=today.acquisition_cost is not None))
    elif filters["cohort_year"]:
        ui.note(_("Nobody can join the years chosen any more, so there are no customers to come."))
    else:
        ui.note(_("Customers to come cannot be forecast or valued with these data."))


info = ui.build_info()
filters = ui.filters()
months = ui.query("equity_months", **filters)
base = ui.query("equity_base_today", **filters).iloc[0]
ui.caption(_("model: {model}").format(model=code_texts.text_of(code_texts.MODELS, info.purchase_model) or _("refused")))
seen = months["closed_on"].map(lambda day: previous_end(day) >= info.observable_from)
observable = months[seen.astype(bool)]
movement = ui.query("movement_by_period", **(filters | {"grain": "month", "period_from": None, "period_to": None}))
if months.empty:
    ui.headline(_("No customer equity can be stated here"))
    lines_scored = ui.read("equity_today", columns=("line",))
    has_any = not lines_scored.empty
    nobody = has_any and filters["line"] in set(lines_scored["line"])
    ui.empty(
        _("No customers or month ends match these filters. The statement covers the last 12 month ends.")
        if nobody
        else equity_texts.refused(has_model=has_any, line=filters["line"])
    )
    if nobody or not has_any:
        ui.lead_out()
    if not nobody:
        ui.page_link("clv")
    ui.definitions("equity_base", "value_36m")
    st.stop()

ui.stop_when_empty(
    observable.empty,
    title=_("Losses cannot be observed yet, so equity has no statement"),
    reason=ui.definition_of("burn_in"),
)
hidden = months["closed_on"].nunique() - observable["closed_on"].nunique()
months = observable
lines = equity.statement(months)
code, found = equity.of_statement(lines)
finding = equity_texts.title(code, found, months=months["closed_on"].nunique())
draws = ui.query("equity_draws", **filters)
new = ui.read("new_value").set_index(["kind", "scenario"])["future_value"]
acquired = ui.query("acquired_by_month", **filters)
part = part_today(acquired, new, draws)
today, forecast = (part[0], part[1]) if part else (None, None)
cost_each = cost_of_acquisition(acquired)
scenarios = ui.query("equity_levers", **filters).set_index("scenario")["value_36m"]
ends = equity.interval(draws["value_36m"], base["outcome_variance"]) if len(draws) else (float("nan"),) * 2
alone = today or equity.Today(float(base["value_36m"]), ends, 0.0, None, 0.0, 0.0, None)
rows = (
    equity.net_effects(
        alone,
        scenarios,
        part[3] if part else {},
        monthly=forecast.monthly if part else acquired["acquired"].to_numpy("float64")[:0],
        first_margin=part[2] if part else 0.0,
        margin_rate=margin_rate(),
        discount_rate=info.discount_rate,
    )
    if len(scenarios)
    else []
)
effects = equity.tornado(rows, net=alone.net, kind="points")

ui.headline(finding)
span = movement[
    (movement["period_start"] > pd.Timestamp(opened_on(months)))
    & (movement["period_start"] <= pd.Timestamp(closed_on(months)))
]
spent = spending()
in_span = None if spent is None else float(spent[spent["month"].isin(span["period_start"])]["cost"].sum())
ui.note(equity_texts.detail(found, realised=float(span[info.value_kind].sum()), spending=in_span))
if hidden:
    ui.note(
        ngettext(
            "{n} month end is left out: nobody could be lost before {day}.",
            "{n} month ends are left out: nobody could be lost before {day}.",
            hidden,
        ).format(n=hidden, day=formats.day(info.observable_from))
    )
draw_cards(today, effects)
draw_statement(lines, months, finding)
audits = ui.query("equity_audit_months", **filters)
audited = equity.audit(audits[audits["closed_on"].isin(months["closed_on"])], lines)
ui.section(equity_texts.audit_finding(audited), note=equity_texts.audit(audited))
if not audited.holds:
    ui.warn(equity_texts.audit_meaning(audited, float(base["value_36m"])))
ui.note(equity_texts.lapsed(audited))
equity_dimensions.draw(months, filters)
equity_builds.draw(filters)
draw_parts(today, forecast, ends)
if rows:
    equity_levers.draw(rows, alone.net, effects)
ui.definitions(
    "equity_base", "equity_to_come", "equity_new_customer", "equity_acquisition_cost", "equity_retention",
    "equity_interval", "equity_levers", "equity_audit", "value_36m",
)  # fmt: skip

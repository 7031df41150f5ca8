"""Payback on the lifecycle page: what each cohort's customers cost beside what they have brought since."""

from collections.abc import Mapping

import pandas as pd

from ui import formats, spending, warehouse
from ui.blocks import note, section
from ui.charts import table
from ui.definitions import name_of
from ui.i18n import _
from ui.wording import money, run_on


def costs_of(values: pd.DataFrame, filters: Mapping, *, grain: str) -> pd.Series | None:
    """Acquisition cost of one customer by cohort; None where margins or spending are not known for this choice.

    values : as from `lifecycle.value_by_age`, cohorts of `grain`
    """
    info = warehouse.build_info()
    if info.value_kind != "margin":
        return None
    sizes = values.groupby("cohort_start")["acquired"].max()
    costs = spending.cost_by_cohort(filters, sizes, grain=grain, last_month=info.last_complete_month)
    return costs if costs is not None and costs.notna().any() else None


def newest(paid: pd.DataFrame | None) -> float | None:
    """Cost of one customer of the newest cohort, the level drawn across the picture."""
    return None if paid is None or paid.empty else float(paid["cost"].iloc[-1])


def draw(paid: pd.DataFrame | None, *, grain: str, filters: Mapping) -> None:
    """The finding and the table of all cohorts; without costs, what would be needed."""
    if paid is None or paid.empty:
        note(missing(filters))
        return
    names = [formats.period(pd.Timestamp(start).date(), grain) for start in paid["cohort_start"]]
    finding = title(paid, names)
    section(finding, note=detail(paid, names))
    columns = {"cohort": name_of("cohort"), "acquired": _("Acquired"), "cost": _("Cost of one")}
    columns |= {"paid": _("Paid back"), "brought": _("Brought so far"), "covered": _("Of the cost")}
    columns |= {"age_months": _("Observed, months")}
    shown = paid.assign(cohort=names, paid=[after(age) for age in paid["paid_months"]])
    shown = shown.assign(age_months=shown["age_months"] + 1)  # the month of acquisition is age 0
    kinds = {"acquired": "whole", "cost": "money", "brought": "money", "covered": "rate", "age_months": "whole"}
    table(shown.iloc[::-1], key="payback", columns=columns, kinds=kinds, alt=finding)


def after(age: float) -> str:
    """How long it took to pay back, in words."""
    if formats.is_missing(age):
        return _("not yet")
    return _("in the month of acquisition") if age == 0 else _("after {months}").format(months=formats.months(age))


def title(paid: pd.DataFrame, names: list[str]) -> str:
    """How many cohorts have paid back what acquiring them cost, and how fast the newest of them."""
    done = paid["paid_months"].notna()
    if not done.any():
        return _("No cohort has paid back its acquisition cost yet")
    last = int(done.to_numpy().nonzero()[0][-1])
    age = paid["paid_months"].iloc[last]
    if age == 0:
        text = _("Acquiring a customer pays back in the month of acquisition (customers of {cohort})")
    else:
        text = _("Acquiring a customer pays back after {months} (customers of {cohort})")
    return text.format(months=formats.months(age), cohort=names[last])


def detail(paid: pd.DataFrame, names: list[str]) -> str:
    """The first cohort beside it, those that have not paid back, and how it is counted."""
    parts, done = [], paid["paid_months"].notna()
    first, last = (int(done.to_numpy().nonzero()[0][end]) for end in (0, -1)) if done.any() else (0, 0)
    if first != last:
        parts.append(
            _("Customers of {cohort} cost {cost} each, paid back {when}.").format(
                cohort=names[first], cost=money(paid["cost"].iloc[first]), when=after(paid["paid_months"].iloc[first])
            )
        )
    for place in [place for place, is_done in enumerate(done) if not is_done][-1:]:
        row = paid.iloc[place]
        parts.append(
            _("Customers of {cohort} have brought {brought} of the {cost} they cost, in {months}.").format(
                cohort=names[place],
                brought=money(row["brought"]),
                cost=money(row["cost"]),
                months=formats.months(row["age_months"] + 1),
            )
        )
    parts.append(
        _(
            "Cost: spending on acquisition in the cohort's own period, divided by its customers. Brought: margin since the "
            "first purchase, undiscounted. Dashed: the cost of the newest cohort."
        )
    )
    return run_on(*parts)


def missing(filters: Mapping) -> str:
    """Why no payback is shown, and what would be needed."""
    if warehouse.build_info().value_kind != "margin":
        return _(
            "Payback cannot be told: revenue does not pay back a cost, margin does. Deliver margins or costs by row, or "
            "build again with one margin rate, and spending on acquisition as the table spend."
        )
    if not spending.can_be_split(filters):
        return _(
            "Payback cannot be told for this choice: spending is known by month and channel only. Take the other filters "
            "off."
        )
    return _(
        "Payback cannot be told: no spending on acquisition covers a cohort. Deliver it as the table spend (period, kind, "
        "channel, cost) and build again."
    )

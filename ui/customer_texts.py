"""One customer in words: the finding, the facts, what the interval means, and what cannot be said."""

import pandas as pd

from ui import access, formats, warehouse
from ui.escape import plain
from ui.filter_values import LINES, show_value
from ui.i18n import _, ngettext
from ui.page_list import DIMENSIONS
from ui.scored import SEGMENTS
from ui.scored import name as segment_name
from ui.stage_texts import NAMES as STAGES

LIKELY, UNLIKELY = 0.5, 0.2


def title(row: pd.Series) -> str:
    """The finding on one row of `customer`."""
    who = {"key": formats.whole(row["customer_key"]).replace(",", "")}
    silent = formats.days(row["last_gap_days"])
    if not row["in_base"] and not row["has_shop"]:
        return _("Customer {key} has left: the contract ended {days} ago").format(**who, days=silent)
    if not row["in_base"]:
        return _("Customer {key} has left: nothing bought for {days}").format(**who, days=silent)
    if formats.is_missing(row["p_leave"]) or formats.is_missing(row["value_36m"]):
        return _("Customer {key} is in the base; no model serves to say what comes").format(**who)
    said = who | {
        "risk": formats.percent(row["p_leave"], 0),
        "value": formats.money(row["value_36m"], warehouse.build_info().currency or ""),
        "horizon": formats.months(warehouse.build_info().horizon_months),
    }
    if not tells_risk(row):
        text = _("Customer {key} is in the base, worth {value} in {horizon} by the naive forecast, which tells no risk")
        return text.format(**said)
    if row["p_leave"] >= LIKELY:
        return _("Customer {key} is more likely to leave than to stay: risk {risk}, worth {value} in {horizon}").format(
            **said
        )
    if row["p_leave"] < UNLIKELY:
        return _("Customer {key} is likely to stay: risk {risk}, worth {value} in {horizon}").format(**said)
    return _("Customer {key} is worth {value} in {horizon}, with a risk of leaving of {risk}").format(**said)


def tells_risk(row: pd.Series) -> bool:
    """False for a purchase customer of a naive forecast: its risk of none for the whole base says nothing of anybody."""
    return not (formats.is_missing(row["value_at_risk"]) and warehouse.build_info().purchase_model == "naive")


def facts(row: pd.Series, path: pd.DataFrame) -> str:
    """Who it is, since when, what kind of customer, at which stage; personal values as this reader may see them."""
    line = "all" if row["has_shop"] and row["has_contract"] else "contract" if row["has_contract"] else "shop"
    kinds = {"all": _("Shop and contract")}
    parts = [plain(access.personal(row["customer_id"]))]
    if row["customer_name"] and not formats.is_missing(row["customer_name"]):
        parts.append(plain(access.personal(row["customer_name"])))
    parts += [
        kinds.get(line) or _(LINES[line]),
        _("in the base") if row["in_base"] else _("not in the base"),
        _("customer since {day}").format(day=formats.day(row["first_on"])),
        (_("last purchase {day}") if row["has_shop"] else _("last day under contract {day}")).format(
            day=formats.day(row["last_on"])
        ),
    ]
    stage = path["stage"].iloc[-1] if len(path) else None
    if stage in STAGES:
        parts.append(_("stage: {stage}").format(stage=_(STAGES[stage])))
    if row["rfm_segment"] in SEGMENTS:
        scores = dict(zip("rfm", str(row["rfm_scores"]), strict=True))
        parts.append(_("segment: {name} (R {r}, F {f}, M {m})").format(name=segment_name(row["rfm_segment"]), **scores))
    parts += [plain(show_value(name, row[name])) for name in DIMENSIONS[:-1] if row[name] != "(none)"]
    return " · ".join(parts)


def interval(row: pd.Series) -> str:
    """What the 80 % interval of the customer's own outcome says; why there is none."""
    currency = warehouse.build_info().currency or ""
    if not row["in_base"] and not row["has_shop"]:
        return _("Nothing more is expected of a contract that has ended.")
    if not formats.is_missing(row["value_36m_low"]):
        if not row["value_36m_high"] > 0:
            return _(
                "More than 80% of customers like this one bring nothing any more; the value stands for the few who do."
            )
        low, high = formats.money(row["value_36m_low"], currency), formats.money(row["value_36m_high"], currency)
        return _("80% of customers like this one end between {low} and {high}.").format(low=low, high=high)
    if formats.is_missing(row["value_36m"]):
        return _("The models were refused for this customer; the model cards say why.")
    return _("The value carries on the customer’s own recent past (naive forecast), which knows no interval.")


def brought(row: pd.Series, months: pd.DataFrame) -> str:
    """What the customer has brought so far; months : month, purchase_days, value."""
    days = int(months["purchase_days"].sum())
    said = {
        "day": formats.day(row["first_on"]),
        "money": formats.money(float(months["value"].sum()), warehouse.build_info().currency or ""),
    }
    if not days:
        return _("{months} under contract since {day} brought {money}").format(
            **said, months=formats.months(len(months))
        )
    return ngettext(
        "{n} purchase day since {day} brought {money}", "{n} purchase days since {day} brought {money}", days
    ).format(**said, n=formats.whole(days))


def path_finding(path: pd.DataFrame) -> str:
    """How P(alive) went over the month ends that are kept, and the grade with it."""
    alive = path.dropna(subset=["p_alive"])
    if len(alive) < 2:
        return _("The last month ends")
    first, last = alive.iloc[0], alive.iloc[-1]
    said = {
        "before": formats.percent(first["p_alive"], 0),
        "now": formats.percent(last["p_alive"], 0),
        "month": formats.month(first["snapshot_on"]),
    }
    if last["p_alive"] < first["p_alive"] - 0.05:
        return _("P(alive) fell from {before} in {month} to {now}").format(**said)
    if last["p_alive"] > first["p_alive"] + 0.05:
        return _("P(alive) rose from {before} in {month} to {now}").format(**said)
    return _("P(alive) is {now}, about as in {month}").format(**said)


def grades(path: pd.DataFrame) -> str:
    """The grades in the order they were held, each named once a run."""
    seen = path["value_grade"].dropna()
    runs = seen[seen != seen.shift()]
    if runs.empty:
        return _("Out of the base at all of these month ends, so without a grade.")
    if len(runs) == 1:
        return _("Value grade {grade} throughout.").format(grade=runs.iloc[0])
    return _("Value grade: {grades}.").format(grades=" → ".join(runs))

"""Segments, the check of recency, and what good customers share, in words."""

import pandas as pd

from analytics.rfm import Check
from ui import filter_values, formats, warehouse
from ui.definitions import value_word
from ui.escape import plain
from ui.i18n import N_, _, ngettext
from ui.sentences import money

FEWEST_JUDGED = 10  # customers, below which a share of them tells nothing
JUDGED = {
    "recent_but_overdue": N_("Look recent, but overdue"),
    "quiet_but_on_time": N_("Look silent, but on time"),
}
FIELDS = {
    "first_channel": N_("First channel"),
    "first_region": N_("First region"),
    "first_category": N_("First category"),
    "first_amount": N_("First day's spending"),
    "categories": N_("Categories on the first day"),
    "used_promotion": N_("Promotion on the first day"),
}


def title(rows: pd.DataFrame, found: Check | None) -> str:
    """How many customers days alone misjudge, as the title; where the check does not bear that out, how many differ."""
    wrong = int(rows[["recent_but_overdue", "quiet_but_on_time"]].sum().sum())
    facts = {"n": formats.short(wrong), "share": formats.percent(wrong / rows["customers"].sum(), 0)}
    if found is not None and found.verdict == "own":
        return ngettext(
            "Counting days alone misjudges {n} customer ({share}): each has a pace of its own",
            "Counting days alone misjudges {n} customers ({share}): each has a pace of its own",
            wrong,
        ).format(**facts)
    return ngettext(
        "{n} customer ({share}) looks different by the own pace than by days alone",
        "{n} customers ({share}) look different by their own pace than by days alone",
        wrong,
    ).format(**facts)


def misjudged(rows: pd.DataFrame) -> str:
    """The two ways of being misjudged, with their numbers."""
    total = rows[["recent_but_overdue", "quiet_but_on_time"]].sum()
    return _(
        "{overdue} look recent by days, yet are late for their own pace; {on_time} look silent by days, yet are on time."
    ).format(overdue=formats.whole(total["recent_but_overdue"]), on_time=formats.whole(total["quiet_but_on_time"]))


def verdict(found: Check | None) -> str:
    """Which recency told better who bought again, with figures; why nothing can be said otherwise."""
    if found is None:
        return _("It cannot be checked here which recency tells better: too few customers, or too short a history.")
    risk = formats.days(warehouse.build_info().risk_days)
    facts = {
        "own": formats.percent(found.own, 0), "plain": formats.percent(found.plain, 0), "risk": risk,
        "own_both": formats.percent(found.own_both, 0), "plain_both": formats.percent(found.plain_both, 0),
    }  # fmt: skip
    if found.verdict == "neither":
        text = _("Checked on the last {risk}: recency by own pace and by days tell equally well who buys again.")
    elif found.verdict == "own":
        text = _("Checked on the last {risk}: recency by own pace tells better who buys again than days alone.")
    else:
        text = _(
            "Checked on the last {risk}: here days alone tell better who buys again than the own pace; the own pace tells who is "
            "late, and by how much."
        )
    order = _(
        "Of a buyer and a non-buyer it ranks the buyer higher in {own} of cases, days alone in {plain} (with the number of "
        "purchases: {own_both} and {plain_both}; chance: 50%)."
    )
    return f"{text} {order}".format(**facts)


def judged(found: Check) -> str:
    """What became of those whom days misjudge, against all."""
    share = found.judged.set_index("kind")["share"]
    count = found.judged.set_index("kind")["customers"]
    if min(count["recent_but_overdue"], count["quiet_but_on_time"]) < FEWEST_JUDGED:
        return ""
    return _(
        "Of those who looked recent but were overdue {overdue} bought again, of those who looked silent but were on time "
        "{on_time}, of all {all}."
    ).format(
        overdue=formats.percent(share["recent_but_overdue"], 0), on_time=formats.percent(share["quiet_but_on_time"], 0),
        all=formats.percent(share["all"], 0),
    )  # fmt: skip


def rule(rows: pd.DataFrame) -> str:
    """One rule of good customers as a sentence: its conditions, then the shares when learned and later."""
    first = rows.iloc[0]
    conditions = "; ".join(_conditions(rows))
    return _(
        "**{conditions}**: {share} became good customers ({all} of all); of those won later {later} ({all_later} of all), "
        "{n} customers."
    ).format(
        conditions=conditions, share=formats.percent(first["good"] / first["customers"], 0),
        all=formats.percent(first["all_good"], 0),
        later=formats.percent(first["later_good"] / first["later_customers"], 0) if first["later_customers"] else "–",
        all_later=formats.percent(first["all_later_good"], 0), n=formats.whole(first["later_customers"]),
    )  # fmt: skip


def _conditions(rows: pd.DataFrame) -> list[str]:
    """Conditions in the order of the rule; what a field is not is said once, with all its values."""
    excluded = {field: part["value"].tolist() for field, part in rows[rows["op"] == "is_not"].groupby("field")}
    said = []
    for row in rows.itertuples():
        if row.op != "is_not":
            said.append(_condition(row))
        elif row.field in excluded:
            values = [plain(filter_values.show_value(row.field, value)) for value in excluded.pop(row.field)]
            said.append(_("{field}: not {value}").format(field=_(FIELDS[row.field]), value=_(" or ").join(values)))
    return said


def _condition(row) -> str:
    field = _(FIELDS[row.field])
    if row.op == "is":
        return _("{field}: {value}").format(field=field, value=plain(filter_values.show_value(row.field, row.value)))
    if row.field == "used_promotion":
        return (
            _("with a promotion on the first day") if row.op == "above" else _("without a promotion on the first day")
        )
    bound = float(row.value)
    if row.field == "categories":
        text = _("{field}: {n} and more") if row.op == "above" else _("{field}: at most {n}")
        return text.format(field=field, n=formats.whole(int(bound) + (row.op == "above")))
    text = _("{field} above {amount}") if row.op == "above" else _("{field} at most {amount}")
    return text.format(field=field, amount=money(bound))


def good_means() -> str:
    """What a good customer is here."""
    return _(
        "Good: the fifth with the highest {value} in the 12 months after the first purchase day. Learned from the customers won "
        "earlier, checked on the third won last; only what is known on the first day. A description, not a cause."
    ).format(value=value_word())

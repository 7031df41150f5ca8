"""What each fault of the data does to the results, computed from what the build counted: sentences with their figures."""

import pandas as pd

from ui import formats
from ui.blocks import Card, cards, empty, note, section
from ui.charts import table
from ui.escape import plain
from ui.i18n import _

FEWEST_RECORDS = 20  # of a source, to say something about it
SMALL_SHARE = 0.0005  # below this a fault changes no figure that is shown


def age_days(info) -> int:
    """Days between the last day of the data and the build."""
    return max((pd.Timestamp(info.built_at).date() - info.as_of).days, 0)


def confidence(info, *, sound_share: float) -> float:
    """Trust in statements about today, in [0, 1]: the share of sound rows, halved for each lapse window the data are old.

    Our own rule: after one lapse window without news every customer's state may have changed.
    """
    window = info.lapse_days or 180
    return sound_share * 0.5 ** (age_days(info) / window)


def effects(found: pd.DataFrame, info) -> list[str]:
    """Sentences, the gravest first. `found`: data_quality."""
    by_rule = found.groupby("rule")[["rows", "amount"]].sum(min_count=1)
    money_in, rows_in = float(info.money_in or 0), max(info.rows_in, 1)
    told: list[tuple[float, str]] = []
    for rule, (share_of, words) in _words().items():
        if rule not in by_rule.index:
            continue
        rows, amount = by_rule.loc[rule, "rows"], by_rule.loc[rule, "amount"]
        share = (
            abs(float(amount)) / money_in
            if share_of == "money" and money_in > 0 and not pd.isna(amount)
            else rows / rows_in
        )
        if share >= SMALL_SHARE:
            told.append((share, words.format(share=formats.percent(min(share, 1.0), 1), rows=formats.whole(int(rows)))))
    age = age_days(info)
    if age > (info.lapse_days or 180):
        words = _(
            "The data end {days} before this build, longer than the lapse window: customers may have come or gone since; "
            "every figure is as of the last day."
        )
        told.append((1.0, words.format(days=formats.days(age))))
    return [sentence for _share, sentence in sorted(told, key=lambda one: -one[0])]


def _words() -> dict[str, tuple[str, str]]:
    """{rule: (what the share is of, sentence)}."""
    return {
        "customer_missing": (
            "money",
            _("{share} of revenue names no customer ({rows} rows): base, frequency and CLV understate it."),
        ),
        "date_missing": ("money", _("{share} of revenue has no date ({rows} rows): it is missing in every period.")),
        "date_unreadable": (
            "money",
            _("{share} of revenue has a date that cannot be read ({rows} rows): it is missing in every period."),
        ),
        "date_in_future": (
            "money",
            _(
                "{share} of revenue is dated in the future ({rows} rows): recent months understate "
                "sales, and some customers look lost who are not."
            ),
        ),
        "amount_unreadable": (
            "rows",
            _(
                "{share} of rows have an amount that cannot be read ({rows} rows): revenue understates, "
                "and their purchase days are missing, so some customers look less active."
            ),
        ),
        "amount_missing": (
            "rows",
            _(
                "{share} of rows have no amount ({rows} rows): revenue understates, and their purchase "
                "days are missing."
            ),
        ),
        "row_broken": (
            "rows",
            _("{share} of rows do not fit their header ({rows} rows): what they hold is unknown and counted nowhere."),
        ),
        "day_order_assumed": (
            "rows",
            _(
                "{share} of rows have days that could be read both ways ({rows} rows): if the order is "
                "wrong, months, gaps and losses are wrong."
            ),
        ),
        "dates_by_tenure": (
            "rows",
            _(
                "{share} of contracts ({rows}) come from a list of one day: starts follow from the length of the stay, leavers "
                "count as lost on that day; earlier leavers are missing, so stays look too long."
            ),
        ),
        "margin_missing": (
            "money",
            _(
                "{share} of revenue has no margin of its own ({rows} rows) and takes the average rate: "
                "differences between customers look smaller."
            ),
        ),
        "duplicate_row": (
            "money",
            _(
                "{share} of revenue stands in exact copies of other rows ({rows} rows): if they are "
                "copies by mistake, value overstates; purchase days do not change."
            ),
        ),
        "return_without_purchase": (
            "money",
            _(
                "{share} of revenue is returns of customers without a purchase ({rows} rows): their "
                "purchases lie before the data begin, value understates."
            ),
        ),
        "amount_differs_from_price": (
            "rows",
            _("In {share} of rows the amount is not quantity × unit price ({rows} rows): the amount counts."),
        ),
        "sign_differs_from_quantity": (
            "rows",
            _(
                "In {share} of rows amount and quantity have different signs ({rows} rows): quantity "
                "decides whether it is a purchase."
            ),
        ),
        "service_code": (
            "money",
            _(
                "{share} of revenue is postage, fees and corrections ({rows} rows): it counts for the "
                "customer, not for any product."
            ),
        ),
    }


def draw(found: pd.DataFrame, info) -> None:
    """Confidence, age, and what the faults do."""
    share = info.rows_accepted / max(info.rows_in, 1)
    section(_("What the faults do to the results"))
    cards(
        [
            Card("data_confidence", formats.percent(confidence(info, sound_share=share), 0)),
            Card("data_age", formats.days(age_days(info))),
        ],
        key="quality_trust",
    )
    told = effects(found, info)
    if not told:
        empty(_("No fault was found that changes a figure that is shown."))
    for sentence in told:
        note(f"- {sentence}")


def draw_sources(sources: pd.DataFrame) -> None:
    """Own and bought records apart, where the records name their source."""
    named = sources[sources["source"] != "(none)"]
    if named.empty:
        return
    section(_("Own and bought records apart"), note=_("Customer records by the source that they name."))
    note(_compared(named))
    columns = {
        "source": _("Source"), "rows": _("Records"), "buyer_rate": _("Have bought"), "phone_rate": _("With phone"),
        "email_rate": _("With e-mail"), "last_joined_on": _("Last joined"),
    }  # fmt: skip
    kinds = {"buyer_rate": "rate", "phone_rate": "rate", "email_rate": "rate", "last_joined_on": "day"}
    shown = sources.sort_values("rows", ascending=False)
    table(shown, key="quality_source", columns=columns, kinds=kinds, alt=_("Customer records by source"))


def _compared(named: pd.DataFrame) -> str:
    """The source whose records buy most beside the one whose records buy least; sources of one record say nothing."""
    enough = named[named["rows"] >= FEWEST_RECORDS].sort_values("buyer_rate")
    if len(enough) < 2:
        return _("One source has records enough to say something about it.")
    least, most = enough.iloc[0], enough.iloc[-1]
    facts = {"most": plain(most["source"]), "least": plain(least["source"])}
    facts |= {"more": formats.percent(most["buyer_rate"], 0), "less": formats.percent(least["buyer_rate"], 0)}
    if facts["more"] == facts["less"]:
        least, most = enough.sort_values("email_rate").iloc[[0, -1]].itertuples()
        facts = {"most": plain(most.source), "least": plain(least.source)}
        facts |= {"more": formats.percent(most.email_rate, 0), "less": formats.percent(least.email_rate, 0)}
        return _("Source “{most}”: {more} of the records have an e-mail address; source “{least}”: {less}.").format(
            **facts
        )
    return _("Source “{most}”: {more} of the records have bought; source “{least}”: {less}.").format(**facts)

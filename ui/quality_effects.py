"""What each fault of the data does to the results, computed from what the build counted: sentences with their figures."""

import pandas as pd

from ui import formats
from ui.blocks import Card, cards, empty, note, section
from ui.i18n import _

SMALL_SHARE = 0.0005  # below this a fault changes no figure that is shown
WORTH_A_TITLE = 0.005
DISTORTS_NOTHING = ("amount_differs_from_price", "service_code", "sign_differs_from_quantity")


def age_days(info, newest=None) -> int:
    """Days between the newest day (of the purchases and contracts where none is given) and the build."""
    return max((pd.Timestamp(info.built_at).date() - pd.Timestamp(newest or info.as_of).date()).days, 0)


def halved_by_age(info, days: int) -> float:
    """Trust in data of this age, in [0, 1]: halved for each lapse window. Our own rule: after one without news every customer's
    state may have changed.
    """
    return 0.5 ** (days / (info.lapse_days or 180))


def confidence(info, *, sound_share: float) -> float:
    """Trust in statements about today, in [0, 1]: the share of sound rows, halved for each lapse window the data are old."""
    return sound_share * halved_by_age(info, age_days(info))


def effects(found: pd.DataFrame, info) -> list[str]:
    """Sentences, the gravest first. `found`: data_quality."""
    return [sentence for _rank, _share, sentence in _ranked(found, info)]


def gravest(found: pd.DataFrame, info) -> str:
    """The fault that most distorts a figure, or the age of the data, as a title; empty where nothing is worth one."""
    worth = [sentence for _rank, share, sentence in _ranked(found, info) if share >= WORTH_A_TITLE]
    return _headed(worth[0]) if worth else ""


def _ranked(found: pd.DataFrame, info) -> list[tuple[int, float, str]]:
    """What distorts figures, then the age of the data, then what is small or explains itself; each by its share."""
    told = [
        (0 if share >= WORTH_A_TITLE and rule not in DISTORTS_NOTHING else 2, share, sentence)
        for rule, share, sentence in _told(found, info)
    ]
    if age := _aged(info):
        told.append((1, 1.0, age))
    return sorted(told, key=lambda one: (one[0], -one[1]))


def _headed(sentence: str) -> str:
    """What was found, without what follows from it."""
    return sentence.partition(":")[0].partition("：")[0].removesuffix(".").removesuffix("。")


def _told(found: pd.DataFrame, info) -> list[tuple[str, float, str]]:
    """Rule, share of money or rows, sentence."""
    by_rule = found.groupby("rule")[["rows", "amount"]].sum(min_count=1).join(found.groupby("rule")["row_share"].max())
    money_in = float(info.money_in or 0)
    told: list[tuple[str, float, str]] = []
    for rule, (share_of, words) in _words().items():
        if rule not in by_rule.index:
            continue
        rows, amount, share = by_rule.loc[rule, ["rows", "amount", "row_share"]]
        if share_of == "money":
            share = abs(float(amount)) / money_in if money_in > 0 and not pd.isna(amount) else 0.0
        if share >= SMALL_SHARE:
            shares = {"share": formats.percent(min(share, 1.0), 1), "rows": formats.whole(int(rows))}
            told.append((rule, share, words.format(**shares)))
    return told


def _aged(info) -> str:
    """That the data are older than the lapse window; empty where they are not."""
    age = age_days(info)
    if age <= (info.lapse_days or 180):
        return ""
    words = _(
        "The data end {days} before this build, longer than the lapse window: customers may have come or gone since; "
        "every figure is as of the last day."
    )
    return words.format(days=formats.days(age))


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


def draw(found: pd.DataFrame, info, more: list[str], *, sound_share: float) -> None:
    """Confidence, age, and what the faults do. `more`: sentences that fields and tables add; `sound_share` of the rows read."""
    section(_("What the faults do to the results"))
    cards(
        [
            Card("data_confidence", formats.percent(confidence(info, sound_share=sound_share), 0)),
            Card("data_age", formats.days(age_days(info))),
        ],
        key="quality_trust",
    )
    told = effects(found, info) + more
    if not told:
        empty(_("No fault was found that changes a figure that is shown."))
    for sentence in told:
        note(f"- {sentence}")

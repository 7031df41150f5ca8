"""Channels in words: who buys in several, what like customers bring, where customers of a channel went."""

import pandas as pd

from analytics.channels import LikeForLike
from ui import formats
from ui.definitions import value_word
from ui.escape import plain
from ui.filter_values import DEMO_VALUES, SPECIAL_VALUES
from ui.i18n import _
from ui.sentences import money, run_on

ALIKE = 0.05  # a smaller difference is not put into a title: classes of purchase days are coarse


def name(channel: str) -> str:
    """A channel, or a mix of them, as the reader's language has it; a firm's own names stay."""
    texts = DEMO_VALUES | SPECIAL_VALUES
    return " + ".join(_(texts[part]) if part in texts else part for part in channel.split(" + "))


def title(like: LikeForLike, share: float) -> str:
    """The finding: how many buy in several channels, and what they bring beside like customers of one."""
    if not like.customers:
        return _("Nobody bought in more than one channel in the past 12 months")
    if formats.is_missing(like.single):
        return _("{share} of the customers buy in several channels; none of one channel is like them").format(
            share=formats.percent(share)
        )
    change = 0.0 if formats.is_missing(like.change) else like.change
    if abs(change) < ALIKE or not like.is_certain:
        text = _("{share} of the customers buy in several channels and bring about as much as like customers of one")
    elif change > 0:
        text = _("{share} of the customers buy in several channels and bring {by} more than like customers of one")
    else:
        text = _("{share} of the customers buy in several channels and bring {by} less than like customers of one")
    return text.format(share=formats.percent(share), by=formats.percent(abs(change)))


def detail(like: LikeForLike) -> str:
    """The figures of the comparison, the naive one beside it, and that it is no cause."""
    if not like.customers or formats.is_missing(like.single):
        return ""
    return run_on(
        _(
            "{value} of the past 12 months: {multi} for each customer of several channels, {single} for customers of "
            "one with as many purchase days, weighted to the same mix ({covered} of them have such a counterpart)."
        ).format(
            value=value_word(capital=True),
            multi=money(like.multi),
            single=money(like.single),
            covered=formats.percent(like.covered, 0),
        ),
        ""
        if formats.is_missing(like.change_low)
        else _("A difference of {change} (95% interval {low} to {high}).").format(
            change=formats.signed_percent(like.change, 0),
            low=formats.signed_percent(like.change_low, 0),
            high=formats.signed_percent(like.change_high, 0),
        ),
        _("Compared with all customers of one channel, frequent or not, it would be {multi} against {single}.").format(
            multi=money(like.multi_all), single=money(like.single_all)
        ),
        _("This is an association: a second channel may follow from being a good customer rather than make one."),
    )


def moved(table: pd.DataFrame) -> str:
    """Which first channel has lost the largest share of its customers to others; it needs some customers to say so."""
    enough = table[table["customers"] >= 30]
    if enough.empty or not enough["only_others"].sum():
        return _("Customers still buy in the channel they came by")
    most = enough.loc[enough["moved_share"].idxmax()]
    return _("Of the customers who came by {channel}, {share} buy in other channels alone now").format(
        channel=plain(name(str(most["first_channel"]))), share=formats.percent(most["moved_share"])
    )

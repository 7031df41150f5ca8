"""Channels: who buys in which mix, what several channels bring beside like customers of one, where customers went."""

import ui
from analytics import channels, figures
from ui import channel_texts
from ui.definitions import value_word
from ui.i18n import _


def draw_like_for_like() -> None:
    """Several channels against one at equal purchase days."""
    classes = channels.by_class(cells)
    drawn = ui.figure(
        "channel_classes", lambda: figures.channel_classes(classes, words=ui.words, mode=ui.mode()), **filters
    )
    columns = {
        "purchase_days_class": ui.words["purchase_days_12m"],
        "single_customers": _("Customers, one channel"),
        "single_value": _("Per customer, one channel"),
        "multi_customers": _("Customers, several"),
        "multi_value": _("Per customer, several"),
    }
    kinds = {"purchase_days_class": "whole", "single_customers": "whole", "multi_customers": "whole"}
    kinds |= {"single_value": "money", "multi_value": "money"}
    ui.chart(drawn, key="channel_classes", alt=title, data=classes, columns=columns, kinds=kinds)
    ui.aside(
        _(
            "Ten stands for ten and more. Two channels on one day are two purchase days here. "
            "Billing of contracts is left out. Bars: 95% interval of each mean."
        )
    )


def draw_mixes() -> None:
    """Customers by the set of channels they buy in."""
    table = channels.mixes(cells)
    largest = table.iloc[0]
    finding = _("The largest group buys in {channels}: {share} of the customers").format(
        channels=ui.plain(channel_texts.name(largest["channels"])),
        share=ui.words["format_percent"](largest["customer_share"]),
    )
    ui.section(finding)
    columns = {
        "mix": _("Channels"),
        "customers": _("Customers"),
        "customer_share": _("Share of customers"),
        "days_per_customer": _("Purchase days each"),
        "margin": value_word(capital=True),
        "margin_per_customer": _("Per customer"),
    }
    kinds = {"customers": "whole", "customer_share": "rate", "days_per_customer": "decimal"}
    shown = table.assign(mix=[channel_texts.name(mix) for mix in table["channels"]])
    kinds |= {"margin": "money", "margin_per_customer": "money"}
    ui.table(shown, key="channel_mixes", columns=columns, kinds=kinds, alt=finding)


def draw_moves() -> None:
    """First channel against the channels used now."""
    table = channels.moves(cells)
    finding = channel_texts.moved(table)
    ui.section(finding, note=_("Customers who bought in the past 12 months, by the channel of their first purchase."))
    columns = {
        "first": _("First channel"),
        "customers": _("Customers"),
        "only_first": _("In it alone"),
        "first_and_others": _("In it and others"),
        "only_others": _("In others alone"),
        "moved_share": _("Share in others alone"),
    }
    kinds = dict.fromkeys(("customers", "only_first", "first_and_others", "only_others"), "whole")
    shown = table.assign(first=[channel_texts.name(first) for first in table["first_channel"]])
    ui.table(shown, key="channel_moves", columns=columns, kinds=kinds | {"moved_share": "rate"}, alt=finding)


filters = {"first_channel": ui.filters()["first_channel"]}
everybody = ui.query("channel_cells", first_channel=None)
cells = ui.query("channel_cells", **filters)
ui.caption()
ui.stop_when_empty(
    everybody["channels"].nunique() < 2,
    title=_("These data know one channel only"),
    reason=_(
        "Add a column channel to the transactions (shop, web, app ...) and build again: mixes and moves appear here."
    ),
)
ui.stop_when_empty(
    cells.empty,
    title=_("No customers match these filters"),
    reason=_("Nobody of this choice has bought in the past 12 months. Widen the filters."),
)
like = channels.like_for_like(cells)
title = channel_texts.title(like, like.customers / float(cells["customers"].sum()))
ui.headline(title)
ui.note(channel_texts.detail(like))
draw_like_for_like()
draw_mixes()
draw_moves()
ui.page_link("audit")
ui.definitions("customers", "past_12m_value")

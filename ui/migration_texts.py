"""Moves between value grades in words: the finding, the totals, the alerts."""

from datetime import date

import pandas as pd

from analytics.migration import Facts
from ui import formats
from ui.i18n import _, ngettext
from ui.sentences import money

DAYS_OF_A_YEAR = 365


def title(told: Facts, since: date) -> str:
    """The finding as the title: what falling and leaving cost since that day, against what rising brought."""
    worse, lost = told.fell + told.left, -(told.value_fell + told.value_left)
    if not told.opening:
        return _("Nobody was in the base at the earlier month end")
    if lost <= 0:
        return _("No value was lost by customers who fell to a lower grade or left since {day}").format(
            day=formats.day(since)
        )
    return ngettext(
        "{n} customer fell to a lower grade or left since {day}: {lost} a year less",
        "{n} customers fell to a lower grade or left since {day}: {lost} a year less",
        worse,
    ).format(n=formats.short(worse), day=formats.day(since), lost=money(lost))


def totals(told: Facts) -> str:
    """Where the opening base went, and who came, in two sentences."""
    return _(
        "Of {opening} customers then, {same} kept their grade, {rose} rose, {fell} fell and {left} left the base. "
        "{came} new customers and {back} won back make the {closing} of now."
    ).format(
        **{
            name: formats.whole(getattr(told, name))
            for name in ("opening", "same", "rose", "fell", "left", "came", "back", "closing")
        }
    )


def alert(move: pd.Series, names: dict[str, str]) -> str:
    """One move as a sentence: 37 customers fell from A to C, 214,000 a year."""
    n, lost = int(move["customers"]), -float(move["change"])
    if move["kind"] == "left":
        text = ngettext(
            "{n} customer of grade {before} left the base: {lost} a year",
            "{n} customers of grade {before} left the base: {lost} a year",
            n,
        )
    else:
        text = ngettext(
            "{n} customer fell from {before} to {now}: {lost} a year",
            "{n} customers fell from {before} to {now}: {lost} a year",
            n,
        )
    return text.format(
        n=formats.whole(n), before=names[move["grade_before"]], now=names[move["grade"]], lost=money(lost)
    )


def short_of_a_year(since: date, log_start: date) -> str:
    """A warning where the grades then rest on less than the twelve months that they are made from; else empty."""
    days = (since - log_start).days + 1
    if days >= DAYS_OF_A_YEAR:
        return ""
    return _(
        "On {day} only {days} of purchases were known, so values then are those of less than a year: who rose or fell since "
        "cannot be told from who was seen longer."
    ).format(day=formats.day(since), days=formats.days(days))

"""Stages in words: their rules, what the base is made of, and who is in the base but probably gone."""

from collections.abc import Mapping

import pandas as pd

from ui import formats, warehouse
from ui.i18n import N_, _
from ui.sentences import money

NAMES = {
    "new": N_("New"),
    "growing": N_("Growing"),
    "mature": N_("Mature"),
    "declining": N_("Declining"),
    "won_back": N_("Won back"),
    "lapsed": N_("Lapsed"),
}


def title(last: pd.Series, first: pd.Series | None) -> str:
    """How the mature and growing part of the base has moved.

    last, first : stage -> share of the base, the name of the series is its month; first is None without a month to
        compare with
    """
    now = float(last["growing"] + last["mature"])
    if first is None:
        return _("{now} of the base is mature or growing").format(now=formats.percent(now, 0))
    before = float(first["growing"] + first["mature"])
    said = {"before": formats.percent(before, 0), "now": formats.percent(now, 0)}
    said["month"] = formats.month(pd.Timestamp(first.name).date())
    if abs(now - before) < 0.02:
        return _("{now} of the base is mature or growing, about as much as in {month}").format(**said)
    if now < before:
        return _("Only {now} of the base is mature or growing, down from {before} in {month}").format(**said)
    return _("{now} of the base is mature or growing, up from {before} in {month}").format(**said)


def silent(facts: Mapping) -> str:
    """Customers in the base whom the model thinks rather gone than not; or why that cannot be said."""
    if not facts["with_p_alive"]:
        return _("Silent loss needs a model that beats the naive forecast; there is none for these data.")
    return _(
        "Silent loss: {n} customers ({share}) are still in the base, but their P(alive) is under 50%. They brought "
        "{money} in the past 12 months. It is an estimate of a model, and not a fact."
    ).format(
        n=formats.short(facts["silent"]),
        share=formats.percent(facts["silent"] / facts["with_p_alive"]),
        money=money(facts["silent_value"]),
    )


def rules() -> str:
    """The rules of the stages, the first that holds."""
    return _(
        "At each month end, the first rule that holds. Lapsed: nothing bought for more than {lapse}, or no contract. "
        "Won back: returned less than six months ago. New: first bought less than six months ago. Growing, declining: "
        "the last six months brought at least 25% more, or 25% less, than the six before. Mature: all others."
    ).format(lapse=formats.days(warehouse.build_info().lapse_days))


def lapsing(table: pd.DataFrame) -> str:
    """Which stage lapses fastest, of the table of transitions."""
    worst = table.loc[table["lapsed"].idxmax()]
    stage = worst["stage_before"]
    return _("Of the customers in the stage “{stage}”, {share} lapse within a month, more than of any other").format(
        stage=_(NAMES[stage]), share=formats.percent(worst["lapsed"])
    )

"""Facts and settings of a build in words."""

from ui import code_texts, formats
from ui.i18n import _


def settings(info) -> list[tuple[str, str]]:
    """Name and value, in the order in which they are shown. `info`: the row of build_info."""
    margin = code_texts.text_of(code_texts.MARGIN_SOURCES, info.margin_source)
    if info.margin_source == "rate":
        margin = f"{margin}: {formats.percent(info.margin_rate)}"
    lapse = f"{formats.days(info.lapse_days)}, {code_texts.text_of(code_texts.SOURCES, info.lapse_days_source)}"
    always = [
        (_("Warehouse"), info.name),
        (_("Source"), info.source_label),
        (_("Build"), info.build_id),
        (_("Built at (UTC)"), str(info.built_at)[:19]),
        (_("First day"), formats.day(info.log_start)),
        (_("As of"), formats.day(info.as_of)),
        (_("Relationship"), code_texts.text_of(code_texts.LINES, info.lines)),
        (_("Currency"), info.currency or _("not stated")),
    ]
    if info.lines == "disclosure":
        return always
    return [
        *always,
        (_("Customers"), formats.whole(info.customers)),
        (_("Lapse window"), lapse),
        (_("The same rule on the first three months"), formats.days(info.lapse_days_first_quarter)),
        (_("Median gap between purchases"), formats.days(info.median_gap_days)),
        (_("False-loss rate"), formats.percent(info.false_loss_rate)),
        (_("Losses observable from"), formats.day(info.observable_from)),
        (_("Margin"), margin),
        (_("Discount rate"), formats.percent(info.discount_rate, 0)),
        (_("Horizon of the value"), formats.months(info.horizon_months)),
        (_("Window of the risk"), formats.days(info.risk_days)),
        (_("Time zone"), info.timezone or _("not stated")),
        (_("Purchase model"), code_texts.text_of(code_texts.MODELS, info.purchase_model) or _("refused")),
    ]

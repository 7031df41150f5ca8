"""What each figure means: name, unit and definition by code. Cards show the definition on hover, pages list it below.

Texts may name settings of the build: {lapse}, {horizon}, {discount}, {risk}, {value}, {Value} are filled in when shown.
"""

from functools import lru_cache

from ui import formats, warehouse
from ui.i18n import N_, _, in_language, language
from ui.meanings import base, data, faults, outlook, risk, value

GROUPS = {
    N_("Customer base and its flows"): base.DEFINITIONS,
    N_("Value and equity"): value.DEFINITIONS,
    N_("Risk of leaving"): risk.DEFINITIONS,
    N_("Look forward"): outlook.DEFINITIONS,
    N_("Ten faults"): faults.DEFINITIONS,
    N_("Data"): data.DEFINITIONS,
}
DEFINITIONS = {code: definition for group in GROUPS.values() for code, definition in group.items()}

# What a figure means where a firm gives no customers, but counts that it publishes.
OF_PUBLISHED_FIGURES = {
    "outlook_levers": N_(
        "Changes against the course from the next period on. Opening + acquired − lost = closing in each scenario."
    ),
    "base": N_("Customers as the firm counts and publishes them, at the end of the period."),
    "acquired": N_("New customers as published (gross additions), or as they follow from the other figures."),
    "lost": N_("Opening base + acquired − closing base of the published figures: all who left, whenever they came."),
    "loss_rate": N_("Lost in the period ÷ opening base; published figures do not tell who left of the opening base."),
}


def name_of(code: str) -> str:
    """Name of a figure in the reader's language."""
    return _(DEFINITIONS[code].name).format(**_settings())


def meaning_of(code: str) -> str:
    """Definition of a figure in the reader's language, with the settings of this build."""
    meaning = DEFINITIONS[code].meaning
    if code in OF_PUBLISHED_FIGURES and warehouse.build_info().lines == "disclosure":
        meaning = OF_PUBLISHED_FIGURES[code]
    return _(meaning).format(**_settings())


def name_in(code: str, other: str) -> str:
    """Name of a figure in another language, for those who know it by that one; empty where a setting is part of it."""
    name = in_language(DEFINITIONS[code].name, other)
    return "" if "{" in name else name


def value_word(*, capital: bool = False) -> str:
    """What money means in this warehouse: margin where margins were given, else revenue; never profit."""
    is_margin = has_margin()
    if capital:
        return _("Margin") if is_margin else _("Revenue")
    return _("margin") if is_margin else _("revenue")


def has_margin() -> bool:
    """Whether money is margin in this warehouse; it is revenue where no margin was given."""
    return warehouse.build_info().value_kind == "margin"


def _settings() -> dict[str, str]:
    """The settings of this build in words, asked for with every figure and column."""
    return _settings_of(str(warehouse.chosen().path), language())


@lru_cache(maxsize=128)
def _settings_of(_path: str, _language: str) -> dict[str, str]:
    info = warehouse.build_info()
    return {
        "lapse": formats.days(info.lapse_days),
        "horizon": formats.months(info.horizon_months),
        "discount": formats.percent(info.discount_rate, 0),
        "risk": formats.days(info.risk_days),
        "value": value_word(),
        "Value": value_word(capital=True),
    }

"""Words that several findings are made of: money, numbers of customers, sentences one after another."""

from collections.abc import Mapping
from typing import Any

from ui import formats, warehouse
from ui.i18n import language, ngettext

Figures = Mapping[str, Any]


def money(value) -> str:
    """Money in the warehouse's currency, short."""
    return formats.money(value, warehouse.build_info().currency or "")


def customers(value) -> str:
    """A number of customers in words: 1 customer, 23.6K customers."""
    return ngettext("{n} customer", "{n} customers", value).format(n=formats.short(value))


def run_on(*parts: str) -> str:
    """Sentences one after another; Chinese puts no space between them."""
    return ("" if language() == "zh_CN" else " ").join(part for part in parts if part)

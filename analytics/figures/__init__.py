"""Figures: a tidy table and the reader's words in, a plotly Figure out. Layout only; figures come computed."""

from analytics.figures.stock_and_flow import stock_and_flow
from analytics.figures.theme import COLOURS, CONFIG, FONT, template

__all__ = ["COLOURS", "CONFIG", "FONT", "stock_and_flow", "template"]

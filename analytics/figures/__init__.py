"""Figures: a tidy table and the reader's words in, a plotly Figure out. Layout only; figures come computed.

`words` maps codes to texts in the reader's language and holds the number formats: format_count, format_decimal,
format_money, format_percent, format_days (number -> text), format_day (date -> text), format_period (first day, grain
-> text). WORDS lists every code that some figure needs. Texts from data are escaped by `plain` before they enter.
"""

from analytics.figures import (
    balance,
    bridge,
    by_age,
    channels,
    churn,
    clv,
    cohort_stack,
    customer,
    hazard,
    holdout,
    lapse,
    matrix,
    migration,
    movement,
    outlook,
    retention,
    segments,
    stages,
    survival,
    tornado,
    value,
    whale,
)
from analytics.figures.balance import came_and_lost
from analytics.figures.bridge import waterfall
from analytics.figures.by_age import value_by_age
from analytics.figures.channels import channel_classes
from analytics.figures.churn import calibration, caught_curve, profit_by_cut, rates_by_month, trade_off
from analytics.figures.clv import iso_value_map, segment_intervals
from analytics.figures.cohort_stack import stacked_cohorts
from analytics.figures.customer import customer_path, customer_timeline
from analytics.figures.hazard import hazard_bars
from analytics.figures.holdout import conditional_means, holdout_tracking
from analytics.figures.lapse import lapse_curve
from analytics.figures.matrix import matrix_bars, matrix_heatmap
from analytics.figures.migration import migration_heatmap
from analytics.figures.movement import stock_and_flow
from analytics.figures.outlook import base_ahead, then_and_now
from analytics.figures.retention import retention_curves, retention_heatmap
from analytics.figures.segments import recency_check
from analytics.figures.stages import stage_bars
from analytics.figures.survival import survival_curve
from analytics.figures.theme import COLOURS, CONFIG, FONT, plain, template
from analytics.figures.tornado import tornado_bars
from analytics.figures.value import lorenz, value_histogram
from analytics.figures.whale import whale_curve

_FAMILIES = (
    balance,
    bridge,
    by_age,
    channels,
    churn,
    clv,
    cohort_stack,
    customer,
    hazard,
    holdout,
    lapse,
    matrix,
    migration,
    movement,
    outlook,
    retention,
    segments,
    stages,
    survival,
    tornado,
    value,
    whale,
)
WORDS = tuple(sorted({word for family in _FAMILIES for word in family.WORDS}))

__all__ = [
    "COLOURS",
    "CONFIG",
    "FONT",
    "WORDS",
    "base_ahead",
    "calibration",
    "came_and_lost",
    "caught_curve",
    "channel_classes",
    "conditional_means",
    "customer_path",
    "customer_timeline",
    "hazard_bars",
    "holdout_tracking",
    "iso_value_map",
    "lapse_curve",
    "lorenz",
    "matrix_bars",
    "matrix_heatmap",
    "migration_heatmap",
    "plain",
    "profit_by_cut",
    "rates_by_month",
    "recency_check",
    "retention_curves",
    "retention_heatmap",
    "segment_intervals",
    "stacked_cohorts",
    "stage_bars",
    "stock_and_flow",
    "survival_curve",
    "template",
    "then_and_now",
    "tornado_bars",
    "trade_off",
    "value_by_age",
    "value_histogram",
    "waterfall",
    "whale_curve",
]

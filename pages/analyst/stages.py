"""Stages: what the base is made of month by month, how customers move between stages, and silent loss."""

import pandas as pd

import ui
from analytics import figures, stages
from ui import stage_texts
from ui.i18n import _


def draw_transitions(observed: pd.DataFrame) -> None:
    """Monthly moves, over the months in which losses could be observed."""
    table = stages.transitions(observed)
    if table.empty:
        ui.empty(_("No month has ended yet in which a customer could be lost."))
        return
    finding = stage_texts.lapsing(table)
    ui.section(
        finding, note=_("Rows: stage at a month end. Columns: stage a month later. Average of the months shown.")
    )
    columns = {"before": _("Stage"), "customers": _("Customer months")}
    # The lapsed first: on a phone the columns at the right are out of sight.
    columns |= {stage: _(stage_texts.NAMES[stage]) for stage in ("lapsed", *stages.ACTIVE)}
    kinds = dict.fromkeys(stages.STAGES, "rate") | {"customers": "whole"}
    shown = table.assign(before=[_(stage_texts.NAMES[stage]) for stage in table["stage_before"]])
    ui.table(shown, key="stage_moves", columns=columns, kinds=kinds, alt=finding)


info = ui.build_info()
filters = ui.filters()
moves = ui.query("stage_moves", **filters)
ui.caption()
ui.stop_when_empty(
    moves[moves["stage"] != "lapsed"].empty,
    title=_("No customers match these filters"),
    reason=_("Nobody of this choice was in the base at a month end of the last two years. Widen the filters."),
)
table = stages.shares(moves)
ends = table.pivot(index="month", columns="stage", values="share")
# The rules look back over twelve months: stages of a younger log are those of new customers alone.
old_enough = pd.Timestamp(info.log_start) + pd.DateOffset(months=12)
compared = ends[ends.index >= max(pd.Timestamp(info.observable_from), old_enough)]
title = stage_texts.title(ends.iloc[-1], compared.iloc[0] if len(compared) > 1 else None)
ui.headline(title)
ui.note(stage_texts.silent(ui.query("silent_loss", **filters).iloc[0]))
drawn = ui.figure("stage_bars", lambda: figures.stage_bars(table, words=ui.words, mode=ui.mode()), **filters)
columns = {"month": _("Month"), "name": _("Stage"), "customers": _("Customers"), "share": _("Share")}
named = table.assign(name=[_(stage_texts.NAMES[stage]) for stage in table["stage"]])
kinds = {"month": "month", "customers": "whole", "share": "rate"}
ui.chart(drawn, key="stage_bars", alt=title, data=named, columns=columns, kinds=kinds)
draw_transitions(moves[moves["month"] >= pd.Timestamp(info.observable_from)])
ui.note(stage_texts.rules())
for page in ("lifecycle", "matrix"):
    ui.page_link(page)
ui.definitions("base", "won_back", "lapse_days", "p_alive", "burn_in")

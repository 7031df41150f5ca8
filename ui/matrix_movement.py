"""How the cells of the matrix filled and emptied since a month end that the reader picks."""

from datetime import date

import pandas as pd

from analytics import matrix, matrix_movement
from ui import blocks, formats, page_options, scored, warehouse
from ui.i18n import _, ngettext

DEFAULT_MONTHS_BACK = 12


def choose(line: str) -> date | None:
    """Draw the choice of the month end; None where none is kept, and under a segment of today, which is said."""
    if scored.in_force():
        return None
    days = [
        pd.Timestamp(day).date().isoformat() for day in warehouse.query("risk_snapshot_days", line=line)["snapshot_on"]
    ]
    if not days:
        return None
    default = days[min(DEFAULT_MONTHS_BACK, len(days)) - 1]
    chosen = page_options.selectbox("since", _("Movement since"), days, default=default, show=_day)
    return date.fromisoformat(chosen)


def _day(iso: str) -> str:
    return formats.day(date.fromisoformat(iso))


def of_cells(made: matrix.Grid, bins: pd.DataFrame, since: date | None, filters: dict) -> pd.DataFrame | None:
    """`matrix_movement.by_cell` since that day under the filters; None without a day."""
    if since is None:
        return None
    starts = matrix_movement.band_starts(made, bins)
    moves = warehouse.query("matrix_movement", **filters, **starts, snapshot_on=since)
    return matrix_movement.by_cell(moves, made.cells)


def with_movement(cells: pd.DataFrame, moved: pd.DataFrame | None) -> pd.DataFrame:
    """The cells with `came` and `left` beside them; as they are where no movement is known."""
    if moved is None:
        return cells
    came = moved[["came_acquired", "came_back", "came_cells"]].sum(axis=1)
    left = moved[["left_cells", "left_base"]].sum(axis=1)
    return cells.merge(moved[["cell"]].assign(came=came, left=left), on="cell")


def say(cell: str, moved: pd.DataFrame | None, since: date | None) -> None:
    """How one cell filled and emptied, in a sentence."""
    if scored.in_force():
        blocks.note(
            _(
                "Movement between cells is not told for a segment by score: it holds customers as they stand today, and whoever "
                "has left since is not among them."
            )
        )
        return
    if moved is None or since is None:
        blocks.note(
            _("Movement between cells is not known: no model tells these customers' risk at earlier month ends.")
        )
        return
    row = moved.set_index("cell").loc[cell]
    came, left = row["came_acquired"] + row["came_back"] + row["came_cells"], row["left_cells"] + row["left_base"]
    blocks.note(
        ngettext(
            "Since {day}, when it held {before}: {came} came in ({new} new customer, {back} won back, {from_cells} from "
            "other cells) and {left} left ({gone} the base, {to_cells} for other cells).",
            "Since {day}, when it held {before}: {came} came in ({new} new customers, {back} won back, {from_cells} from "
            "other cells) and {left} left ({gone} the base, {to_cells} for other cells).",
            int(row["came_acquired"]),
        ).format(
            day=formats.day(since), before=formats.whole(row["before"]), came=formats.whole(came),
            new=formats.whole(row["came_acquired"]), back=formats.whole(row["came_back"]),
            from_cells=formats.whole(row["came_cells"]), left=formats.whole(left),
            gone=formats.whole(row["left_base"]), to_cells=formats.whole(row["left_cells"]),
        )
    )  # fmt: skip

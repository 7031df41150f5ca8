"""Moves between value grades: the matrix, who fell and rose and what that means in money, the moves worth an alert."""

from dataclasses import dataclass

import pandas as pd

FIFTHS = ("A", "B", "C", "D", "E")
CLASSES = ("gold", "key", "good", "general", "restricted", "exit")
NEW, OUT = "new", "out"
GAPS = (1, 3, 6, 12, 24, 36)  # months between month ends of which moves are kept for all time


@dataclass(frozen=True)
class Facts:
    """Customers of the base at either end by what became of them, and the change of their yearly value.

    Of the opening base: fell, rose, same, left; of the closing base: came (new), back. value_* : value now less value then.
    """

    fell: int
    rose: int
    same: int
    left: int
    came: int
    back: int
    value_fell: float
    value_rose: float
    value_left: float

    @property
    def opening(self) -> int:
        """Customers of the base at the earlier month end."""
        return self.fell + self.rose + self.same + self.left

    @property
    def closing(self) -> int:
        """Customers of the base at the later month end."""
        return self.fell + self.rose + self.same + self.came + self.back


def grades_of(rule: str, amounts: int = 0) -> tuple[str, ...]:
    """Grades of a rule from the highest down; `amounts`: how many lower bounds a firm's own rule has."""
    if rule == "amounts":
        return tuple(chr(ord("A") + place) for place in range(amounts + 1))
    return {"fifth": FIFTHS, "class": CLASSES}[rule]


def with_kind(moves: pd.DataFrame, grades: tuple[str, ...]) -> pd.DataFrame:
    """The moves with `kind` (fell, rose, same, left, came, back) and `change` (value - value_before)."""
    place = {grade: number for number, grade in enumerate(grades)}

    def kind_of(before: str, now: str) -> str:
        if before in (NEW, OUT):
            return "came" if before == NEW else "back"
        if now == OUT:
            return "left"
        step = place[now] - place[before]
        return "same" if step == 0 else "fell" if step > 0 else "rose"

    kinds = [kind_of(before, now) for before, now in zip(moves["grade_before"], moves["grade"], strict=True)]
    return moves.assign(
        kind=pd.Series(kinds, index=moves.index, dtype=object), change=moves["value"] - moves["value_before"]
    )


def facts(moves: pd.DataFrame) -> Facts:
    """Totals of moves that have a kind."""
    total = moves.groupby("kind")[["customers", "change"]].sum()
    count = {kind: int(total["customers"].get(kind, 0)) for kind in ("fell", "rose", "same", "left", "came", "back")}
    money = {kind: float(total["change"].get(kind, 0.0)) for kind in ("fell", "rose", "left")}
    return Facts(**count, value_fell=money["fell"], value_rose=money["rose"], value_left=money["left"])


def alerts(moves: pd.DataFrame, *, most: int = 3) -> pd.DataFrame:
    """The falls and the departures that cost most value a year, `most` of each, the worst first; moves have a kind."""
    bad = moves[moves["kind"].isin(["fell", "left"]) & (moves["change"] < 0)]
    worst_first = bad.sort_values(["change", "customers"], kind="stable")
    return worst_first.groupby("kind", sort=False).head(most).reset_index(drop=True)


def table(moves: pd.DataFrame, grades: tuple[str, ...]) -> pd.DataFrame:
    """Every cell of the migration matrix: grade_before, grade, customers (0 where nobody), share of the row, value_each.

    Rows from the highest grade to the lowest, then new and out; columns likewise, with out. `share` is that of the
    customers of grade_before; NaN in a row without customers and among those who were in no grade.
    """
    every = pd.MultiIndex.from_product([(*grades, NEW, OUT), (*grades, OUT)], names=["grade_before", "grade"])
    columns = ["customers", "value_before", "value"]
    dense = moves.groupby(["grade_before", "grade"])[columns].sum().reindex(every, fill_value=0).reset_index()
    rows = dense.groupby("grade_before")["customers"].transform("sum")
    share = dense["customers"] / rows.where(rows > 0)
    return dense.assign(share=share.where(dense["grade_before"].isin(grades)))

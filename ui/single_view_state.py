"""Where each pair of customers stands: open, decided by somebody, merged in this build."""

from dataclasses import dataclass

import pandas as pd

from ui import warehouse, workspace

HIGHEST = 0.9999  # of the chances shown: nothing is certain, and a rounded 100% would say so
OPEN, ACCEPTED, REJECTED, MERGED, PARTING = "open", "accepted", "rejected", "merged", "parting"


@dataclass(frozen=True)
class State:
    """pairs: as the query match_pairs, with `status`; decisions: rows of match_decision, the latest first.

    fault : why decisions can neither be read nor kept; "" when they can
    """

    pairs: pd.DataFrame
    decisions: list[dict]
    fault: str = ""

    def open_pairs(self, *, sure: bool) -> pd.DataFrame:
        """Pairs that nobody has decided on, the surest first."""
        return self.pairs[(self.pairs["status"] == OPEN) & (self.pairs["is_sure"] == sure)]

    @property
    def waiting(self) -> int:
        """Decisions that the next build will follow and this one does not."""
        return int(self.pairs["status"].isin([ACCEPTED, PARTING]).sum())


def load() -> State:
    """Pairs of the chosen warehouse and what was decided about them."""
    pairs = warehouse.query("match_pairs")
    try:
        decisions, fault = workspace.read("match_decisions"), ""
    except workspace.WorkspaceError as error:
        decisions, fault = [], str(error)
    in_force = {_pair(row): row["verdict"] for row in decisions if row["undone_at"] is None}
    undone = {_pair(row) for row in decisions if row["undone_at"] is not None}
    status = [
        _status(in_force.get(pair), is_merged=merged, was_undone=pair in undone)
        for *pair_list, merged in zip(pairs["left_print"], pairs["right_print"], pairs["is_merged"], strict=True)
        for pair in [tuple(pair_list)]
    ]
    return State(pairs.assign(status=pd.Series(status, index=pairs.index, dtype="object")), decisions, fault)


def _pair(row: dict) -> tuple[str, str]:
    return row["left_print"], row["right_print"]


def _status(verdict: str | None, *, is_merged: bool, was_undone: bool) -> str:
    if verdict == "same":
        return MERGED if is_merged else ACCEPTED
    if is_merged:  # through this pair, or through others that share its customers
        return PARTING if was_undone or verdict == "different" else MERGED
    return OPEN if verdict is None else REJECTED


def decide(pairs: pd.DataFrame, verdict: str, *, who: str) -> None:
    """Keep one verdict ("same", "different") about all these pairs, or about none. Raises WorkspaceError.

    Of a pair that somebody else has decided on in the meantime the first decision stays.
    """
    build_id = warehouse.chosen().build_id
    workspace.write_all(
        [
            (
                "keep_match_decision",
                {
                    "left_print": row.left_print,
                    "right_print": row.right_print,
                    "verdict": verdict,
                    "match_probability": float(row.match_probability),
                    "match_weight": float(row.match_weight),
                    "build_id": build_id,
                    "decided_by": who,
                },
            )
            for row in pairs.itertuples()
        ]
    )


def undo(decision_id: int, *, who: str) -> None:
    """Mark a decision as undone; its row stays. Raises WorkspaceError."""
    workspace.write("undo_match_decision", decision_id=decision_id, undone_by=who)


def undo_all(*, who: str) -> None:
    """Mark every decision in force as undone; their rows stay. Raises WorkspaceError."""
    workspace.write("undo_match_decisions", undone_by=who)

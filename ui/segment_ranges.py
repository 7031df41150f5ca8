"""A firm's own segments by score: ranges of R, F and M by name, as the workspace keeps them."""

import json

from ui import workspace
from ui.workspace import WorkspaceError

PREFIX = "segment/"
OWN = "own:"  # before the name of one, where a link or a filter holds it
SCORES = ("recency", "purchases", "money")
ALL = {f"{score}_{end}": number for score in SCORES for end, number in (("from", 1), ("to", 5))}


def own() -> dict[str, dict[str, int]]:
    """Name -> ranges of the firm's own segments; unreadable ones are left out, none without a workspace."""
    try:
        rows = workspace.read("notes", prefix=PREFIX)
    except WorkspaceError:
        return {}
    found = {row["subject"].removeprefix(PREFIX): _ranges(row["text"]) for row in rows}
    return {name: ranges for name, ranges in found.items() if ranges}


def _ranges(text: str) -> dict[str, int]:
    try:
        given = json.loads(text)
        ranges = {key: int(given[key]) for key in ALL}
    except (ValueError, TypeError, KeyError):
        return {}
    return ranges if all(1 <= value <= 5 for value in ranges.values()) else {}

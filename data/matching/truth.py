"""How good found pairs are where the truth is known, and the plain rule they have to beat."""

from itertools import combinations

import pandas as pd

EXACT_RULES = (("phone",), ("email",), ("name", "birth_date"))


def pairs_of_groups(groups) -> set[tuple]:
    """All pairs (smaller, larger) within the groups."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def exact_pairs(people: pd.DataFrame) -> set[tuple[int, int]]:
    """Pairs of positions that agree to the letter on phone, on e-mail, or on name and birth date together."""
    table = people.reset_index(drop=True)
    found: set[tuple[int, int]] = set()
    for rule in EXACT_RULES:
        given = table.dropna(subset=list(rule))
        found |= pairs_of_groups(_positions(given, rule))
    return found


def _positions(given: pd.DataFrame, rule: tuple[str, ...]):
    return given.reset_index(names="position").groupby(list(rule))["position"].apply(list)


def quality(found: set[tuple], true: set[tuple]) -> dict[str, float]:
    """precision, recall and f1 of the found pairs; 0 where nothing was found."""
    hits = len(found & true)
    precision, recall = hits / max(len(found), 1), hits / max(len(true), 1)
    return {"precision": precision, "recall": recall, "f1": 2 * hits / max(len(found) + len(true), 1)}

"""Which pairs are looked at: those that agree on a rule, where the rule does not yield too many."""

import pandas as pd

# Columns that a pair has in common; narrow rules first, broad ones where the customers are few enough.
NARROW = (("phone",), ("email",), ("address",), ("name", "birth"))
RULES = (
    *NARROW,
    ("name", "digits"),
    ("birth", "digits"),
    ("birth", "phone_digits"),
    ("digits", "phone_digits"),
    ("name", "city"),
    ("birth",),
    ("phone_digits",),
    ("name",),
    ("parts", "city"),
    ("parts",),
)
LISTS = {"parts"}  # agree where they have one element in common
PAIRS_A_CUSTOMER, PAIRS_ALWAYS = 5, 50_000


def pairs_under(table: pd.DataFrame, rule: tuple[str, ...]) -> int:
    """How many pairs of rows agree on all columns of the rule; rows that lack one agree with nobody."""
    lists = [column for column in rule if column in LISTS]
    rows = table[list(rule)].explode(lists) if lists else table
    sizes = rows.groupby(list(rule), sort=False).size()
    return int((sizes * (sizes - 1) // 2).sum())


def affordable_rules(table: pd.DataFrame) -> dict[tuple[str, ...], int]:
    """The rules to use on this table and the pairs of each: those that yield some, and not too many to be compared."""
    most = max(PAIRS_ALWAYS, PAIRS_A_CUSTOMER * len(table))
    counted = {rule: pairs_under(table, rule) for rule in RULES}
    return {rule: pairs for rule, pairs in counted.items() if 0 < pairs <= most}

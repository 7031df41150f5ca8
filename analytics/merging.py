"""What it does to the counts when pairs of customers are taken as one person each."""

from dataclasses import dataclass

import pandas as pd

from analytics.groups import groups_of


@dataclass(frozen=True)
class Effect:
    """How many fewer customers there are: in all, in the base, and with a value; `people`: persons that pairs make up."""

    people: int
    customers: int
    base: int
    valued: int


def effect_of(pairs: pd.DataFrame) -> Effect:
    """Effect of merging all these pairs.

    pairs : left_key, right_key (customers of this build), left_in_base, right_in_base, left_valued, right_valued (bool)
    A person is in the base when one of the entries is, and has a value when one of them has.
    """
    sides = [
        pairs[[f"{side}_key", f"{side}_in_base", f"{side}_valued"]].set_axis(["key", "in_base", "valued"], axis=1)
        for side in ("left", "right")
    ]
    entries = pd.concat(sides).drop_duplicates("key").set_index("key")
    group = pd.Series(dict(groups_of(zip(pairs["left_key"], pairs["right_key"], strict=True))), dtype="int64")
    counted = (
        entries.assign(group=group)
        .groupby("group")
        .agg(entries=("valued", "size"), in_base=("in_base", "sum"), valued=("valued", "sum"))
    )
    return Effect(
        people=len(counted),
        customers=int((counted["entries"] - 1).sum()),
        base=int((counted["in_base"] - 1).clip(lower=0).sum()),
        valued=int((counted["valued"] - 1).clip(lower=0).sum()),
    )

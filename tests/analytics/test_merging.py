"""What merging does to the counts: chains are one person, who is in the base when one of the entries is."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.merging import Effect, effect_of


def pairs_of(links, in_base, valued):
    """Pairs (left, right) of customers with what is true of each customer."""
    return pd.DataFrame(
        [
            {
                "left_key": a, "right_key": b, "left_in_base": in_base[a], "right_in_base": in_base[b],
                "left_valued": valued[a], "right_valued": valued[b],
            }
            for a, b in links
        ]
    )  # fmt: skip


def test_a_chain_is_one_person():
    in_base = {1: True, 2: False, 3: True, 4: False, 5: False}
    valued = {1: True, 2: True, 3: True, 4: False, 5: False}
    found = effect_of(pairs_of([(1, 2), (2, 3), (4, 5)], in_base, valued))
    assert found == Effect(people=2, customers=3, base=1, valued=2)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(10, 18)), min_size=1, max_size=30), st.integers(0, 2**18 - 1))
def test_counting_people_one_by_one_gives_the_same(links, bits):
    """Against a plain walk: everybody reachable is one person."""
    in_base = {key: bool(bits >> (key - 1) & 1) for key in range(1, 19)}
    found = effect_of(pairs_of(links, in_base, in_base))
    people, seen = [], set()
    for start in {key for pair in links for key in pair}:
        if start in seen:
            continue
        person, ahead = set(), {start}
        while ahead:
            key = ahead.pop()
            person.add(key)
            ahead |= {b if a == key else a for a, b in links if key in (a, b)} - person
        seen |= person
        people.append(person)
    assert found.people == len(people)
    assert found.customers == len(seen) - len(people)
    assert found.base == sum(in_base[key] for key in seen) - sum(
        any(in_base[key] for key in person) for person in people
    )

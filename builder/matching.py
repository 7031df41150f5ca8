"""Find customers entered twice, and keep together what somebody found to be one person."""

from pathlib import Path

import pandas as pd

from analytics.groups import groups_of
from builder.fault import note_fault
from data.errors import BuildError
from data.marts import default_memory_gib
from data.matching import model
from data.staging import build_table
from data.workspace import WorkspaceError, default_root, path_of, read

PUBLISHED = ("match_pair", "match_entry", "match_weight", "match_run")


def merge_groups(name: str) -> list[tuple[str, int]]:
    """(fingerprint of a customer id, number of its group) of every merge in force in the workspace of warehouse `name`.

    Raises BuildError when there is a workspace that cannot be read: to build without its merges would undo them.
    """
    path = path_of(default_root(), name)
    if not path.exists():
        return []
    try:
        return groups_of([(row["left_print"], row["right_print"]) for row in read(path, "merges_in_force")])
    except WorkspaceError as error:
        raise BuildError(str(error)) from error


def keep_together(con, groups: list[tuple[str, int]]) -> int:
    """Create `merged_id`, which gives the ids of one group one key; returns how many ids go into another one."""
    if not groups:  # no fingerprint has to be computed
        con.execute("create table scratch.main.merged_id (customer_id varchar, kept_id varchar)")
        return 0
    table = pd.DataFrame(groups, columns=["fingerprint", "group_number"])
    con.from_df(table).create("scratch.main.merge_group")
    build_table(con, "staging", "merged_id", scratch=True)
    return con.execute("select count(*) from merged_id where customer_id <> kept_id").fetchall()[0][0]


def find_matches(con, work: Path, *, wanted: bool, memory_gib: float | None) -> None:
    """Write the tables of PUBLISHED, empty where nothing was to be compared.

    A fault of the comparison must not cost the build: it is noted in a file, and the page says that nothing was compared.
    """
    build_table(con, "staging", "match_person", scratch=True)
    people = con.table("match_person").order("customer_id").df()
    found = _compared(people, work, memory_gib or default_memory_gib() / 2) if wanted else model.nothing("not_asked", 0)
    pairs = found.pairs.assign(pair_number=range(1, len(found.pairs) + 1))
    pairs["is_sure"] = pairs["probability"] >= model.SURE
    con.from_df(pairs.astype(_types(pairs))).create("scratch.main.match_found")
    con.from_df(found.weights.astype(_types(found.weights))).create("scratch.main.match_level")
    facts = pd.DataFrame([{**found.facts, "sure_probability": model.SURE, "least_probability": model.DOUBTFUL}])
    con.from_df(facts).create("scratch.main.match_fact")
    for name in PUBLISHED:
        build_table(con, "marts", name)


def _compared(people: pd.DataFrame, work: Path, memory_gib: float) -> model.Matched:
    try:
        return model.match(people, spill=work / "match", memory_gib=memory_gib)
    except Exception as error:
        note_fault(error, work.parent.parent)
        return model.nothing("failed", len(people))


def _types(table: pd.DataFrame) -> dict[str, str]:
    """Types of the columns, which an empty table does not show."""
    texts = {"field", "level"}
    whole = {"left", "right", "pair_number"}
    return {
        name: "str"
        if name in texts or name.endswith("_code")
        else "int64"
        if name in whole
        else "bool"
        if name == "is_sure"
        else "float64"
        for name in table
    }

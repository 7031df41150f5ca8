"""Keep together the ids that somebody found to be one person."""

from analytics.groups import groups_of
from data.errors import BuildError
from data.staging import build_table
from data.workspace import WorkspaceError, default_root, path_of, read


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
    prints, numbers = zip(*groups, strict=True)
    con.execute(
        "create table scratch.main.merge_group as select unnest($prints) as fingerprint, unnest($numbers) as group_number",
        {"prints": list(prints), "numbers": list(numbers)},
    )
    build_table(con, "staging", "merged_id", scratch=True)
    return con.execute("select count(*) from merged_id where customer_id <> kept_id").fetchall()[0][0]

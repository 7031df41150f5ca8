"""Keep together the ids that are one person: by the firm's own number of the person, or as somebody found."""

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


def keep_together(con, groups: list[tuple[str, int]]) -> None:
    """Create `merged_id`, which gives the ids of one person one key."""
    is_numbered = con.table("parsed_customer").filter("person_id is not null").limit(1).fetchall()
    if not groups and not is_numbered:  # no fingerprint has to be computed
        con.execute(
            "create table scratch.main.merged_id (customer_id varchar, kept_id varchar, is_same_number boolean)"
        )
        return
    prints, numbers = zip(*groups, strict=True) if groups else ((), ())
    con.execute(
        "create table scratch.main.merge_group as select unnest(cast($prints as varchar[])) as fingerprint, "
        "unnest(cast($numbers as integer[])) as group_number",
        {"prints": list(prints), "numbers": list(numbers)},
    )
    build_table(con, "staging", "merged_id", scratch=True)

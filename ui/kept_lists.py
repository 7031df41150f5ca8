"""Lists of customers that are taken away: drawn into contact and holdout once, kept in the workspace, every file logged."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics import draws
from data import workspace as store
from ui import access, warehouse, workspace
from ui.export import csv_bytes, xlsx_bytes

GROUP = {False: "contact", True: "holdout"}  # as a campaign tool reads them, in every language
FORMATS = {
    "csv": ("text/csv", csv_bytes),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
}
MONEY_DIGITS, RATE_DIGITS = 2, 4  # of a file: as fine as anybody acts on, without float noise


@dataclass(frozen=True)
class Selection:
    """What a list is made by: kind (matrix_cell, grade_move, segment, ...), its name in words, and every bound of it."""

    kind: str
    label: str
    choice: Mapping[str, object]

    def fingerprint(self, build_id: str, holdout_share: float) -> str:
        """The same for the same customers of the same build and the same share, whatever the language."""
        facts = [self.kind, build_id, f"{holdout_share:.4f}", self.choice]
        return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def fingerprint_of(customer_id: object) -> str:
    """What a customer is known by in the workspace: it outlives a rebuild and shows nothing of the id."""
    return hashlib.md5(str(customer_id).encode(), usedforsecurity=False).hexdigest()[:16]


def find(selection: Selection, holdout_share: float) -> dict | None:
    """The kept list of this selection in this build, if there is one. Raises WorkspaceError."""
    fingerprint = selection.fingerprint(warehouse.chosen().build_id, holdout_share)
    return next(iter(workspace.read("list_by_fingerprint", fingerprint=fingerprint)), None)


def keep(selection: Selection, rows: pd.DataFrame, *, holdout_share: float) -> dict:
    """Draw the holdout and keep the list with its members; the list kept before where there is one.

    rows : customer_key and customer_id of every member, unmasked. Raises WorkspaceError.
    """
    kept = find(selection, holdout_share)
    if kept is not None:
        return kept
    seed = secrets.randbits(draws.SEED_BITS)
    prints = [fingerprint_of(value) for value in rows["customer_id"]]
    held = draws.held_out(rows["customer_key"].to_numpy(), share=holdout_share, seed=seed)
    members = [[*pair, int(out)] for *pair, out in zip(prints, rows["customer_key"].tolist(), held, strict=True)]
    info = warehouse.build_info()
    head = {
        "fingerprint": selection.fingerprint(warehouse.chosen().build_id, holdout_share),
        "kind": selection.kind,
        "label": selection.label,
        "choice": json.dumps(dict(selection.choice), sort_keys=True, default=str, ensure_ascii=False),
        "build_id": warehouse.chosen().build_id,
        "as_of": str(info.as_of),
        "seed": seed,
        "holdout_share": holdout_share,
        "contacts": int((~held).sum()),
        "holdouts": int(held.sum()),
        "made_by": access.name(),
    }
    try:
        workspace.write_all(
            [("keep_list", head), ("keep_list_members", {"parent_id": None, "members": json.dumps(members)})]
        )
    except workspace.WorkspaceError:
        kept = find(selection, holdout_share)  # somebody else may have kept it in this very moment
        if kept is None:
            raise
        return kept
    return find(selection, holdout_share) or head


def file_of(
    kept: dict,
    rows: pd.DataFrame,
    *,
    names: Mapping[str, str],
    form: str,
    home: Path,
    mask: Callable[[object], str] = access.personal,
) -> bytes:
    """The file of a kept list: personal values through `mask`, a column `group` in front, safe in a spreadsheet.

    kept : a row of customer_list; rows : its customers with customer_key and customer_id; names : columns and their heads
    home : file of the workspace
    """
    members = store.read(home, "list_members", {"list_id": kept["list_id"]})
    group = {member["customer_key"]: GROUP[bool(member["is_holdout"])] for member in members}
    told = rows.assign(group=rows["customer_key"].map(group), customer_id=rows["customer_id"].map(mask)).round(
        {column: _digits(column) for column in rows.select_dtypes("float").columns}
    )
    return FORMATS[form][1](told[["group", *names]].rename(columns=dict(names)))


def writer(
    kept: dict, read_rows: Callable[[Path], pd.DataFrame], *, names: Mapping[str, str], form: str, file_name: str
) -> Callable[[], bytes]:
    """A function that makes the file when it is asked for, after the export has been logged: no file without an entry.

    What it needs of language, warehouse and workspace is settled here; it runs outside of a script run.
    """
    path, home, reader = warehouse.chosen().path, workspace.path(), access.reader()
    settled = copy_context()  # of this script run: the reader's language, for what a list says in words

    def write() -> bytes:
        return settled.copy().run(make)

    def make() -> bytes:
        made = file_of(kept, read_rows(path), names=names, form=form, home=home, mask=reader.personal)
        entry = {
            "exported_by": reader.name,
            "what": f"{kept['kind']}: {kept['label']}",
            "choice": kept["choice"],
            "rows": kept["contacts"] + kept["holdouts"],
            "file_name": file_name,
            "is_masked": int(not reader.sees_personal),
            "list_id": kept["list_id"],
        }
        store.write(home, "log_export", entry)
        return made

    return write


def _digits(column: str) -> int:
    return RATE_DIGITS if column.startswith(("p_", "risk")) or column.endswith("_share") else MONEY_DIGITS

"""What a person decided about delivered files: which table each is and which column is which field, kept as JSON."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from data.contract import TABLES, ContractError


@dataclass(frozen=True)
class FilePlan:
    """One table of one file. `part`: its name as inspection gives it; `table` is empty where it is left out.

    beside : files of which the table is joined, beside `path`
    """

    path: Path
    part: str
    table: str
    mapping: dict[str, str] = field(default_factory=dict)
    beside: tuple[Path, ...] = ()


def read_plan(path: Path) -> list[FilePlan]:
    """The plan in the JSON file at `path`: {"files": [{path, part, table, mapping}]}. Raises ContractError."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        plans = [
            FilePlan(
                Path(one["path"]),
                str(one["part"]),
                str(one["table"]),
                {str(f): str(c) for f, c in one["mapping"].items()},
                tuple(Path(path) for path in one.get("beside", ())),
            )
            for one in told["files"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ContractError(
            "The plan of the delivery cannot be read.\n"
            'Hint: it is JSON like {"files": [{"path": "a.csv", "part": "a.csv", "table": "transaction", "mapping": {}}]}.'
        ) from error
    for plan in plans:
        if plan.table and plan.table not in TABLES:
            raise ContractError(f"There is no table {plan.table[:40]!r}.\nHint: tables are {', '.join(TABLES)}.")
    return plans

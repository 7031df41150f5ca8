"""The built-in sample: CDNOW's purchases, from the file that the `lifetimes` package carries. Nothing of it is copied here."""

import csv
import re
from importlib.util import find_spec
from pathlib import Path

SAMPLES = ("cdnow", "cdnow-tenth")
CURRENCY = "USD"


def write_sample(name: str, work: Path) -> Path:
    """Write the sample `name` as CSV into `work` and return its path; columns customer_id, ordered_at, cds, amount.

    cdnow : the whole file, 69,659 rows. cdnow-tenth : the 1/10 sample of Fader, Hardie and Lee, 6,919 rows.
    """
    spec = find_spec("lifetimes")  # finds the folder without the second it takes to import the package
    folder = Path(spec.submodule_search_locations[0]) / "datasets"
    target = work / f"{name}.csv"
    file, skipped, columns = {
        "cdnow": ("CDNOW_master.txt", 1, (0, 1, 2, 3)),
        "cdnow-tenth": ("CDNOW_sample.txt", 0, (0, 2, 3, 4)),
    }[name]
    with (folder / file).open(encoding="ascii") as source, target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["customer_id", "ordered_at", "cds", "amount"])
        for number, line in enumerate(source):
            cells = re.split(r"\s+", line.strip())
            if number >= skipped and len(cells) > 3:
                writer.writerow([cells[column] for column in columns])
    return target

"""The built-in samples: CDNOW's purchases, from the file that the `lifetimes` package carries, and a firm's published figures.

Nothing of CDNOW is copied here. `cases/dish.csv` holds facts typed from public filings, in millions of subscribers.
Source: DISH Network Corporation (until 2007 EchoStar Communications), quarterly and annual reports, forms 10-Q and 10-K,
2003-2015: pay-TV subscribers at the end of the quarter, gross new subscribers, average monthly churn rate.
"""

import csv
import re
from importlib.util import find_spec
from pathlib import Path

from data.contract import ContractError

SAMPLES = ("cdnow", "cdnow-tenth", "dish")
CASES = Path(__file__).parent / "cases"
PUBLISHED_UNITS = {"dish": 1e6}  # samples of published figures: customers that one unit of their counts stands for
CURRENCY = "USD"


def write_sample(name: str, work: Path) -> Path:
    """Path of the sample `name` as CSV, written into `work` where it is not one of our own.

    cdnow : the whole file, 69,659 rows. cdnow-tenth : the 1/10 sample of Fader, Hardie and Lee, 6,919 rows;
        columns customer_id, ordered_at, cds, amount. dish : columns period, gross_additions, closing_customers,
        monthly_churn_rate, one row a quarter.
    """
    if name in PUBLISHED_UNITS:
        return CASES / f"{name}.csv"
    spec = find_spec("lifetimes")  # finds the folder without the second it takes to import the package
    if spec is None or not spec.submodule_search_locations:
        raise ContractError("The package lifetimes is not installed.\nHint: install requirements.txt.")
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

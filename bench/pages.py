"""Server time of every page on one warehouse: the page's script run to its end, without network and browser.

`python -m bench.pages NAME` (folder of warehouses: WAREHOUSES_DIR) prints milliseconds by page as JSON: `first` on a
process that has read nothing yet, `again` the median of seven further runs.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.page_list import PAGES

ROOT = Path(__file__).resolve().parent.parent
RUNS = 8
TIMEOUT_SECONDS = 120


def main(name: str) -> None:
    """Print the figures of every page on the warehouse `name`."""
    app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=TIMEOUT_SECONDS)
    app.query_params["warehouse"] = name
    app.run()
    print(json.dumps({page.path: _milliseconds(app, page) for page in PAGES}))


def _milliseconds(app: AppTest, page) -> dict[str, float]:
    """Time of the first run of a page and the median of the runs after it; RuntimeError when the page fails."""
    app.switch_page(f"../pages/{page.script}")
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        app.run()
        taken.append((time.perf_counter() - started) * 1000)
        if app.exception:
            raise RuntimeError(f"{page.path} failed: {app.exception[0].message}")
    return {"first": taken[0], "again": statistics.median(taken[1:])}


if __name__ == "__main__":
    main(sys.argv[1])

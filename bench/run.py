"""`make bench`: time and memory of a build, and time of every page, as ratios measured in one run.

A build of all tables without models is set against the bare `group by customer_id` on the same Parquet file; pages on
the large warehouse against the same pages on the demo. The table is printed and kept in bench/results.
"""

import argparse
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Measured, machine, python
from bench.order_lines import write_order_lines

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
RESULTS = HERE / "results" / "build-and-pages.md"
BUILD = str(HERE.parent / "build.py")
WAREHOUSES = WORK / "warehouses"
ENVIRONMENT = {"WAREHOUSES_DIR": str(WAREHOUSES)}


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[1_000_000, 10_000_000], help="order lines to simulate")
    parser.add_argument("--no-pages", action="store_true", help="builds only")
    options = parser.parse_args()
    shutil.rmtree(WAREHOUSES, ignore_errors=True)
    WAREHOUSES.mkdir(parents=True)
    sections = [_build_table(options.lines)]
    if not options.no_pages:
        sections.append(_page_table(options.lines))
    text = "\n\n".join([f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}", *sections]) + "\n"
    print(text)
    _keep(text)


def _build_table(all_lines: list[int]) -> str:
    """Markdown table: one column a size."""
    start_up = python(BUILD, "--help")
    columns = [_build_figures(lines, start_up) for lines in all_lines]
    names = list(columns[0])
    rows = [_row(names[0], *(column[names[0]] for column in columns)), _row(*["---"] * (len(columns) + 1))]
    rows += [_row(name, *(column[name] for column in columns)) for name in names[1:]]
    note = "All tables without models. Ratios leave out the start-up of Python, the same for any number of lines."
    return "\n".join(["### Build", "", *rows, "", note])


def _build_figures(lines: int, start_up: Measured) -> dict[str, str]:
    """Name of a figure -> the figure, for one size."""
    file = write_order_lines(WORK / f"orders-{lines}.parquet", lines=lines)
    bare = python("-m", "bench.bare", str(file))
    limit = json.loads(bare.said)
    built = python(BUILD, str(file), "--name", _name(lines), "--no-models", environment=ENVIRONMENT)
    print(built.progress)
    return {
        "order lines": f"{lines:,}",
        "customers": f"{limit['customers']:,}",
        "file, MB": f"{file.stat().st_size / 1e6:.0f}",
        "bare `group by`, s (of all cores)": f"{limit['seconds']:.3f} ({limit['cpu_seconds']:.3f})",
        "build, s (of all cores)": f"{built.seconds:.1f} ({built.cpu_seconds:.1f})",
        "of it start-up, s (of all cores)": f"{start_up.seconds:.1f} ({start_up.cpu_seconds:.1f})",
        "**build / bare**": f"**{(built.seconds - start_up.seconds) / limit['seconds']:.1f}**",
        "build / bare, of all cores": f"{(built.cpu_seconds - start_up.cpu_seconds) / limit['cpu_seconds']:.1f}",
        "peak memory of bare, MB": f"{bare.peak_mb:.0f}",
        "peak memory of the build, MB": f"{built.peak_mb:.0f}",
    }


def _page_table(all_lines: list[int]) -> str:
    """Markdown table: one row a page, the demo and each size with its ratio to the demo."""
    python(BUILD, "--sample", "demo", "--name", "demo", environment=ENVIRONMENT)
    for lines in all_lines:
        file = str(WORK / f"orders-{lines}.parquet")
        python(BUILD, file, "--name", _name(lines), environment=ENVIRONMENT)
    names = ["demo", *(_name(lines) for lines in all_lines)]
    times = {name: json.loads(python("-m", "bench.pages", name, environment=ENVIRONMENT).said) for name in names}
    head = ("page", *(f"{name} ms" for name in names), *(f"{name} / demo" for name in names[1:]))
    rows = [_row(*head), _row(*["---"] * len(head))]
    for page, demo in times["demo"].items():
        taken = [f"{times[name][page]['again']:.0f} ({times[name][page]['first']:.0f})" for name in names]
        ratios = [f"{times[name][page]['again'] / demo['again']:.2f}" for name in names[1:]]
        rows.append(_row(page, *taken, *ratios))
    note = "Server time in milliseconds, median of seven runs; in brackets the first run of the page in its process."
    return "\n".join(["### Pages", "", *rows, "", note])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _name(lines: int) -> str:
    return f"lines-{lines}"


def _keep(text: str) -> None:
    """Put the newest figures above the older ones."""
    heading = "# Build and pages\n\nMade by `make bench`; the newest first.\n\n"
    older = RESULTS.read_text(encoding="utf-8").removeprefix(heading) if RESULTS.exists() else ""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(heading + text + ("\n" + older if older else ""), encoding="utf-8")


if __name__ == "__main__":
    main()

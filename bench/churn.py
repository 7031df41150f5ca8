"""Time of the early warning within a build: features, learning, scoring; beside the whole build of the same file.

    python -m bench.churn [--lines 10000000]

Ten order lines a customer. Seconds of all cores stand beside the clock, since they are hardly disturbed by what else
the machine does.
"""

import argparse
import resource
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import builder.churn
from bench.measure import machine
from bench.order_lines import write_order_lines
from builder.run import Order, run

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
RESULTS = HERE / "results" / "churn.md"
HEADING = "# Early warning within a build\n\nMade by `python -m bench.churn`; the newest first.\n\n"


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    lines = parser.parse_args().lines
    WORK.mkdir(exist_ok=True)
    file = write_order_lines(WORK / f"orders-{lines}.parquet", lines=lines)
    spent: dict[str, float] = {}
    build_churn = builder.churn.build_churn

    def timed(con, **options) -> None:
        clock, cores = time.perf_counter(), time.process_time()
        build_churn(con, **options)
        spent["clock"], spent["cores"] = time.perf_counter() - clock, time.process_time() - cores
        spent["customers"], spent["scored"] = con.execute(
            "select (select count(*) from customer), (select count(*) from churn_score)"
        ).fetchall()[0]

    builder.churn.build_churn = timed
    clock, cores = time.perf_counter(), time.process_time()
    run(Order("bench-churn", {"transaction": [file]}), WORK / "warehouses")
    whole = time.perf_counter() - clock, time.process_time() - cores
    shutil.rmtree(WORK / "warehouses" / "bench-churn", ignore_errors=True)
    text = _text(lines, spent, whole)
    print(text)
    older = RESULTS.read_text(encoding="utf-8").removeprefix(HEADING) if RESULTS.exists() else ""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(HEADING + text + ("\n" + older if older else ""), encoding="utf-8")


def _text(lines: int, spent: dict[str, float], whole: tuple[float, float]) -> str:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}\n\n"
        "| order lines | customers | scored | warning, s (of all cores) | whole build, s (of all cores) | peak MB |\n"
        "|---|---|---|---|---|---|\n"
        f"| {lines:,} | {spent['customers']:,.0f} | {spent['scored']:,.0f} | {spent['clock']:.1f} ({spent['cores']:.1f}) "
        f"| {whole[0]:.1f} ({whole[1]:.1f}) | {peak_mb:,.0f} |\n"
    )


if __name__ == "__main__":
    main()

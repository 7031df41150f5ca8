"""The limit a build is measured against: `group by customer_id` on the same file, and nothing else.

`python -m bench.bare FILE` prints seconds by the clock and of all cores, median of five after one to warm the file
cache, and customers as JSON.
"""

import json
import statistics
import sys
import time

import duckdb

BARE = "select count(*) from (select customer_id, count(*) from read_parquet($file) group by customer_id)"


def main(file: str) -> None:
    """Print the bare figures of `file`."""
    connection = duckdb.connect()
    seconds, cpu_seconds = [], []
    for _ in range(6):
        started, cpu_started = time.perf_counter(), time.process_time()
        customers = connection.execute(BARE, {"file": file}).fetchone()[0]
        seconds.append(time.perf_counter() - started)
        cpu_seconds.append(time.process_time() - cpu_started)
    figures = {"seconds": statistics.median(seconds[1:]), "cpu_seconds": statistics.median(cpu_seconds[1:])}
    print(json.dumps({**figures, "customers": customers}))


if __name__ == "__main__":
    main(sys.argv[1])

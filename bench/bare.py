"""The limit a build is measured against: `group by customer_id` on the same file, and nothing else.

`python -m bench.bare FILE` prints seconds (median of five, after one to warm the file cache) and customers as JSON.
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
    seconds = []
    for _ in range(6):
        started = time.perf_counter()
        customers = connection.execute(BARE, {"file": file}).fetchone()[0]
        seconds.append(time.perf_counter() - started)
    print(json.dumps({"seconds": statistics.median(seconds[1:]), "customers": customers}))


if __name__ == "__main__":
    main(sys.argv[1])

"""Re-runnable benchmarks: ratios measured in one run and kept in bench/results. None is a timed test."""

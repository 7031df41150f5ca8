"""Time and peak memory of a child process, and what machine it ran on."""

import os
import platform
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

import duckdb
import psutil

BETWEEN_LOOKS_SECONDS = 0.02


@dataclass(frozen=True)
class Measured:
    """One finished child process; `peak_mb` is the largest resident memory of it and its children together.

    seconds : from start to end by the clock; cpu_seconds : of all cores, hardly disturbed by others on the machine
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    said: str
    progress: str


def run_measured(*command: str, environment: dict[str, str] | None = None) -> Measured:
    """Run a command to its end; RuntimeError with its own words when it fails."""
    started, cpu_started = time.perf_counter(), _cpu_of_children()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
    )
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(child.pid, peak), daemon=True)
    watcher.start()
    said, progress = child.communicate()
    seconds, cpu_seconds = time.perf_counter() - started, _cpu_of_children() - cpu_started
    watcher.join()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {child.returncode}\n{progress}")
    return Measured(seconds, cpu_seconds, peak[0] / 1e6, said, progress)


def _cpu_of_children():
    """Seconds of all cores that ended child processes took so far."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _watch(pid, peak):
    """Keep the largest resident memory of a process tree in peak[0] until it ends."""
    while True:
        try:
            root = psutil.Process(pid)
            if root.status() == psutil.STATUS_ZOMBIE:
                return
            family = [root, *root.children(recursive=True)]
            peak[0] = max(peak[0], sum(process.memory_info().rss for process in family))
        except psutil.NoSuchProcess:
            if not psutil.pid_exists(pid):
                return
        time.sleep(BETWEEN_LOOKS_SECONDS)


def machine() -> str:
    """One line that says where the figures were measured."""
    memory_gb = psutil.virtual_memory().total / 1e9
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    return f"{os.cpu_count()} cores, {memory_gb:.0f} GB, {platform.system()}, {versions}"


def python(*arguments: str, environment: dict[str, str] | None = None) -> Measured:
    """Run this Python with the given arguments."""
    return run_measured(sys.executable, *arguments, environment=environment)

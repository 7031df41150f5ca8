"""A process that is killed while it writes leaves every list it reported, whole, and no part of another."""

import signal
import subprocess
import sys
import time

from data import workspace

WRITER = """
import itertools, json, sys
from pathlib import Path
from data import workspace
path, members = Path(sys.argv[1]), int(sys.argv[2])
for number in itertools.count(1):
    head = dict(fingerprint=str(number), kind="test", label="x", choice="{}", build_id="b", as_of="2025-01-01", seed=1,
                holdout_share=0.1, contacts=members, holdouts=0, made_by="test")
    rows = json.dumps([[f"{number}-{place}", place, 0] for place in range(members)])
    workspace.write_all(path, [("keep_list", head), ("keep_list_members", {"parent_id": None, "members": rows})])
    print(number, flush=True)
"""
MEMBERS = 3_000


def test_killed_while_writing(tmp_path, repository):
    path = workspace.path_of(tmp_path, "shop")
    for pause in (0.05, 0.11, 0.2):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(MEMBERS)], cwd=repository, stdout=subprocess.PIPE, text=True
        )
        reported = [writer.stdout.readline()]
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        reported += writer.communicate()[0].splitlines()
        kept = {row["fingerprint"]: row["list_id"] for row in workspace.read(path, "lists", {"rows": 10_000})}
        assert {line.strip() for line in reported if line.strip()} <= set(kept)
        assert all(len(workspace.read(path, "list_members", {"list_id": each})) == MEMBERS for each in kept.values())
        path.unlink()
        for rest in tmp_path.glob("shop.sqlite-*"):
            rest.unlink()

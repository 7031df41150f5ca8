"""Find customers entered twice, in a process beside the rest of the build."""

import subprocess
import sys
from pathlib import Path

import pandas as pd

from builder import match_child
from builder.fault import note_fault
from data.marts import default_memory_gib
from data.matching import model
from data.staging import build_table

PUBLISHED = ("match_pair", "match_entry", "match_weight", "match_run")


class Comparing:
    """The comparison of all customers, under way in a child process beside the rest of the build.

    It is a context manager: whoever leaves it early ends the child. `wanted` False compares nobody.
    """

    def __init__(self, con, work: Path, *, wanted: bool, memory_gib: float | None):
        self._folder, self._root = work / "match", work.parent.parent
        self._child: subprocess.Popen | None = None
        build_table(con, "staging", "match_person", scratch=True)
        self._people, known = con.execute(
            "select count(*), count(coalesce(name, phone, email, cast(birth_date as varchar), address, city)) from match_person"
        ).fetchall()[0]
        self._reason = "not_asked" if not wanted else "" if known else "no_personal_fields"
        if self._reason:
            return
        self._folder.mkdir()
        con.table("match_person").order("customer_id").write_parquet(str(self._folder / match_child.PEOPLE))
        gib = memory_gib or default_memory_gib() / 4
        self._child = subprocess.Popen(
            [sys.executable, "-m", "builder.match_child", str(self._folder.absolute()), f"{gib:.3f}"],
            cwd=Path(__file__).resolve().parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )

    def __enter__(self) -> "Comparing":
        return self

    def __exit__(self, *_) -> None:
        if self._child is not None and self._child.poll() is None:
            self._child.kill()
            self._child.communicate()

    def publish(self, con) -> None:
        """Wait for the end and write the tables of PUBLISHED, empty where nothing was to be compared.

        A fault of the comparison must not cost the build: it is noted in a file, and the page says that nothing was
        compared.
        """
        found = self._found()
        pairs = found.pairs.assign(pair_number=range(1, len(found.pairs) + 1))
        pairs["is_sure"] = pairs["probability"] >= model.SURE
        con.from_df(pairs.astype(_types(pairs))).create("scratch.main.match_found")
        con.from_df(found.weights.astype(_types(found.weights))).create("scratch.main.match_level")
        facts = pd.DataFrame([{**found.facts, "sure_probability": model.SURE, "least_probability": model.DOUBTFUL}])
        con.from_df(facts).create("scratch.main.match_fact")
        for name in PUBLISHED:
            build_table(con, "marts", name)

    def _found(self) -> model.Matched:
        if self._child is None:
            return model.nothing(self._reason, self._people)
        _, said = self._child.communicate()
        if self._child.returncode == 0:
            return match_child.read(self._folder)
        note_fault(RuntimeError(f"the comparison of customers ended with {self._child.returncode}\n{said}"), self._root)
        return model.nothing("failed", self._people)


def _types(table: pd.DataFrame) -> dict[str, str]:
    """Types of the columns, which an empty table does not show."""
    texts = {"field", "level"}
    whole = {"left", "right", "pair_number"}
    return {
        name: "str"
        if name in texts or name.endswith("_code")
        else "int64"
        if name in whole
        else "bool"
        if name == "is_sure"
        else "float64"
        for name in table
    }

"""How well customers entered twice are found, where the truth is known; beside agreement to the letter.

    python -m bench.matching [--datasets DIR]

The demo company knows its own duplicates; `fake_1000` (published with splink) comes with labels and is looked for in DIR
(DATASETS_DIR).
"""

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from bench.measure import machine
from data.matching import model, truth
from data.matching.spelling import PERSONAL
from data.simulate import simulate

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "matching.md"
HEADING = "# Customers entered twice: precision and recall\n\nMade by `python -m bench.matching`; the newest first.\n\n"
THRESHOLDS = (model.SURE, model.DOUBTFUL)
MEMORY_GIB = 2


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, default=os.environ.get("DATASETS_DIR"))
    folder = parser.parse_args().datasets
    rows = measured("demo company", *demo())
    if folder:
        rows += measured("fake_1000", *fake_1000(Path(folder)))
    text = f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}\n\n{_table(rows)}"
    print(text)
    older = RESULTS.read_text(encoding="utf-8").removeprefix(HEADING) if RESULTS.exists() else ""
    RESULTS.write_text(HEADING + text + ("\n" + older if older else ""), encoding="utf-8")


def demo() -> tuple[pd.DataFrame, set[tuple]]:
    """(people with their customer_id, true pairs of positions) of the demo company."""
    company = simulate()
    table = company.tables["customer"].reset_index(drop=True)
    position = {customer: number for number, customer in enumerate(table["customer_id"])}
    known = company.truth["duplicate"].groupby("same_as")["customer_id"]
    groups = [[position[first], *(position[other] for other in later)] for first, later in known]
    return table[["customer_id", *PERSONAL]], truth.pairs_of_groups(groups)


def fake_1000(folder: Path) -> tuple[pd.DataFrame, set[tuple]]:
    """(people, true pairs of positions) of the published set: 1,000 entries of 251 people, no phone, no address, gaps."""
    table = pd.read_csv(folder / "splink_fake_1000.csv", dtype=str)
    labels = pd.read_csv(folder / "splink_fake_1000_labels.csv")
    names = table[["first_name", "surname"]].fillna("").agg(" ".join, axis=1).str.strip().replace("", None)
    people = pd.DataFrame(index=table.index, columns=list(PERSONAL), dtype=object)
    people = people.assign(name=names, email=table["email"], birth_date=table["dob"], city=table["city"])
    same = labels[labels["clerical_match_score"] >= 0.5]
    true = {tuple(sorted(pair)) for pair in zip(same["unique_id_l"], same["unique_id_r"], strict=True)}
    return people.astype(object).where(people.notna(), None), true


def measured(name: str, people: pd.DataFrame, true: set[tuple]) -> list[dict]:
    """Precision, recall and F1 of the pairs from each threshold on, and of agreement to the letter."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as spill:
        found = model.match(people[list(PERSONAL)], spill=Path(spill) / "spill", memory_gib=MEMORY_GIB).pairs
    seconds = time.perf_counter() - started
    case = {"case": name, "entries": len(people), "true": len(true)}
    rows = [{**case, "rule": "to the letter", "seconds": None, **truth.quality(truth.exact_pairs(people), true)}]
    for threshold in THRESHOLDS:
        likely = found[found["probability"] >= threshold]
        pairs = {tuple(sorted(pair)) for pair in zip(likely["left"], likely["right"], strict=True)}
        rule = f"probability from {threshold}"
        rows.append({**case, "rule": rule, "seconds": seconds, **truth.quality(pairs, true)})
    return rows


def _table(rows: list[dict]) -> str:
    head = "| set | entries | true pairs | pairs found | precision | recall | F1 | s |\n|---|---|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| {row['case']} | {row['entries']:,} | {row['true']:,} | {row['rule']} | {row['precision']:.3f} "
        f"| {row['recall']:.3f} | {row['f1']:.3f} | {'' if row['seconds'] is None else format(row['seconds'], '.1f')} |\n"
        for row in rows
    )


if __name__ == "__main__":
    main()

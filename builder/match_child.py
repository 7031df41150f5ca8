"""The comparison of customers as a process of its own: `python -m builder.match_child FOLDER GIB`.

It reads PEOPLE in the folder and leaves what it found there as Parquet and JSON, which `read` gives back.
"""

import json
import sys
from pathlib import Path

import pandas as pd

from data.matching import model

PEOPLE, PAIRS, WEIGHTS, FACTS = "people.parquet", "pairs.parquet", "weights.parquet", "facts.json"


def main(folder: Path, memory_gib: float) -> None:
    """Compare the people in `folder` within so much memory."""
    people = pd.read_parquet(folder / PEOPLE)
    found = model.match(people, spill=folder / "spill", memory_gib=memory_gib)
    found.pairs.to_parquet(folder / PAIRS)
    found.weights.to_parquet(folder / WEIGHTS)
    (folder / FACTS).write_text(json.dumps(found.facts), encoding="utf-8")


def read(folder: Path) -> model.Matched:
    """What `main` left in `folder`."""
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return model.Matched(pd.read_parquet(folder / PAIRS), pd.read_parquet(folder / WEIGHTS), facts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))

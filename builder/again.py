"""Build a warehouse again with another setting: its order is kept beside it, as the arguments of the command line."""

import argparse
import json
import os
from pathlib import Path

from data.contract import ContractError
from data.publish import private_name

ORDER = "order.json"
_NOT_KEPT = {"again", "append", "warehouses", "inspect", "dry_run", "json", "truth"}


def remember(root: Path, name: str, parser: argparse.ArgumentParser, chosen: argparse.Namespace) -> None:
    """Keep what was asked for in `<root>/<name>/order.json`; file names become absolute. A failed write loses nothing else."""
    arguments: list[str] = [str(path.absolute()) for path in chosen.files]
    for action in parser._actions:  # argparse offers no public list of its options
        value = getattr(chosen, action.dest, None)
        if not action.option_strings or action.dest in _NOT_KEPT or value in (None, action.default):
            continue
        option = action.option_strings[-1]
        if action.dest == "table":
            for word in value:
                table, _, path = word.partition("=")
                arguments += [option, f"{table}={Path(path).absolute()}"]
        elif action.dest == "plan":
            arguments += [part for path in value for part in (option, str(Path(path).absolute()))]
        elif isinstance(value, list):
            arguments += [part for word in value for part in (option, word)]
        elif value is True:
            arguments.append(option)
        else:
            arguments += [option, str(value)]
    home = root / name
    fresh = home / private_name("order")
    try:
        fresh.write_text(json.dumps({"name": name, "arguments": arguments}, ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, home / ORDER)
    except OSError:
        return


def recall(root: Path, name: str) -> list[str]:
    """Arguments of the last build of `name`. Raises ContractError when there is none to repeat."""
    try:
        order = json.loads((root / name / ORDER).read_text(encoding="utf-8"))
        return ["--name", str(order["name"]), *map(str, order["arguments"])]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContractError(
            f"There is no build of {name[:60]!r} to repeat.\nHint: build it from its files first."
        ) from error

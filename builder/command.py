"""The command line of `build.py`: arguments in, exit status out (0 published, 1 could not finish, 2 bad input)."""

import argparse
import json
import sys
from pathlib import Path

from builder.again import recall, remember
from builder.fault import note_fault
from builder.inspection import dry_run, inspect_files, need_files, say_dry_run, say_inspection
from builder.options import parser
from builder.ordering import order_of, sample_writer
from builder.run import run
from data.contract import ContractError
from data.errors import BuildError
from data.intake.shapes import remember_shapes, shapes_of
from data.publish import checked_name, default_root


def main(arguments: list[str] | None = None) -> int:
    """Run one build; returns the exit status."""
    try:
        chosen = _parsed(sys.argv[1:] if arguments is None else arguments)
        root = chosen.warehouses or default_root()
        if chosen.inspect or chosen.dry_run:
            return _look(chosen, root)
        order = order_of(chosen, root)
        path = run(order, root, sample_writer(chosen))
        remember(root, order.name, parser(), chosen)
        if order.plans or order.given:
            remember_shapes(root, shapes_of(path))
    except ContractError as error:
        print(error, file=sys.stderr)
        return 2
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; nothing was published.", file=sys.stderr)
        return 130
    except Exception as error:  # a fault of this program: a sentence for the user, the traceback into a file
        print(note_fault(error, root), file=sys.stderr)
        return 1
    print(path)
    return 0


def _look(chosen: argparse.Namespace, root: Path) -> int:
    """`--inspect` and `--dry-run`: say what is there, make nothing."""
    if chosen.inspect:
        need_files(chosen.files)
        told, say = inspect_files(chosen.files, root), say_inspection
    else:
        told, say = dry_run(order_of(chosen, root), sample_writer(chosen)), say_dry_run
    if chosen.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        say(told)
    return 0


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """The arguments; those of `--again` and `--append` come after the repeated ones, so that they win."""
    alone = parser().parse_intermixed_args(arguments)
    name = alone.again or alone.append
    if name is None:
        return alone
    if alone.append and not (alone.files or alone.table or alone.plan):
        raise ContractError("There is no file to add.\nHint: python build.py --append NAME FILE...")
    repeated = recall(alone.warehouses or default_root(), checked_name(name))
    chosen = parser().parse_intermixed_args([*repeated, *arguments])
    chosen.alone = alone if alone.append else None
    return chosen

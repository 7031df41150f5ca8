"""The command line of `build.py`: arguments in, exit status out (0 published, 1 could not finish, 2 bad input)."""

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NoReturn

from builder.again import recall, remember
from builder.fault import note_fault
from builder.inspection import dry_run, inspect_files, need_files, say_dry_run, say_inspection
from builder.run import Order, run
from data.contract import TABLES, ContractError
from data.errors import BuildError
from data.files import shown
from data.intake.plan import FilePlan, read_plan
from data.intake.shapes import recall_shape, remember_shapes, shapes_of
from data.kept import PARSE_SETTINGS, Kept, find_kept
from data.publish import checked_name, default_root
from data.samples import CURRENCY, PUBLISHED_UNITS, SAMPLES, write_sample
from data.settings import Settings


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with an option as everything else here does: one sentence and a hint."""

    def error(self, message: str) -> NoReturn:
        """Raises ContractError."""
        sentence = message[:1].upper() + message[1:].rstrip(".")
        raise ContractError(f"{sentence}.\nHint: `python build.py --help` lists the options.")


def parser() -> argparse.ArgumentParser:
    """All options of `build.py`."""
    p = _Parser(prog="build.py", description="Build a customer-asset warehouse from files of transactions.")
    p.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="CSV (also .gz), Excel or Parquet files, or folders of them"
    )
    p.add_argument("--sample", choices=("demo", *SAMPLES), help="build a sample instead of files")
    p.add_argument("--customers", type=int, metavar="N", help="customers of the demo company")
    p.add_argument(
        "--truth",
        type=Path,
        metavar="DIR",
        help="also write there what is true of the demo company (days of leaving, chances, parameters); no build reads it",
    )
    p.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="TABLE=FILE",
        help="a file of another table, e.g. customer=crm.csv",
    )
    p.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column is a field; also TABLE.FIELD=COLUMN",
    )
    p.add_argument("--name", help="name of the warehouse (default: the first file's name, or the sample's)")
    p.add_argument(
        "--again", metavar="NAME", help="build this warehouse again as before, but for the options given now"
    )
    p.add_argument(
        "--append", metavar="NAME", help="add these files to this warehouse, without reading the earlier ones again"
    )
    p.add_argument("--allow-repeat", action="store_true", help="take a file although the same one was delivered before")
    p.add_argument("--inspect", action="store_true", help="say what the files are and how their columns would be read")
    p.add_argument("--dry-run", action="store_true", help="read and judge all rows, publish nothing")
    p.add_argument("--json", action="store_true", help="answer --inspect and --dry-run as JSON")
    p.add_argument(
        "--plan", action="append", default=[], metavar="FILE", help="a JSON file that says what each file and column is"
    )
    p.add_argument(
        "--day-order", choices=("day", "month"), default="", help="what comes first in dates like 03/04/2024"
    )
    p.add_argument("--decimal-mark", choices=("comma", "point"), default="", help="what parts the cents from the rest")
    p.add_argument("--as-of", type=_day, metavar="DATE", help="look at the data as known on this day (YYYY-MM-DD)")
    p.add_argument(
        "--lapse-days",
        type=_lapse_days,
        metavar="N",
        help="days without purchase after which a customer counts as lost; 'data' (the default) reads them from the data",
    )
    p.add_argument("--margin", type=float, metavar="RATE", help="margin as a share of revenue, e.g. 0.3")
    p.add_argument("--currency", default="", metavar="CODE", help="currency of all amounts, e.g. CNY")
    p.add_argument("--discount", type=float, default=0.10, metavar="RATE", help="yearly discount rate (default 0.10)")
    p.add_argument(
        "--horizon-months", type=int, default=36, metavar="N", help="horizon of the headline value (default 36)"
    )
    p.add_argument(
        "--risk-days", type=int, default=183, metavar="N", help="window of the risk of leaving (default 183)"
    )
    p.add_argument(
        "--feature-months",
        type=int,
        default=13,
        metavar="N",
        help="month ends whose customer features are kept (default 13)",
    )
    p.add_argument(
        "--count-unit",
        type=float,
        default=1.0,
        metavar="N",
        help="customers that one unit of a disclosure's counts stands for, e.g. 1000000 for millions",
    )
    p.add_argument("--timezone", default="", metavar="ZONE", help="zone to which moments with an offset are converted")
    p.add_argument(
        "--memory",
        type=float,
        metavar="GIB",
        help="memory for the database (default 60 %% of the machine's, 12 at most)",
    )
    p.add_argument("--warehouses", type=Path, metavar="DIR", help="folder of all warehouses")
    p.add_argument("--no-models", action="store_true", help="build the tables without fitting models")
    p.add_argument("--no-matching", action="store_true", help="do not look for customers who were entered twice")
    return p


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-03-31") from error


def _lapse_days(text: str) -> int | None:
    return None if text == "data" else int(text)


def main(arguments: list[str] | None = None) -> int:
    """Run one build; returns the exit status."""
    try:
        chosen = _parsed(sys.argv[1:] if arguments is None else arguments)
        root = chosen.warehouses or default_root()
        if chosen.inspect or chosen.dry_run:
            return _look(chosen, root)
        order = _order(chosen, root)
        path = run(order, root, _sample_writer(chosen))
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
        told, say = dry_run(_order(chosen, root)), say_dry_run
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


def _order(chosen: argparse.Namespace, root: Path) -> Order:
    sample = chosen.sample or ("" if chosen.files or chosen.table or chosen.plan else "demo")
    alone = getattr(chosen, "alone", None)
    if sample and (chosen.files or alone):
        raise ContractError("A build takes files or a sample, not both.\nHint: leave out --sample.")
    files, plans = _files(chosen)
    given = _given(chosen, files)
    name = checked_name(chosen.name or sample or _name_from(next(iter(files.values()))[0]))
    _need_memory(chosen.memory)
    order = Order(
        name,
        files,
        given,
        _settings(chosen, sample),
        sample,
        _label(sample, files),
        not chosen.no_models,
        chosen.memory,
    )
    order = replace(order, matching=not chosen.no_matching)
    if sample:
        return order
    order = replace(
        order,
        plans=tuple(plans),
        confined=True,
        allow_repeat=chosen.allow_repeat,
        recall=partial(recall_shape, root),
        keeps=not chosen.dry_run,
    )
    kept = find_kept(root, name)
    if kept:
        order = replace(order, batches=kept.batches)
    return order if not (alone and kept) else _added(order, kept, alone)


def _added(order: Order, kept: Kept, alone: argparse.Namespace) -> Order:
    """The order for the new files alone. Raises ContractError for a setting under which the kept rows would read otherwise."""
    now = (order.settings.margin_rate, order.settings.timezone, order.settings.day_order, order.settings.decimal_mark)
    if dict(zip(PARSE_SETTINGS, now, strict=True)) != kept.parse:
        raise ContractError(
            "A delivery is read under the settings of the earlier ones; margin, time zone, day order and decimal mark "
            "stay as they were.\nHint: add it without them, or build again with --again NAME and the new setting."
        )
    files, plans = _files(alone)
    return replace(order, files=files, plans=tuple(plans), kept=kept)


def _files(chosen: argparse.Namespace) -> tuple[dict[str, list[Path]], list[FilePlan]]:
    """{table: files}, "" for those whose table is found by looking, and the plans, whose files are among them."""
    files: dict[str, list[Path]] = {"": list(chosen.files)} if chosen.files else {}
    for word in chosen.table:
        table, path = _pair(word, "--table", "customer=crm.csv")
        if table not in TABLES:
            raise ContractError(f"There is no table {table!r}.\nHint: tables are {', '.join(TABLES)}.")
        files.setdefault(table, []).append(Path(path))
    plans = [plan for path in chosen.plan for plan in read_plan(Path(path))]
    for planned in dict.fromkeys(plan.path for plan in plans if plan.table):
        files.setdefault("", []).append(planned)
    return files, plans


def _given(chosen: argparse.Namespace, files: dict[str, list[Path]]) -> dict[str, dict[str, str]]:
    given: dict[str, dict[str, str]] = {}
    for word in chosen.map:
        name, column = _pair(word, "--map", "customer_id=CustomerID")
        table, _, field = name.rpartition(".")
        table = table or "transaction"
        if table not in ({"transaction", *files} if files else TABLES) or (
            files and table == "transaction" and not ({"", table} & set(files))
        ):
            raise ContractError(
                f"--map {name} is for the table {table}, but no file of that table was given.\n"
                f"Hint: name it with --table {table}=FILE; tables are {', '.join(TABLES)}."
            )
        given.setdefault(table, {})[field] = column
    return given


def _need_memory(gib: float | None) -> None:
    if gib is not None and not 0.1 <= gib <= 4096:
        raise ContractError(
            "A setting is out of range: --memory lies between 0.1 and 4096 GiB.\nHint: for example --memory 4."
        )


def _pair(word: str, option: str, example: str) -> tuple[str, str]:
    left, sign, right = word.partition("=")
    if not (sign and left and right):
        raise ContractError(f"{option} {word!r} is not of the form NAME=VALUE.\nHint: for example {option} {example}.")
    return left, right


def _name_from(path: Path) -> str:
    stem = path.name.split(".")[0]
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in stem).strip("-")[:60] or "shop"


def _label(sample: str, files: dict[str, list[Path]]) -> str:
    return sample or ", ".join(shown(path.name) for paths in files.values() for path in paths)[:200]


def _settings(chosen: argparse.Namespace, sample: str) -> Settings:
    currency = chosen.currency or ("CNY" if sample == "demo" else CURRENCY if sample else "")
    return Settings(
        as_of=chosen.as_of,
        lapse_days=chosen.lapse_days,
        margin_rate=chosen.margin,
        currency=currency,
        discount_rate=chosen.discount,
        horizon_months=chosen.horizon_months,
        timezone=chosen.timezone or ("Asia/Shanghai" if sample == "demo" else ""),
        risk_days=chosen.risk_days,
        feature_months=chosen.feature_months,
        day_order=chosen.day_order,
        decimal_mark=chosen.decimal_mark,
        count_unit=PUBLISHED_UNITS.get(sample, chosen.count_unit),
    )


def _sample_writer(chosen: argparse.Namespace):
    """A function that writes the sample's files into the work folder and completes the order with them."""

    def prepare(work: Path, order: Order) -> Order:
        if not order.sample:
            return order
        if order.sample == "demo":
            from data.simulate import write_parquet

            written = write_parquet(work / "demo", customers=chosen.customers, truth_folder=chosen.truth)
            return replace(order, files=written)
        table = "disclosure" if order.sample in PUBLISHED_UNITS else "transaction"
        return replace(order, files={table: [write_sample(order.sample, work)]})

    return prepare

"""The command line of `build.py`: arguments in, exit status out (0 published, 1 could not finish, 2 bad input)."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from builder.again import recall, remember
from builder.fault import note_fault
from builder.run import Order, run
from data.contract import TABLES, ContractError
from data.errors import BuildError
from data.files import shown
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
        "files", nargs="*", type=Path, metavar="FILE", help="CSV (also .gz) or Parquet files, or folders of them"
    )
    p.add_argument("--sample", choices=("demo", *SAMPLES), help="build a sample instead of files")
    p.add_argument("--customers", type=int, metavar="N", help="customers of the demo company")
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
        order = _order(chosen)
        path = run(order, root, _sample_writer(chosen))
        remember(root, order.name, parser(), chosen)
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


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """The arguments; those of `--again` come after the repeated ones, so that they win."""
    chosen = parser().parse_intermixed_args(arguments)
    if chosen.again is None:
        return chosen
    repeated = recall(chosen.warehouses or default_root(), checked_name(chosen.again))
    return parser().parse_intermixed_args([*repeated, *arguments])


def _order(chosen: argparse.Namespace) -> Order:
    sample = chosen.sample or ("" if chosen.files or chosen.table else "demo")
    if sample and chosen.files:
        raise ContractError("A build takes files or a sample, not both.\nHint: leave out --sample.")
    files: dict[str, list[Path]] = {"transaction": list(chosen.files)} if chosen.files else {}
    for word in chosen.table:
        table, path = _pair(word, "--table", "customer=crm.csv")
        if table not in TABLES:
            raise ContractError(f"There is no table {table!r}.\nHint: tables are {', '.join(TABLES)}.")
        files.setdefault(table, []).append(Path(path))
    given: dict[str, dict[str, str]] = {}
    for word in chosen.map:
        name, column = _pair(word, "--map", "customer_id=CustomerID")
        table, _, field = name.rpartition(".")
        table = table or "transaction"
        if table not in (files or TABLES):
            raise ContractError(
                f"--map {name} is for the table {table}, but no file of that table was given.\n"
                f"Hint: name it with --table {table}=FILE; tables are {', '.join(TABLES)}."
            )
        given.setdefault(table, {})[field] = column
    name = checked_name(chosen.name or sample or _name_from(next(iter(files.values()))[0]))
    _need_memory(chosen.memory)
    label = _label(sample, files)
    return Order(name, files, given, _settings(chosen, sample), sample, label, not chosen.no_models, chosen.memory)


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
        count_unit=PUBLISHED_UNITS.get(sample, chosen.count_unit),
    )


def _sample_writer(chosen: argparse.Namespace):
    """A function that writes the sample's files into the work folder and completes the order with them."""

    def prepare(work: Path, order: Order) -> Order:
        if not order.sample:
            return order
        if order.sample == "demo":
            from data.simulate import write_parquet

            written = write_parquet(work / "demo", customers=chosen.customers)
            return replace(order, files=written)
        table = "disclosure" if order.sample in PUBLISHED_UNITS else "transaction"
        return replace(order, files={table: [write_sample(order.sample, work)]})

    return prepare

"""The options of `build.py`, each with a line of help."""

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from data.contract import ContractError
from data.samples import SAMPLES


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

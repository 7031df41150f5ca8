"""From the options of `build.py` to an order: which files are which table, how they are read, under which settings."""

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path

from builder.run import Order
from data.contract import TABLES, ContractError
from data.files import shown
from data.intake.plan import FilePlan, read_plan
from data.intake.shapes import recall_shape
from data.kept import PARSE_SETTINGS, Kept, find_kept
from data.publish import checked_name
from data.recognition import field_called
from data.samples import CURRENCY, PUBLISHED_UNITS, write_sample
from data.settings import Settings


def order_of(chosen: argparse.Namespace, root: Path) -> Order:
    """The order that the options make, for the warehouses in `root`. Raises ContractError."""
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
    for planned in dict.fromkeys(path for plan in plans if plan.table for path in (plan.path, *plan.beside)):
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
        given.setdefault(table, {})[field_called(field, TABLES[table])] = column
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


def sample_writer(chosen: argparse.Namespace):
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

"""One build from beginning to end: read, stage, marts, models, check, publish. Nothing is visible before the last step."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from builder.models import fit_and_score
from builder.progress import Progress
from data.contract import TABLES, ContractError
from data.delivered import Loaded, load
from data.errors import BuildError
from data.files import expand, inspect
from data.marts import build_marts, choose_lapse, open_build
from data.publish import is_full_disk, new_build_id, publish, work_folder
from data.settings import Settings, settle, write_settings
from data.staging import build_table, check_accepted, keep_rejected_rows, stage_disclosure, stage_sides, stage_transactions

STAGES = ("reading", "staging", "marts", "models", "checking", "publishing")


@dataclass(frozen=True)
class Order:
    """What to build: {table: files}, {table: {field: column}}, and the settings. `sample` is empty for the firm's own data."""

    name: str
    files: dict[str, list[Path]]
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    sample: str = ""
    label: str = ""
    models: bool = True


def run(order: Order, root: Path, prepare=None) -> Path:
    """Build and publish; returns the path of the new warehouse file.

    prepare : called with the work folder and the order before reading, returns the order with its files (samples).
    Raises ContractError for bad input and BuildError for a full disk or an unwritable folder; then nothing was published.
    """
    order.settings.check()
    progress = Progress(STAGES)
    build_id = new_build_id()
    try:
        with work_folder(root, order.name) as work:
            progress.begin("reading")
            order = prepare(work, order) if prepare else order
            con = open_build(work)
            try:
                files = _read(con, order, work, progress)
                _build(con, order, files, build_id, progress)
            finally:
                con.close()
            progress.begin("publishing")
            path = publish(work / "warehouse.duckdb", root, order.name, build_id)
            progress.done(f"{path.stat().st_size / 1e6:,.1f} MB")
            return path
    except (OSError, duckdb.Error) as error:
        if is_full_disk(error):
            raise BuildError(
                "The disk is full; nothing was published.\nHint: free some space, or choose another folder with --warehouses."
            ) from error
        raise


def _read(con, order: Order, work: Path, progress: Progress) -> list[Loaded]:
    write_settings(con, order.settings)
    files: list[Loaded] = []
    for table_name, paths in order.files.items():
        for path in expand(paths):
            delivered = inspect(path, work)
            given = order.given.get(table_name, {})
            files.append(load(con, delivered, TABLES[table_name], given, number=len(files) + 1, work=work))
    con.execute(
        "create table warehouse.main.source_file (file_number integer, file varchar, batch varchar, table_name varchar, "
        "format varchar, encoding varchar, delimiter varchar, bytes bigint, rows bigint, sha256 varchar)"
    )
    con.execute(
        "create table warehouse.main.column_map (file_number integer, source_column varchar, field varchar, how varchar)"
    )
    for loaded in files:
        _note_file(con, loaded, batch=f"{datetime.now(UTC):%Y-%m-%d}")
    progress.done(f"{sum(loaded.rows for loaded in files):,} rows in {len(files)} file{'s' if len(files) > 1 else ''}")
    return files


def _note_file(con, loaded: Loaded, *, batch: str) -> None:
    d = loaded.delivered
    con.execute(
        "insert into warehouse.main.source_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [loaded.number, d.name, batch, loaded.table.name, d.format, d.encoding, d.delimiter, d.bytes, loaded.rows, d.sha256],
    )
    field_of = {column: name for name, column in loaded.mapping.items()}
    for column in loaded.columns:
        name = field_of.get(column, "")
        how = "unused" if not name else "given" if name in loaded.given else "name"
        con.execute("insert into warehouse.main.column_map values (?, ?, ?, ?)", [loaded.number, column, name, how])


def _build(con, order: Order, files: list[Loaded], build_id: str, progress: Progress) -> None:
    progress.begin("staging")
    transactions = [loaded for loaded in files if loaded.table.name == "transaction"]
    stage_transactions(con, transactions)
    stage_sides(con, [loaded for loaded in files if loaded.table.name != "transaction"])
    disclosed = stage_disclosure(con, files)
    if not disclosed:
        check_accepted(con)
        settle(con)
    keep_rejected_rows(con, transactions)
    build_table(con, "staging", "customer_key", scratch=True)
    accepted = build_table(con, "staging", "stg_transaction")
    build_table(con, "staging", "stg_customer")
    build_table(con, "staging", "stg_contract")
    rejected = build_table(con, "staging", "rejects")
    build_table(con, "staging", "data_quality")
    progress.done(f"{accepted:,} rows accepted, {rejected:,} turned away")
    progress.begin("marts")
    choose_lapse(con, order.settings.lapse_days)
    made: list[str] = []
    build_marts(con, lambda name, rows: made.append(name), disclosed=disclosed)
    progress.done(f"{len(made)} tables")
    progress.begin("models")
    purchase_model = fit_and_score(con, models=order.models and not disclosed)
    progress.done(purchase_model or "no purchase model")
    progress.begin("checking")
    _finish(con, order, build_id, purchase_model, progress)


def _finish(con, order: Order, build_id: str, purchase_model: str, progress: Progress) -> None:
    con.execute(
        "create table scratch.main.build_fact as select $build_id as build_id, $name as name, $label as source_label, "
        "$sample as sample, cast($now as timestamp) as built_at, $model as purchase_model",
        {
            "build_id": build_id,
            "name": order.name,
            "label": order.label,
            "sample": order.sample,
            "now": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            "model": purchase_model,
        },
    )
    build_table(con, "marts", "transaction_total", scratch=True)
    build_table(con, "marts", "old_customers", scratch=True)
    build_table(con, "marts", "build_info")
    _check(con)
    con.execute("checkpoint warehouse")
    total = con.execute(
        "select rows_in, rows_accepted, rows_rejected, money_in, money_accepted, money_rejected from build_info"
    ).fetchall()[0]
    progress.done(f"rows {total[0]:,} = {total[1]:,} + {total[2]:,}; money {total[3]:,.2f} = {total[4]:,.2f} + {total[5]:,.2f}")


def _check(con) -> None:
    """The identities a warehouse must satisfy before it may be seen. Raises BuildError."""
    checks = {
        "rows in = accepted + rejected": "select rows_in = rows_accepted + rows_rejected from build_info",
        "money in = accepted + rejected": "select money_in = money_accepted + money_rejected from build_info",
        "opening + acquired + won back - lost = closing": "select coalesce(bool_and(opening + acquired + won_back - lost = closing), true) "
        "from movement",
        "customer equity: opening + changes = closing": "select coalesce(bool_and(rest = 0), true) from (select sum(case when "
        "entry = 'closing' then -amount else amount end) as rest from equity_statement group by closed_on, line)",
    }
    for identity, statement in checks.items():
        if not con.execute(statement).fetchall()[0][0]:
            raise BuildError(f"The build does not reconcile: {identity} fails; nothing was published.\nHint: please report this.")


__all__ = ["STAGES", "ContractError", "Order", "run"]

"""One build from beginning to end: read, stage, marts, models, check, publish. Nothing is visible before the last step."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from builder.models import fit_and_score
from builder.progress import Progress
from data.contract import TABLES, ContractError
from data.delivered import Loaded, load, refuse_damaged
from data.disclosure import settle_disclosed
from data.errors import BuildError
from data.files import expand, inspect
from data.marts import build_marts, choose_lapse, open_build
from data.publish import is_full_disk, new_build_id, publish, work_folder
from data.rejects import keep_rejected_rows
from data.settings import Settings, check_accepted, settle, write_settings
from data.staging import build_table, stage

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
    memory_gib: float | None = None


def run(order: Order, root: Path, prepare=None) -> Path:
    """Build and publish; returns the path of the new warehouse file.

    prepare : called with the work folder and the order before reading, returns the order with its files (samples).
    Raises ContractError for bad input and BuildError for a full disk, too little memory or an unwritable folder; then
    nothing was published.
    """
    order.settings.check()
    progress = Progress(STAGES)
    build_id = new_build_id()
    try:
        with work_folder(root, order.name) as work:
            progress.begin("reading")
            order = prepare(work, order) if prepare else order
            con = open_build(work, memory_gib=order.memory_gib)
            try:
                files = read_files(con, order, work)
                progress.done(_said(files))
                _build(con, order, files, build_id, progress)
            finally:
                con.close()
            progress.begin("publishing")
            path = publish(work / "warehouse.duckdb", root, order.name, build_id)
            progress.done(f"{path.stat().st_size / 1e6:,.1f} MB")
            return path
    except (OSError, MemoryError, duckdb.Error) as error:
        if is_full_disk(error):
            raise BuildError(
                "The disk is full; nothing was published.\nHint: free some space, or choose another folder with --warehouses."
            ) from error
        if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
            raise BuildError(
                "The build needs more memory than it may use; nothing was published.\n"
                "Hint: allow more with --memory GIB; a small file that unpacks to very much may be damaged."
            ) from error
        raise


def read_files(con, order: Order, work: Path) -> list[Loaded]:
    """Load all files of the order into the scratch database and note them in `source_file` and `column_map`."""
    write_settings(con, order.settings)
    files: list[Loaded] = []
    for table_name, paths in order.files.items():
        known: dict[str, str] = {}
        for path in expand(paths):
            delivered = inspect(path, work)
            if delivered.sha256 in known:
                raise ContractError(
                    f"{delivered.name} holds exactly the same as {known[delivered.sha256]}; its rows would count twice.\n"
                    "Hint: leave one of them out."
                )
            known[delivered.sha256] = delivered.name
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
    return files


def _said(files: list[Loaded]) -> str:
    return f"{sum(loaded.rows for loaded in files):,} rows in {len(files)} file{'s' if len(files) > 1 else ''}"


def _note_file(con, loaded: Loaded, *, batch: str) -> None:
    d = loaded.delivered
    con.execute(
        "insert into warehouse.main.source_file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            loaded.number,
            d.name,
            batch,
            loaded.table.name,
            d.format,
            d.encoding,
            d.delimiter,
            d.bytes,
            loaded.rows,
            d.sha256,
        ],
    )
    field_of = {column: name for name, column in loaded.mapping.items()}
    fields = [field_of.get(column, "") for column in loaded.columns]
    how = ["unused" if not name else "given" if name in loaded.given else "name" for name in fields]
    con.execute(
        "insert into warehouse.main.column_map select $number, unnest($columns), unnest($fields), unnest($how)",
        {"number": loaded.number, "columns": list(loaded.columns), "fields": fields, "how": how},
    )


def _build(con, order: Order, files: list[Loaded], build_id: str, progress: Progress) -> None:
    progress.begin("staging")
    accepted, rejected, disclosed = stage_files(con, files)
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


def stage_files(con, files: list[Loaded]) -> tuple[int, int, bool]:
    """Create the staging tables, `rejects` and `data_quality`.

    Returns transactions accepted, rows turned away, and whether the firm gives nothing but its published figures.
    """
    try:
        stage(con, files)
        disclosed = settle_disclosed(con, files)
        if not disclosed:
            check_accepted(con)
            settle(con)
        rejected = keep_rejected_rows(con, files)
    except duckdb.Error as error:
        if not isinstance(error, duckdb.OutOfMemoryException) and not is_full_disk(error):
            refuse_damaged(con, files)  # Parquet is read here for the first time to its end
        raise
    build_table(con, "staging", "customer_key", scratch=True)
    accepted = build_table(con, "staging", "stg_transaction")
    build_table(con, "staging", "stg_customer")
    build_table(con, "staging", "stg_contract")
    build_table(con, "staging", "data_quality")
    return accepted, rejected, disclosed


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
    progress.done(
        f"rows {total[0]:,} = {total[1]:,} + {total[2]:,}; money {total[3]:,.2f} = {total[4]:,.2f} + {total[5]:,.2f}"
    )


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
            raise BuildError(
                f"The build does not reconcile: {identity} fails; nothing was published.\nHint: please report this."
            )


__all__ = ["STAGES", "ContractError", "Order", "run"]

"""Writes a company of any size to Parquet, one file a table, chunk by chunk of its customers: memory stays bounded."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.simulate.columns import COLUMNS
from data.simulate.company import chunk_revenue, chunks, company_tables, company_truth

DATE_COLUMNS = {"birth_date", "period"}


def write_tables(folder, setting, *, truth_folder=None):
    """Write every table of the company into `folder` as <table>.parquet; returns {table: [path]}.

    truth_folder : also write there what is true of the company, one file a table of `TRUTH`; it is no part of what is
        returned, so that no build reads it
    At most one chunk of customers is in memory. Raises OSError when the disk is full; files written so far stay.
    """
    folder, revenue = Path(folder), 0.0
    writers, truth_writers = {}, {}
    try:
        for tables, truth in chunks(setting):
            revenue = revenue + chunk_revenue(tables, setting)
            _append(writers, folder, tables)
            if truth_folder is not None:
                _append(truth_writers, Path(truth_folder), truth)
        _append(writers, folder, company_tables(setting, revenue))
        if truth_folder is not None:
            _append(truth_writers, Path(truth_folder), company_truth(setting))
    finally:
        for writer in (*writers.values(), *truth_writers.values()):
            writer.close()
    return {name: [folder / f"{name}.parquet"] for name in COLUMNS}


def _append(writers, folder, tables):
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        arrow = _as_delivered(table)
        if name not in writers:
            writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", arrow.schema, compression="zstd")
        writers[name].write_table(arrow)


def _as_delivered(table):
    """Arrow table whose days are dates, not moments, and whose texts have one type in every chunk."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    fields = [field.with_type(_type_of(field)) for field in arrow.schema]
    return arrow.cast(pa.schema(fields))


def _type_of(field):
    if field.name.endswith("_on") or field.name in DATE_COLUMNS:
        return pa.date32()
    is_text = pa.types.is_string(field.type) or pa.types.is_null(field.type)
    return pa.large_string() if is_text else field.type

"""The warehouse a reader looks at, and reading it: small finished tables, cached by build and filters.

The root folder is WAREHOUSES_DIR, else `data/warehouses`. A script run looks at one build from its first line to its
last; the next run follows the pointer to a newer one.
"""

import os
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import streamlit as st

from data import store

_DEFAULT_ROOT = Path(__file__).resolve().parent.parent / "data" / "warehouses"
_LAST = "warehouse_read"
# Columns with personal values: what holds one of them is read anew each time and kept in no cache.
PERSONAL = frozenset({"customer_id", "customer_name", "phone", "email", "birth_date", "address", "raw"})
_without_personal: set[tuple] = set()  # what has been seen to hold none, of all readers
_chosen: ContextVar[store.WarehouseRef | None] = ContextVar("warehouse", default=None)


class NoWarehouse(LookupError):
    """No warehouse has been chosen, because there is none."""


def root() -> Path:
    """Folder that holds the warehouses."""
    return Path(os.environ.get("WAREHOUSES_DIR") or _DEFAULT_ROOT)


def names() -> list[str]:
    """Names of the published warehouses, in alphabetical order."""
    return sorted(ref.name for ref in store.list_warehouses(root()))


def first_choice(offered: list[str]) -> str:
    """The warehouse to open without being asked: the firm's own data before the samples, the demo before the others."""
    return min(offered, key=lambda name: ({"": 0, "demo": 1}.get(build_info(name).sample, 2), name))


def is_readable() -> bool:
    """True when the chosen build has the tables of this version of the dashboard."""
    return build_info().schema_version == store.SCHEMA_VERSION


def use(name: str) -> store.WarehouseRef:
    """Let this script run read the current build of a warehouse; the frame does it before any page runs."""
    ref = store.resolve(root(), name)
    _chosen.set(ref)
    st.session_state[_LAST] = ref
    return ref


def use_none() -> None:
    """Let this script run know that there is no warehouse."""
    _chosen.set(None)
    st.session_state.pop(_LAST, None)


def chosen() -> store.WarehouseRef:
    """The build this script run reads; in a callback, which runs before the frame, the one read last. NoWarehouse."""
    ref = _chosen.get() or st.session_state.get(_LAST)
    if ref is None:
        raise NoWarehouse(f"no warehouse in {root()}")
    return ref


def name_or(other: str) -> str:
    """Name of the warehouse this script run reads, or `other` on a page that needs none."""
    ref = _chosen.get() or st.session_state.get(_LAST)
    return other if ref is None else ref.name


def read(
    table: str,
    *,
    columns: tuple[str, ...] | None = None,
    order_by: tuple[str, ...] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **filters: object,
) -> pd.DataFrame:
    """Rows of one published table under the reader's filters; columns as in data/marts.toml.

    Filters that the table has no column for do not apply to it. The frame returned is the caller's own.
    """
    path, kept = str(chosen().path), frozen(filters)
    if (table, columns) not in _without_personal:
        result = store.read_table(path, table, filters, columns=columns, order_by=order_by, limit=limit, offset=offset)
        if not _note_columns((table, columns), result):
            return result
    return _read(path, table, kept, columns, order_by, limit, offset)


def query(name: str, **params: object) -> pd.DataFrame:
    """Result of the named query `data/sql/queries/<name>.sql` with its `$parameters`."""
    path, kept = str(chosen().path), frozen(params)
    if (name,) not in _without_personal:
        result = store.query(path, name, params)
        if not _note_columns((name,), result):
            return result
    return _query(path, name, kept)


def _note_columns(what: tuple, result: pd.DataFrame) -> bool:
    """True, and noted for all later times, when the result has no personal column and may be cached."""
    if PERSONAL & set(result.columns):
        return False
    _without_personal.add(what)
    return True


def earlier_builds() -> list[str]:
    """Ids of the builds of the chosen warehouse that are kept beside the one read, the oldest first."""
    ref = chosen()
    return [kept.build_id for kept in store.list_builds(root(), ref.name) if kept.build_id != ref.build_id]


def query_build(build_id: str, name: str, **params: object) -> pd.DataFrame:
    """As `query`, from another build of the chosen warehouse. Raises StoreError when it is not kept."""
    return _query(str(_kept(build_id)), name, frozen(params))


def build_info_of(build_id: str) -> SimpleNamespace:
    """As `build_info`, of another build of the chosen warehouse. Raises StoreError when it is not kept."""
    return _build_info(str(_kept(build_id)))


def _kept(build_id: str) -> Path:
    for kept in store.list_builds(root(), chosen().name):
        if kept.build_id == build_id:
            return kept.path
    raise store.StoreError(f"The build {build_id!r} is not kept.")


def build_info(name: str | None = None) -> SimpleNamespace:
    """The one row of `build_info`, by attribute: of the chosen warehouse, or of the one named."""
    path = chosen().path if name is None else store.resolve(root(), name).path
    return _build_info(str(path))


def is_list() -> bool:
    """Does the warehouse rest on a list of contracts as of one day? Then losses are known for that very day alone."""
    info = build_info()
    return info.lines == "contract" and info.log_start < info.as_of == info.observable_from


@lru_cache(maxsize=64)
def _build_info(path: str) -> SimpleNamespace:
    """Asked for with every amount that is written, so it is kept as it is, not unpickled each time."""
    row = store.read_table(path, "build_info", {}).iloc[0]
    return SimpleNamespace(**{column: _python(row[column]) for column in row.index})


# Paths are those of immutable builds, so path and filters are the whole key; the oldest entries leave first.
@st.cache_data(show_spinner=False, max_entries=512)
def _read(path, table, filters, columns, order_by, limit, offset) -> pd.DataFrame:
    return store.read_table(
        path, table, _thawed(filters), columns=columns, order_by=order_by, limit=limit, offset=offset
    )


@st.cache_data(show_spinner=False, max_entries=512)
def _query(path, name, params) -> pd.DataFrame:
    return store.query(path, name, _thawed(params))


def frozen(values: dict[str, object]) -> tuple:
    """Filters as a cache key: sorted, lists as tuples."""
    return tuple(sorted((k, tuple(v) if isinstance(v, list) else v) for k, v in values.items()))


def _thawed(values: tuple) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values}


def _python(value: object) -> object:
    """A plain Python value: timestamps at midnight become dates, missing values None."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date() if value == value.normalize() else value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value

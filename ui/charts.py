"""Charts and tables as every page shows them: alternative text, the data behind them, a safe download."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.figures import theme
from ui import access, export_log, figure_table, formats, gathered, table_columns, warehouse
from ui.definitions import DEFINITIONS, name_of
from ui.export import csv_bytes
from ui.i18n import _, language

# Streamlit brings "Source Sans" along; Chinese comes from what the reader's machine has. As in .streamlit/config.toml,
# because plotly does not inherit the page's font.
FONT = "Source Sans, Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"


def mode() -> str:
    """The ground that the reader's browser shows now: light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def figure(name: str, make: Callable[[], go.Figure], **depends_on: object) -> go.Figure:
    """A figure drawn once for all readers who would see the same: warehouse, language, ground and `depends_on` alike.

    name : of the figure, one for each place that draws one; make : draws it, and reads nothing that is not named in
    depends_on : filters and options it is drawn by (the warehouse's build, language and ground count by themselves)
    """
    path = str(warehouse.chosen().path)
    return _drawn((name, path, language(), mode(), warehouse.frozen(depends_on)), make)


# Figures are shared as they are, not copied: drawing one costs far more than showing it, and nobody changes one later.
@st.cache_resource(max_entries=512, show_spinner=False)
def _drawn(key_of_figure: tuple, _make: Callable[[], go.Figure]) -> go.Figure:
    made = _make()
    made.update_layout(font_family=FONT, hoverlabel_font_family=FONT)
    return made


def chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    data: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
    on_select=None,
):
    """Draw a figure with its alternative text and, folded away, the table behind it with a download.

    data : that table; without one, what the figure draws is listed
    columns, kinds : of that table, as for `table`
    on_select : callback of a click; the selection is returned then
    """
    options = {} if on_select is None else {"on_select": on_select, "selection_mode": "points"}
    if figure.layout.font.family != FONT:
        figure.update_layout(font_family=FONT, hoverlabel_font_family=FONT)
    state = st.plotly_chart(figure, key=key, theme=None, alt=alt, config=_config(key), **options)
    if data is None:
        data, columns = figure_table.of(figure)
        kinds = {"across": "text"}
    if gathered.is_on():
        shown, names, known = _shown(data, columns, kinds)
        gathered.add(gathered.Picture(figure, key, alt, shown, names, known))
    if not data.empty:
        with gathered.left_out(), st.expander(_("The figures behind it"), icon=":material/table_rows:"):
            table(data, key=key, columns=columns, kinds=kinds, alt=alt)
    return state


def table(
    data: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, str] | None = None,
    alt: str = "",
    kinds: Mapping[str, str] | None = None,
    download: bool = True,
    on_pick: Callable[[int], None] | None = None,
    whole: bool = False,
) -> None:
    """A table and its download. Values from data stay text: a cell is never read as Markdown.

    columns : column -> name to show; columns left out are not shown. Default: the definitions' names
    kinds : column -> whole, decimal, rate, money, cents, day, month, text; guessed from the type where it is not given
        money : without cents where it is large; cents: to the cent, for statements that add up
    on_pick : called with the position of a row that the reader picks
    whole : show every row of a long table, instead of ten that scroll
    """
    shown, names, known = _shown(data, columns, kinds)
    gathered.add(gathered.Table(shown, key, names, known))
    config = table_columns.config(shown, names, known)
    is_whole = whole or len(shown) <= table_columns.ROWS_SHOWN_WHOLE
    options: dict[str, Any] = {"height": "content"} if is_whole else {}
    if on_pick is not None:
        options |= {"selection_mode": "single-row", "on_select": _picked(f"{key}_table", on_pick)}
    # An empty cell is not observed or does not exist: a dash, never the word None.
    as_shown = table_columns.as_shown(shown, known)
    st.dataframe(
        as_shown, hide_index=True, column_config=config, alt=alt or None, key=f"{key}_table", placeholder="–", **options
    )
    _foot(shown.rename(columns=names), key, what=alt or key, unit=table_columns.unit_of_money(known), download=download)


def _foot(shown: pd.DataFrame, key: str, *, what: str, unit: str, download: bool) -> None:
    """What stands under a table: the button that takes it away, and what its money is in."""
    takes = download and access.reader().takes_tables
    if unit:
        gathered.add(gathered.Text("aside", unit))
    if takes or unit:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if takes:
                _download(shown, key, what)
            if unit:
                st.caption(unit, width="content")


def _download(shown: pd.DataFrame, key: str, what: str) -> None:
    """The button that hands out a table as CSV, each figure unrounded, as it was computed."""
    file_name = f"{warehouse.name_or('numbers')}-{key}{_as_of()}.csv"
    st.download_button(
        _("Download (CSV)"),
        data=export_log.noted(lambda: csv_bytes(shown), what=what, rows=len(shown), file_name=file_name),
        file_name=file_name,
        mime="text/csv",
        key=f"{key}_download",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        disabled=shown.empty,
    )


def _shown(
    data: pd.DataFrame, columns: Mapping[str, str] | None, kinds: Mapping[str, str] | None
) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """The columns shown in their order, their names and their kinds."""
    names = columns or {column: name_of(column) if column in DEFINITIONS else column for column in data.columns}
    shown = data[[column for column in names if column in data.columns]]
    return (
        shown,
        dict(names),
        {name: (kinds or {}).get(name) or table_columns.kind_of(shown[name]) for name in shown.columns},
    )


def _config(key: str) -> dict[str, Any]:
    """Plotly's settings; a picture that is taken away (PNG) has a name that tells what it is and as of which day."""
    name = f"{warehouse.name_or('numbers')}-{key}{_as_of()}"
    return {**theme.CONFIG, "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2}}


def _as_of() -> str:
    """The day that the figures are as of, for a file's name: a file outlives the page it came from."""
    name = warehouse.name_or("")
    return f"-{warehouse.build_info().as_of}" if name else ""


def _picked(key: str, on_pick: Callable[[int], None]) -> Callable[[], None]:
    def callback() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            on_pick(rows[0])

    return callback


def money_columns(data: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A copy with these columns as short money texts, for small tables that are read, not computed with."""
    currency = warehouse.build_info().currency or ""
    return data.assign(**{column: data[column].map(lambda value: formats.money(value, currency)) for column in columns})

"""The report: one HTML file that needs no network, reads on a phone and prints on A4."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from analytics.figures import theme
from ui.gathered import Cards, Picture, Table
from ui.handout import words
from ui.handout.story import Section, Sheet
from ui.i18n import _, language

MOST_ROWS = 36
_STYLE = Path(__file__).with_name("report.css")
_PLOT_PIXELS = 680  # the width between the margins of an A4 page
# No script but what stands in the file, and no address to call: figures of a firm stay in the file.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
_DRAW = """
for (const place of document.querySelectorAll(".plot")) {
  const made = JSON.parse(document.getElementById(place.dataset.figure).textContent);
  const width = Math.min(PIXELS, document.querySelector(".page").clientWidth);
  Plotly.newPlot(place, made.data, Object.assign(made.layout, {width: width, autosize: false}), CONFIG);
}
"""


def report_bytes(sheets: Sequence[Sheet], *, title: str, made_on: str) -> bytes:
    """The pages as one HTML file."""
    scripts: list[str] = []
    body = "".join(_sheet(sheet, number, scripts) for number, sheet in enumerate(sheets))
    config = theme.CONFIG | {"responsive": False}
    draw = _DRAW.replace("PIXELS", str(_PLOT_PIXELS)).replace("CONFIG", json.dumps(config))
    plotly = f"<script>{get_plotlyjs()}</script>\n{''.join(scripts)}<script>{draw}</script>" if scripts else ""
    return f"""<!doctype html>
<html lang="{language().replace("_", "-")}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
{_front(sheets, title, made_on)}
<main>{body}</main>
{plotly}
</body>
</html>
""".encode()


def _front(sheets: Sequence[Sheet], title: str, made_on: str) -> str:
    if len(sheets) == 1:
        return f'<header class="about"><p>{escape(title)} · {escape(made_on)}</p></header>'
    rows = "".join(
        f'<li><a href="#page-{number}">{escape(sheet.name)}</a>: {words.as_html(sheet.finding)}</li>'
        for number, sheet in enumerate(sheets)
    )
    about = " · ".join(filter(None, [words.as_html(sheets[0].caption), escape(made_on)]))
    return f'<header><h1>{escape(title)}</h1><p class="about">{about}</p><ol class="contents">{rows}</ol></header>'


def _sheet(sheet: Sheet, number: int, scripts: list[str]) -> str:
    told = [escape(sheet.name), words.as_html(sheet.caption), words.as_html(sheet.chosen), escape(sheet.unit)]
    about = " · ".join(filter(None, told))
    sections = "".join(
        _section(section, f"{number}-{place}", scripts, level=1 if place == 0 else 2)
        for place, section in enumerate(sheet.sections)
    )
    meant = "".join(
        f"<dt>{words.as_html(name)}</dt><dd>{words.as_html(meaning)}</dd>" for name, meaning in sheet.definitions
    )
    definitions = f"<h2>{escape(_('Definitions'))}</h2><dl>{meant}</dl>" if meant else ""
    same = escape(_("The same view: {address}").format(address=sheet.address))
    return (
        f'<section class="page" id="page-{number}"><p class="about">{about}</p>{sections}{definitions}'
        f'<p class="about">{same}</p></section>'
    )


def _section(section: Section, place: str, scripts: list[str], *, level: int) -> str:
    said = "".join(f"<p>{words.as_html(text)}</p>" for text in section.says)
    empty = "".join(f'<p class="empty">{words.as_html(text)}</p>' for text in section.empties)
    shown = "".join(_shown(each, f"{place}-{index}", scripts) for index, each in enumerate(section.shows))
    aside = "".join(f'<p class="aside">{words.as_html(text)}</p>' for text in section.asides)
    return f"<h{level}>{words.as_html(section.title)}</h{level}>{said}{shown}{empty}{aside}"


def _shown(each: Cards | Picture | Table, place: str, scripts: list[str]) -> str:
    if isinstance(each, Picture):
        return _picture(each, f"figure-{place}", scripts)
    return _cards(each) if isinstance(each, Cards) else _table(each)


def _cards(row: Cards) -> str:
    made = "".join(
        f'<div class="card"><span>{words.as_html(label)}</span><strong>{words.as_html(value)}</strong>'
        f"<span>{words.as_html(change)}</span></div>"
        for label, value, change in row.rows
    )
    return f'<div class="cards">{made}</div>'


def _picture(picture: Picture, name: str, scripts: list[str]) -> str:
    figure = go.Figure(picture.figure)
    figure.update_layout(width=None)
    # No "<" in it, so that no text from data can end the script it stands in.
    told = figure.to_json().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    scripts.append(f'<script type="application/json" id="{name}">{told}</script>\n')
    height = int(figure.layout.height or 400)
    alt = escape(words.plain(picture.alt), quote=True)
    return (
        f'<figure aria-label="{alt}"><div class="plot" data-figure="{name}" style="height:{height}px"></div></figure>'
    )


def _table(table: Table) -> str:
    rows = table.rows.iloc[:MOST_ROWS]
    kinds = [table.kinds[name] for name in rows.columns]
    looks = [' class="number"' if words.is_number(kind) else "" for kind in kinds]
    head = "".join(f"<th{look}>{escape(str(table.names[n]))}</th>" for n, look in zip(rows.columns, looks, strict=True))
    columns = [words.column(rows[name], kind) for name, kind in zip(rows.columns, kinds, strict=True)]
    body = "".join(
        "<tr>" + "".join(f"<td{look}>{escape(text)}</td>" for text, look in zip(row, looks, strict=True)) + "</tr>"
        for row in zip(*columns, strict=True)
    )
    cut = ""
    if len(rows) < len(table.rows):
        cut = escape(_("The first {n} of {all} rows").format(n=len(rows), all=len(table.rows)))
        cut = f'<p class="aside">{cut}</p>'
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{cut}'

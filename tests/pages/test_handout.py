"""Hand-outs: the files are opened and compared with the warehouse; nobody's ids leave with a careful reader."""

import io
import math
import re
import time

import pandas as pd
import plotly.graph_objects as go
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from ui import access, gathered, i18n
from ui.escape import plain
from ui.handout import deck, job, report, run, words
from ui.handout.panels import panels_of
from ui.handout.story import sheet_of

REGION = "East China"
EMU = 914_400
JOB_SECONDS = 300


@pytest.fixture(scope="module")
def environment(warehouses_root, tmp_path_factory):
    """The app's folders, for pages run here and in child processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAREHOUSES_DIR", str(warehouses_root))
        patch.setenv("WORKSPACE_DIR", str(tmp_path_factory.mktemp("workspace")))
        patch.setenv("TMPDIR", str(tmp_path_factory.mktemp("handouts")))
        patch.setattr("tempfile.tempdir", None)
        yield


@pytest.fixture(scope="module")
def sheets(environment, demo_warehouse):
    """Two pages of the demo company in one region, as an analyst without a login sees them."""
    i18n.set_language("en")
    view = {"lang": ["en"], "warehouse": ["demo"], "first_region": [REGION]}
    return run.sheets(["acquisition-churn", "matrix"], view, unit="amounts in CNY")


@pytest.fixture(scope="module")
def made_deck(sheets):
    """The deck of these pages, opened again."""
    return Presentation(io.BytesIO(deck.deck_bytes(sheets, title="Customer asset", made_on="made today")))


def chart_values(made, name):
    """Series name -> values of the chart of that name."""
    chart = next(shape.chart for slide in made.slides for shape in slide.shapes if shape.name == name)
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def texts_of(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_native_charts_hold_the_figures_of_the_warehouse(made_deck, open_warehouse, demo_warehouse):
    rows = (
        open_warehouse(demo_warehouse)
        .execute(
            "select sum(closing), sum(acquired), sum(won_back), -sum(lost) from movement "
            "where grain = 'month' and line = 'all' and first_region = $region group by period_start order by period_start",
            {"region": REGION},
        )
        .fetchall()
    )
    base, acquired, won_back, lost = (list(map(float, column)) for column in zip(*rows, strict=True))
    assert chart_values(made_deck, "stock_and_flow 1")["Base"] == base
    flows = chart_values(made_deck, "stock_and_flow 2")
    assert (flows["Acquired"], flows["Won back"], flows["Lost"]) == (acquired, won_back, lost)


def test_each_slide_has_a_finding_and_says_where_its_figures_come_from(made_deck, sheets):
    titles = [slide.shapes.title.text_frame.text for slide in made_deck.slides]
    for sheet in sheets:
        for section in sheet.sections:
            assert words.plain(section.title) in titles
        last = [slide for slide in made_deck.slides if slide.shapes.title.text_frame.text.endswith(f": {sheet.name}")]
        meant = " ".join(text for slide in last for text in texts_of(slide))
        assert all(words.plain(meaning) in meant for _name, meaning in sheet.definitions)
    for slide in list(made_deck.slides)[1:]:
        foot = " ".join(texts_of(slide))
        assert "as of Dec 31, 2025" in foot
        assert f"First region: {REGION}" in foot
        assert "amounts in CNY" in foot
    spoken = [slide.notes_slide.notes_text_frame.text for slide in made_deck.slides if slide.has_notes_slide]
    assert any("Customers who have not lapsed" in text and "first_region=East China" in text for text in spoken)


def test_a_heat_map_is_a_table_with_what_its_cells_say(made_deck):
    shape = next(shape for slide in made_deck.slides for shape in slide.shapes if shape.name == "matrix_heat")
    cells = [[cell.text for cell in row.cells][1:] for row in list(shape.table.rows)[1:]]
    assert [[text[:2] for text in row] for row in cells] == [["BC", "BD"], ["AC", "AD"]]
    assert all(text.endswith("customers") for row in cells for text in row)


def inches_of(text_frame, width):
    """Height that texts take, by letters counted apart from the product's own estimate."""
    height = 0.0
    for paragraph in text_frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs if run.font.size), default=10)
        for line in re.split("[\n\v]", paragraph.text):
            letters = sum(1.0 if ord(letter) > 0x2E80 else 0.5 for letter in line)
            height += max(1, math.ceil(letters * size / 72 / width)) * size * 1.17 / 72
    return height


def assert_fits(made):
    for number, slide in enumerate(made.slides, start=1):
        for shape in slide.shapes:
            width, height = shape.width / EMU, shape.height / EMU
            right, bottom = shape.left / EMU + width, shape.top / EMU + height
            if shape.has_table:
                bottom = shape.top / EMU + sum(row.height for row in shape.table.rows) / EMU
                for row in shape.table.rows:
                    for column, cell in zip(shape.table.columns, row.cells, strict=True):
                        needed = inches_of(cell.text_frame, column.width / EMU - 0.14)
                        assert needed <= row.height / EMU + 0.02, (number, cell.text_frame.text)
            elif shape.has_text_frame:
                assert inches_of(shape.text_frame, width) <= height + 0.02, (number, shape.text_frame.text)
            assert right <= 13.34, (number, shape.name)
            assert bottom <= 7.5, (number, shape.name)


def test_nothing_runs_over_and_every_text_names_a_chinese_typeface(made_deck):
    assert_fits(made_deck)
    for slide in made_deck.slides:
        for shape in slide.shapes:
            root = shape.chart._chartSpace if shape.has_chart else shape._element
            for tag in ("a:rPr", "a:defRPr"):
                for properties in root.iter(qn(tag)):
                    assert properties.find(qn("a:ea")) is not None, shape.name
            # Else PowerPoint draws what lies below zero, the losses, in white.
            for series in root.iter(qn("c:ser")):
                if series.getparent().tag == qn("c:barChart"):
                    assert series.find(qn("c:invertIfNegative")).get("val") == "0"


def test_each_slide_defines_what_stands_on_it(made_deck, sheets):
    slide = next(s for s in made_deck.slides if any(shape.name == "stock_and_flow 2" for shape in s.shapes))
    meaning = words.plain(dict(sheets[0].definitions)["Acquired"])
    assert any(meaning in text for text in texts_of(slide))
    every = [text for slide in made_deck.slides for text in texts_of(slide)]
    assert not [text for text in every if "_x000" in text]  # a line break that the library wrote as a code


def test_charts_hold_in_other_programs():
    """A scale holds each stack, the longest series comes first, and the label of a bridge stands behind its bar."""
    months = pd.date_range("2024-01-01", periods=3, freq="MS")
    stacked = go.Figure([go.Bar(x=months, y=y, name=str(y)) for y in ([150, 90, 120], [120, 80, 10], [-90, -8, -7])])
    stacked.update_layout(barmode="relative")
    lines = go.Figure([go.Scatter(x=[0, 1], y=[1, 0.5], name="short"), go.Scatter(x=[0, 1, 2], y=[1, 0.6, 0.4], name="long")])  # fmt: skip
    bridge = go.Figure(go.Bar(x=[100, -30, 70], base=[0, 100, 0], y=["a", "b", "c"], orientation="h"))
    bridge.update_traces(text=["100", "-30", "70"]).update_layout(yaxis_autorange="reversed")
    empty = pd.DataFrame({"n": ["a"]})
    pictures = [gathered.Picture(figure, name, name, empty, {"n": "n"}, {"n": "text"})
                for name, figure in (("stacked", stacked), ("lines", lines), ("bridge", bridge))]  # fmt: skip
    sheet = sheet_of([gathered.Text("headline", "P"), *pictures], name="P", address="p")
    made = Presentation(io.BytesIO(deck.deck_bytes([sheet], title="P", made_on="")))
    charts = {shape.name: shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart}
    axis = charts["stacked"].value_axis
    assert (axis.minimum_scale, axis.maximum_scale) == (-100, 300)
    written = charts["lines"]._chartSpace.findall(f".//{qn('c:ser')}")
    assert [len(series.findall(f"{qn('c:xVal')}//{qn('c:pt')}")) for series in written] == [3, 2]
    assert [series.name for series in charts["lines"].plots[0].series] == ["short", "long"]
    foot, amount, room = charts["bridge"].plots[0].series
    assert (list(foot.values), list(amount.values)) == ([0, 70, 0], [100, 30, 70])
    assert [point.data_label.text_frame.text for point in (room.points[0], room.points[1])] == ["100", "-30"]


def test_texts_of_data_stay_texts():
    """A name that is markup, a formula or the end of a script is shown as it is, in both files."""
    bad = '</script><script>alert("x")</script> **$a$** =1+1'
    figure = go.Figure(go.Bar(x=["a", "b"], y=[1, -2], name=bad))
    pictured = gathered.Picture(figure, "bad", bad, pd.DataFrame({"n": ["a"]}), {"n": "n"}, {"n": "text"})
    parts = [gathered.Text("caption", plain(bad)), gathered.Text("headline", plain(bad)), pictured]
    sheet = sheet_of(parts, name="P", address="p")
    page = report.report_bytes([sheet], title=bad, made_on="").decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    made = Presentation(io.BytesIO(deck.deck_bytes([sheet], title=bad, made_on="")))
    assert made.slides[0].shapes.title.text_frame.text == bad
    assert [panel.series[0].values for panel in panels_of(figure)] == [[1.0, -2.0]]


def order(pages, *, lang="zh_CN", **reader):
    known = {"name": "somebody", "role": "analyst", "is_careful": True, **reader}
    return job.Order(pages, {"lang": [lang], "warehouse": ["demo"]}, lang, "demo", access.Reader(**known))


def wait_for(folder):
    give_up_at = time.monotonic() + JOB_SECONDS
    while (stand := job.stand(folder)).status == "running" and time.monotonic() < give_up_at:
        time.sleep(0.2)
    return stand


def test_a_hand_out_is_made_beside_the_server_for_this_reader_alone(
    environment, sheets, demo_warehouse, open_warehouse
):
    """A careful analyst's has no id; a wrong order fails in words; a third at once is not begun; all is cleared away."""
    ids = {row[0] for row in open_warehouse(demo_warehouse).execute("select customer_id from customer").fetchall()}
    shown = {str(value) for each in sheets[1].sections for part in each.of(gathered.Table) for value in part.rows.iloc[:, 1]}  # fmt: skip
    assert ids & shown  # the page of an analyst shows them
    good, bad = job.start(order(["one-customer"])), job.start(order(["no-such-page"]))
    assert job.start(order(["one-customer"])) is None
    assert wait_for(bad).status == "failed"
    assert "no-such-page" in job.last_words(bad)
    stand = wait_for(good)
    assert (stand.status, stand.is_masked) == ("done", True)
    assert stand.rows >= 10
    page = job.file(good, "html").decode()
    assert "最有价值" in page
    assert not ids & set(re.findall(r"C\d{8}", page))
    made = Presentation(io.BytesIO(job.file(good, "pptx")))
    assert_fits(made)
    assert any("指标定义" in text or "定义" in text for slide in made.slides for text in texts_of(slide))
    assert good.stat().st_mode & 0o077 == 0
    for folder in (good, bad):
        job.drop(folder)
        assert job.stand(folder).status == "gone"


def test_the_button_costs_a_page_nothing_and_is_not_for_everybody(open_page, demo_warehouse, monkeypatch):
    app = open_page("health", warehouse="demo")
    assert popovers(app.main) == ["Filters", "Hand-out"]
    assert not gathered.is_on()
    assert not [button for button in app.button if button.key == "handout_make"]  # closed: nothing is drawn in it
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", "presenter")
    assert popovers(open_page("health", warehouse="demo").main) == ["Filters"]


def popovers(block):
    """Labels of the buttons that open something, in their order."""
    own = [block.proto.popover.label] if block.type == "popover" else []
    return own + [label for child in getattr(block, "children", {}).values() for label in popovers(child)]

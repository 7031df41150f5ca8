"""The report of a hand-out in a real browser: narrow, printed, and cut off from every network."""

import re

from ui import gathered, i18n
from ui.handout import report, run, words


def test_the_report_prints_and_asks_no_network(browser, demo_warehouse, warehouses_root, monkeypatch, tmp_path):
    monkeypatch.setenv("WAREHOUSES_DIR", str(warehouses_root))
    monkeypatch.setenv("WORKSPACE_DIR", str(tmp_path / "workspace"))
    i18n.set_language("zh_CN")
    view = {"lang": ["zh_CN"], "warehouse": ["demo"], "first_region": ["East China"]}
    sheets = run.sheets(["acquisition-churn"], view, unit="CNY")
    i18n.set_language("en")
    file = tmp_path / "handout.html"
    file.write_bytes(report.report_bytes(sheets, title="Customer asset", made_on="made today"))
    asked, complaints = [], []
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    page.wait_for_function("[...document.querySelectorAll('.plot')].every(each => each.querySelector('.main-svg'))")
    pictures = sum(len(section.of(gathered.Picture)) for sheet in sheets for section in sheet.sections)
    assert page.locator(".plot").count() == pictures > 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    said = page.inner_text("body")
    assert all(words.plain(sheet.finding) in said for sheet in sheets)
    assert "首购地区: 华东" in said
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    assert asked == [file.as_uri()]
    assert complaints == []
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 3
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed

"""From an upload to Health, without a browser; and the quality page says what faults do."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from ui import intake_store

GIVE_UP_SECONDS = 150


@pytest.fixture
def delivery():
    """A shop with unknown names and a fault: some rows name no customer."""
    lines = ["Who;When;How much"]
    for n in range(900):
        day, month, year = 1 + n % 28, 1 + (n // 28) % 12, 2022 + n // 336
        lines.append(f"{'' if n % 20 == 0 else f'K{n * 7 % 83:03d}'};{day:02d}.{month:02d}.{year};£{n % 90}.50")
    return "\n".join(lines).encode()


def run_until(app, is_there):
    """Run the page again, as its fragments do, until something is there."""
    give_up_at = time.monotonic() + GIVE_UP_SECONDS
    while not is_there(app) and time.monotonic() < give_up_at:
        time.sleep(0.5)
        app.run()
    assert is_there(app), [block.value for block in (*app.error, *app.info, *app.markdown)]


def test_from_upload_to_health(repository, tmp_path, monkeypatch, delivery):
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path / "warehouses"))
    monkeypatch.setenv("WORKSPACE_DIR", str(tmp_path / "workspace"))
    app = AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60).run()
    app.switch_page("../pages/data/bring_data.py").run()
    app.file_uploader[0].upload("../../<b>shop</b>.csv", delivery, "text/csv").run()
    run_until(app, lambda app: any("Build" in button.label for button in app.button))
    assert not app.exception
    kept = list((tmp_path / "warehouses" / ".uploads").rglob("*.csv"))
    assert [path.parent.parent.name for path in kept] == [".uploads"]
    assert any("Every row" in block.value for block in app.subheader)
    next(button for button in app.button if "Build" in button.label).click().run()
    run_until(app, lambda app: app.metric or app.error)
    assert not app.error, [block.value for block in app.error]
    assert not app.exception
    assert "warehouse" in app.query_params or len(list((tmp_path / "warehouses").glob("*/current"))) == 1


def test_a_hostile_file_leaves_the_page_alive(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path / "warehouses"))
    app = AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60).run()
    app.switch_page("../pages/data/bring_data.py").run()
    app.file_uploader[0].upload("orders.parquet", b"PAR1" + bytes(500), "application/octet-stream").run()
    run_until(app, lambda app: app.error)
    assert "orders.parquet is not a readable Parquet file" in app.error[0].value.replace("\\", "")
    assert not app.exception
    assert not list((tmp_path / "warehouses").glob("*/current"))


def test_a_list_of_one_day_is_called_so_and_told_what_to_bring(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSES_DIR", str(tmp_path / "warehouses"))
    rows = "".join(f"{15_600_000 + n},{600 + n},{n % 10},{n % 2}\n" for n in range(60))
    app = AppTest.from_file(str(repository / "ui" / "main.py"), default_timeout=60)
    app.query_params["lang"] = "zh_CN"
    app.run().switch_page("../pages/data/bring_data.py").run()
    told = f"CustomerId,CreditScore,Tenure,Exited\n{rows}".encode()
    app.file_uploader[0].upload("bank.csv", told, "text/csv").run()
    run_until(app, lambda app: app.error)
    assert "bank.csv 是某一天的客户名单：每个 CustomerId 一行" in app.error[0].value.replace("\\", "")
    assert "Exited 说明了谁已流失" in app.error[0].value
    assert any("若只有一天的名单，还需要：月费" in block.value for block in app.markdown)
    assert not app.exception
    assert not app.button


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\销售.csv", "销售.csv"),
        ("..", "file"),
        (".bashrc", "bashrc"),
        ("a\x00b\n.csv", "a_b_.csv"),
    ],
)
def test_names_are_made_safe(given, safe):
    assert intake_store.safe_name(given) == safe


def test_quality_says_what_faults_do(open_page, online_retail_warehouse, assert_sound):
    app = open_page("quality", warehouse="online-retail")
    assert_sound(app)
    said = " ".join(block.value for block in app.markdown)
    assert "14.9% of revenue names no customer (135,080 rows)" in said
    assert "exact copies" in said

"""Lists taken away from the matrix: whole, masked, without formulas, drawn once, and never without an entry in the log."""

import codecs
import io
import json

import openpyxl
import pandas as pd
import pytest

from analytics import draws
from data import workspace
from ui import customer_list, i18n, kept_lists, list_names, warehouse


def list_of(app):
    return next(frame.value for frame in app.dataframe if "customer_id" in frame.value.columns)


@pytest.fixture(scope="module")
def hostile_warehouse(built_once, tmp_path_factory):
    """Sixty customers whose ids are e-mail addresses and formulas."""
    ids = [f"=cmd|'/C calc'!A{n}" if n % 2 else f"person{n}@example.com" for n in range(60)]
    days = [f"20{18 + month // 12}-{1 + month % 12:02d}" for month in range(30)]
    rows = [f'"{name}",{day}-{1 + n % 27:02d},{10 + n}' for n, name in enumerate(ids) for day in days]
    source = tmp_path_factory.mktemp("ids") / "orders.csv"
    source.write_text("\n".join(["customer_id,order_date,amount", *rows]), encoding="utf-8")
    return built_once("hostile-ids", source)


@pytest.fixture
def taken(open_page, tmp_path, monkeypatch):
    """taken(warehouse, path, **query): (app, kept list, its rows, file of the workspace) after the list has been kept."""

    def take(name, path, **query):
        app = open_page("matrix", warehouse=name, **query)
        app.button(key="keep_matrix_cell").click().run()
        assert not app.exception
        home = workspace.path_of(tmp_path / "workspace", name)
        kept = workspace.read(home, "lists", {"rows": 1})[0]
        return app, kept, customer_list.all_rows(path, "matrix_customers", json.loads(kept["choice"])), home

    return take


NAMES = {name: name for name in ("customer_key", "customer_id", "value_at_risk", "p_leave", "last_on")}


def files_of(kept, rows, home):
    """The same list as CSV and as Excel, read back as text."""
    csv = kept_lists.file_of(kept, rows, names=NAMES, form="csv", home=home)
    assert csv.startswith(codecs.BOM_UTF8)
    sheet = openpyxl.load_workbook(
        io.BytesIO(kept_lists.file_of(kept, rows, names=NAMES, form="xlsx", home=home))
    ).active
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    head, *body = sheet.iter_rows(values_only=True)
    return pd.read_csv(io.BytesIO(csv), encoding="utf-8-sig"), pd.DataFrame(body, columns=head)


def test_files_hold_the_whole_cell_its_groups_and_no_formula(hostile_warehouse, taken):
    _app, kept, rows, home = taken("hostile-ids", hostile_warehouse, cell="AC", risk="95")
    csv, excel = files_of(kept, rows, home)
    assert len(csv) == len(excel) == len(rows) == kept["contacts"] + kept["holdouts"] > 10
    assert csv["customer_id"].str.startswith("'=cmd").any()
    assert csv["customer_id"].str.contains("@example.com").any()
    assert not csv["customer_id"].str.startswith("=").any()
    assert excel["customer_id"].str.startswith("=cmd").any()  # a text there, which the type of the cell says
    for made in (csv, excel):
        assert made["group"].value_counts().to_dict() == {"contact": kept["contacts"], "holdout": kept["holdouts"]}
    assert not list(csv.columns[csv.columns.str.contains("name|phone|email")])


def test_a_list_is_drawn_once_and_recorded(hostile_warehouse, taken, open_page, tmp_path):
    _app, kept, rows, home = taken("hostile-ids", hostile_warehouse, cell="AC", risk="95", holdout="20")
    members = pd.DataFrame(workspace.read(home, "list_members", {"list_id": kept["list_id"]}))
    assert sorted(members["customer_key"]) == sorted(rows["customer_key"])
    assert members["is_holdout"].sum() == kept["holdouts"] == round(0.2 * len(rows))
    again = draws.held_out(members["customer_key"].to_numpy(), share=kept["holdout_share"], seed=kept["seed"])
    assert (again == members["is_holdout"].astype(bool)).all()
    later = open_page("matrix", warehouse="hostile-ids", cell="AC", risk="95", holdout="20", lang="zh_CN")
    assert any(str(kept["seed"]) in block.value for block in later.caption)
    assert len(workspace.read(home, "lists", {"rows": 9})) == 1


def test_no_file_without_an_entry_in_the_log(hostile_warehouse, taken, warehouses_root, monkeypatch):
    _app, kept, rows, home = taken("hostile-ids", hostile_warehouse, cell="AC", risk="95")
    warehouse.use("hostile-ids")
    write = kept_lists.writer(kept, lambda path: rows, names=NAMES, form="csv", file_name="list.csv")
    assert workspace.read(home, "export_log", {"rows": 9}) == []
    write()
    entry = workspace.read(home, "export_log", {"rows": 9})[0]
    assert (entry["rows"], entry["file_name"], entry["list_id"], entry["exported_by"]) == (
        len(rows), "list.csv", kept["list_id"], "analyst",
    )  # fmt: skip
    home.unlink()
    home.mkdir()
    with pytest.raises(workspace.WorkspaceError):
        write()


def test_readers_who_are_no_analysts_get_masked_ids(hostile_warehouse, taken, monkeypatch):
    monkeypatch.setenv("CUSTOMER_ASSET_ROLE", "viewer")
    app, kept, rows, home = taken("hostile-ids", hostile_warehouse, cell="AC", risk="95")
    csv, excel = files_of(kept, rows, home)
    for ids in (list_of(app)["customer_id"], csv["customer_id"], excel["customer_id"]):
        assert ids.str.endswith("•••••").all()
        assert not ids.str.contains("example|cmd").any()


def test_without_a_workspace_nothing_is_taken_away(open_page, cdnow_warehouse, tmp_path):
    (tmp_path / "workspace").write_text("no folder")
    app = open_page("matrix", warehouse="cdnow")
    assert not app.exception
    assert any("could not be recorded" in block.value for block in app.info)
    assert not [button for button in app.button if button.key == "keep_matrix_cell"]


@pytest.mark.parametrize(
    ("kind", "label", "choice", "named"),
    [
        ("matrix_cell", "BD · high risk, high value", {}, "BD · 高风险、高价值"),
        ("matrix_cell", "R1V3 · risk 1 of 3, value 3 of 4", {}, "R1V3 · 风险 1/3 级，价值 3/4 级"),
        ("grade_move", "A → Out of the base", {"grade_before": "A", "grade": "out"}, "A → 不在客户基数中"),
        ("churn_list", "Likely to leave", {"cut_bin": 10}, "可能流失，风险不低于 50%"),
        ("segment", "Champions", {"segment": "champions", "judged": None}, "冠军客户"),
        ("segment", "Our own", {"segment": None, "judged": None}, "Our own"),
        ("segment", "Broken", "no choice", "Broken"),
    ],
)
def test_a_list_is_named_in_the_language_of_its_reader(kind, label, choice, named):
    i18n.set_language("zh_CN")
    kept = {"kind": kind, "label": label, "choice": json.dumps(choice)}
    assert list_names.name_of(kept) == named
    i18n.set_language("en")
    assert label in list_names.name_of(kept) or kind == "churn_list"
    assert list_names.exported({"what": f"{kind}: {label}", "choice": kept["choice"]}).endswith(
        list_names.name_of(kept)
    )

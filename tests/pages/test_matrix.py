"""The value x churn matrix: cells against direct counts, lists as long as their cells, exports that are safe."""

import pytest

from analytics import matrix, matrix_movement
from data import store
from ui import customer_list, formats, scored
from ui.page_list import PAGES

NO_FILTER = scored.EVERYBODY
SCRIPT = next(page.script for page in PAGES if page.path == "matrix")


def cells_of(app):
    """The table of cells that the page shows, by cell."""
    return next(frame.value for frame in app.dataframe if "risk" in frame.value.columns)


def list_of(app):
    return next(frame.value for frame in app.dataframe if "customer_id" in frame.value.columns)


def grid_of(path, *, line="all", levels=2, **filters):
    chosen = {**NO_FILTER, **filters}
    cube = store.query(path, "value_risk_cells", {**chosen, "line": line})
    bins = store.read_table(path, "value_bin", {})
    return matrix.grid(cube, bins, levels=levels), bins, chosen


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cdnow", "demo"])
@pytest.mark.parametrize("levels", [2, 3, 5])
def test_cells_add_up_to_the_base(name, levels, open_page, assert_sound, request, open_warehouse):
    con = open_warehouse(request.getfixturevalue(f"{name}_warehouse"))
    app = open_page("matrix", warehouse=name, grid=str(levels))
    assert_sound(app)
    cells = cells_of(app)
    customers, *money = con.execute(
        """
        select count(*), sum(past_12m_value), sum(value_36m), sum(value_at_risk)
        from customer where in_base and p_leave is not null
        """
    ).fetchone()
    assert cells["customers"].sum() == customers
    assert [cells[m].sum() for m in matrix.MEASURES[1:]] == pytest.approx([float(m) for m in money])
    assert cells["customers_share"].sum() == pytest.approx(100)


@pytest.mark.parametrize("name", ["cdnow", "demo"])
def test_title_and_cards_equal_a_direct_count(name, open_page, metrics, request, open_warehouse):
    path = request.getfixturevalue(f"{name}_warehouse")
    con = open_warehouse(path)
    app = open_page("matrix", warehouse=name, top="10", risk="60")
    made = matrix.grid(
        store.query(path, "value_risk_cells", {**NO_FILTER, "line": "all"}),
        store.read_table(path, "value_bin", {}),
        top_share=0.1,
        risk_cuts=[0.6],
    )
    currency = con.execute("select currency from build_info").fetchone()[0]
    high, leaving, share, at_risk, whole, value = con.execute(
        """
        select
            count(*) filter (where is_high and p_leave >= 0.6),
            count(*) filter (where p_leave >= 0.6),
            sum(value_at_risk) filter (where is_high and p_leave >= 0.6) / sum(value_at_risk),
            sum(value_at_risk) filter (where is_high and p_leave >= 0.6),
            sum(value_at_risk),
            sum(value_36m)
        from (select *, past_12m_value >= $cut as is_high from customer where in_base and p_leave is not null)
        """,
        {"cut": made.value_cuts[0]},
    ).fetchone()
    assert high > 1
    assert app.title[0].value.replace("\\$", "$") == (
        f"{formats.short(high)} customers of high value are likely to leave: "
        f"{formats.money(at_risk, currency)} at risk, {formats.percent(share, 0)} of all value at risk"
    )
    shown = metrics(app)
    assert shown["Likely to leave"] == formats.short(leaving)
    assert shown["At risk, all"] == formats.money(whole, currency)
    assert shown["Worth if all stay"] == formats.money(value + whole, currency)


LISTS = [
    ("cdnow", "all", 3),
    ("online_retail", "all", 5),
    ("demo", "all", 2),
    ("demo", "shop", 4),
    ("demo", "contract", 3),
]


@pytest.mark.parametrize(("name", "line", "levels"), LISTS)
def test_every_list_is_as_long_as_its_cell(name, line, levels, request):
    path = request.getfixturevalue(f"{name}_warehouse")
    made, bins, chosen = grid_of(path, line=line, levels=levels)
    seen = []
    for _label, cell in made.cells.iterrows():
        wanted = {**chosen, "line": line, **matrix.bin_range(cell, bins)}
        rows = store.query(path, "matrix_customers", {**wanted, "rows": None, "skip": 0})
        assert len(rows) == cell["customers"]
        assert rows["past_12m_value"].sum() == pytest.approx(cell["past_12m_value"])
        seen += rows["customer_key"].tolist()
    assert len(seen) == len(set(seen)) == made.cells["customers"].sum()


def test_lists_follow_the_filters(demo_warehouse, open_warehouse):
    channels = open_warehouse(demo_warehouse).execute(
        "select value from dimension_value where dimension = 'first_channel' order by position limit 2"
    )
    chosen = {"first_channel": [value for (value,) in channels.fetchall()], "cohort_year": [2019, 2021, 2023]}
    made, bins, filters = grid_of(demo_warehouse, **chosen)
    assert made.cells["customers"].sum() > 0
    for _label, cell in made.cells.iterrows():
        wanted = {**filters, "line": "all", **matrix.bin_range(cell, bins)}
        rows = store.query(demo_warehouse, "matrix_customers", {**wanted, "rows": None, "skip": 0})
        assert len(rows) == cell["customers"]


# --- the list --------------------------------------------------------------------------------------------------------


def test_pages_of_customers_by_value_at_risk(open_page, cdnow_warehouse):
    app = open_page("matrix", warehouse="cdnow", cell="AC")
    names, counts = cells_of(app)["name"], cells_of(app)["customers"]
    customers = int(counts[names.str.startswith("AC")].iloc[0])
    first = list_of(app)
    page = next(field for field in app.number_input if field.label == "Page")
    page.set_value(page.max).run()
    last = list_of(app)
    assert page.max == -(-customers // customer_list.ROWS_A_PAGE) > 2
    assert len(first) == customer_list.ROWS_A_PAGE
    assert len(last) == customers - (page.max - 1) * customer_list.ROWS_A_PAGE
    assert first["value_at_risk"].is_monotonic_decreasing
    assert last["value_at_risk"].iloc[0] <= first["value_at_risk"].iloc[-1]


def test_another_cell_is_a_choice_in_the_address(open_page, cdnow_warehouse):
    app = open_page("matrix", warehouse="cdnow")
    assert "BD" in app.subheader[0].value
    app.selectbox(key="option_cell_en").set_value("AD").run()
    assert app.query_params["cell"] == "AD"
    assert "AD" in app.subheader[0].value
    app.segmented_control(key="option_grid_en").set_value("3").run()
    assert "cell" not in app.query_params
    assert "R3V3" in app.subheader[0].value


def test_options_stay_when_the_page_is_switched(open_page, cdnow_warehouse):
    app = open_page("matrix", warehouse="cdnow")
    app.select_slider(key="option_top_en").set_value("5").run()
    app.select_slider(key="option_risk_en").set_value("70").run()
    said = app.title[0].value
    for script in ("data/quality.py", SCRIPT):
        app.query_params.clear()  # as a click in the page list arrives
        app.switch_page(f"../pages/{script}").run()
    assert (app.query_params["top"], app.query_params["risk"]) == ("5", "70")
    assert app.title[0].value == said


@pytest.mark.parametrize("asked", [{"grid": "7"}, {"top": "x"}, {"risk": "51"}, {"measure": "profit"}, {"cell": "ZZ"}])
def test_options_that_do_not_exist_are_named_not_applied(asked, open_page, cdnow_warehouse):
    plain = open_page("matrix", warehouse="cdnow")
    app = open_page("matrix", warehouse="cdnow", **asked)
    assert not app.exception
    assert next(iter(asked.values())) in app.warning[0].value
    assert app.title[0].value == plain.title[0].value


@pytest.mark.parametrize("measure", matrix.MEASURES)
def test_every_measure_in_both_languages(measure, open_page, assert_sound, cdnow_warehouse):
    for lang in ("en", "zh_CN"):
        assert_sound(open_page("matrix", warehouse="cdnow", measure=measure, lang=lang))


# --- strategies and movement -----------------------------------------------------------------------------------------


def test_an_own_strategy_is_kept_and_given_back(open_page, cdnow_warehouse):
    app = open_page("matrix", warehouse="cdnow", cell="BC")
    app.text_area(key="strategy_text_BC").set_value("Ask ![x](http://e.x/a.png) why")
    app.button(key="FormSubmitter:strategy_BC-Keep this text").click().run()
    shown = [block.value for block in app.markdown if "your own text" in block.value]
    assert len(shown) == 2  # beside the bars, and at the cell
    assert "![x]" not in shown[0]
    app.text_area(key="strategy_text_BC").set_value(" ")
    app.button(key="FormSubmitter:strategy_BC-Keep this text").click().run()
    assert not any("your own text" in block.value for block in app.markdown)


@pytest.mark.parametrize(("line", "chosen"), [("all", {}), ("shop", {"cohort_year": [2022, 2024]}), ("contract", {})])
def test_movement_of_cells_reconciles_with_customers_at_both_ends(line, chosen, demo_warehouse, open_warehouse):
    made, bins, filters = grid_of(demo_warehouse, line=line, levels=3, **chosen)
    con = open_warehouse(demo_warehouse)
    days = con.execute("select distinct snapshot_on from risk_snapshot order by 1").fetchall()
    for (day,) in (days[0], days[-4]):
        starts = matrix_movement.band_starts(made, bins)
        moves = store.query(demo_warehouse, "matrix_movement", {**filters, **starts, "line": line, "snapshot_on": day})
        moved = matrix_movement.by_cell(moves, made.cells)
        came, left = moved[["came_acquired", "came_back", "came_cells"]], moved[["left_cells", "left_base"]]
        assert (moved["before"] + came.sum(axis=1) - left.sum(axis=1) == moved["after"]).all()
        assert moved["after"].tolist() == made.cells["customers"].tolist()
        assert moved["came_cells"].sum() == moved["left_cells"].sum() > 0
        base = con.execute(
            "select count(*) from risk_snapshot join customer using (customer_key) where line = $line and "
            "snapshot_on = $day and coalesce(list_contains($years, cohort_year), true)",
            {"line": line, "day": day, "years": filters["cohort_year"]},
        ).fetchone()[0]
        assert moved["before"].sum() == base


def test_the_places_kept_of_the_last_month_end_are_todays(demo_warehouse, open_warehouse):
    """The demo ends on a month end: what was rebuilt for that day must be what the pages show of today."""
    wrong, customers = (
        open_warehouse(demo_warehouse)
        .execute(
            """
            select count(*) filter (where l.value_bin is distinct from r.value_bin or l.risk_bin is distinct from r.risk_bin),
                count(*)
            from customer_line l full join (
                from risk_snapshot where snapshot_on = (select as_of from build_info)) r using (line, customer_key)
            """
        )
        .fetchone()
    )
    assert (wrong, customers > 1000) == (0, True)


def test_an_amount_cuts_where_it_is_typed(open_page, demo_warehouse, open_warehouse):
    app = open_page("matrix", warehouse="demo", cut="amount", amount="1000")
    made = matrix.grid(
        store.query(demo_warehouse, "value_risk_cells", {**NO_FILTER, "line": "all"}),
        store.read_table(demo_warehouse, "value_bin", {}),
        value_cuts=[1000],
    )
    cells = cells_of(app)
    assert sorted(cells["customers"]) == sorted(made.cells["customers"].astype(int))
    for bad in ("x", "-3", "nan", "1e99"):
        app = open_page("matrix", warehouse="demo", cut="amount", amount=bad)
        assert not app.exception


def test_a_cut_by_profit_is_the_best_of_all_customers_counted(open_page, assert_sound, demo_warehouse, open_warehouse):
    """Every edge of value with every step of risk, counted over customers; 40 a contact, a fifth accept, half is kept."""
    profit, value, step, inside = (
        open_warehouse(demo_warehouse)
        .execute(
            """
            select sum(0.1 * value_at_risk - 40) as profit, low, step, count(*)
            from (select low from value_bin where value_bin > (select min(value_bin) from value_bin)) cross join
                (select unnest(range(1, 20)) as step) join customer
                on in_base and p_leave is not null and past_12m_value >= low and p_leave >= step / 20.0 - 1e-12
            group by low, step order by profit desc limit 1
            """
        )
        .fetchall()[0]
    )
    app = open_page("matrix", warehouse="demo", cut="profit", contact="40", accept="20", kept="50")
    assert_sound(app)
    assert profit > 0
    worst = cells_of(app).set_index("name").filter(like="BD", axis=0).iloc[0]
    assert (worst["customers"], worst["risk"]) == (inside, f"{5 * step}–100%")
    assert worst["value"].startswith(formats.money(value, "CNY"))
    said = app.title[0].value.replace("\\$", "$")
    assert f"{formats.short(inside)} customers" in said
    assert formats.money(profit, "CNY") in said


def test_a_cut_by_profit_on_odd_terms(open_page, assert_sound, demo_warehouse, online_retail_warehouse):
    app = open_page("matrix", warehouse="demo", cut="profit", contact="900000000")
    assert_sound(app)
    assert any("no list pays" in block.value for block in app.markdown)
    app = open_page("matrix", warehouse="demo", cut="profit", contact="-1", accept="x", kept="0", first_channel="Store")
    assert not app.exception


# --- what cannot be shown --------------------------------------------------------------------------------------------


def test_naive_scores_have_no_value_at_risk(open_page, metrics, assert_sound, online_retail_warehouse, open_warehouse):
    model = open_warehouse(online_retail_warehouse).execute("select purchase_model from build_info").fetchone()[0]
    if model != "naive":
        pytest.skip(f"the model {model} is used on these data")
    app = open_page("matrix", warehouse="online-retail")
    assert_sound(app)
    assert "At risk, all" not in metrics(app)
    assert "value_at_risk" not in cells_of(app).columns
    assert any("no value at risk" in block.value for block in app.info)


def test_refused_models_leave_the_grades(open_page, assert_sound, warehouses_root, run_build, open_warehouse, tmp_path):
    """Four months of purchases: too short for any model, so there is no risk, but there is value."""
    rows = [f"c{n % 50},2020-{1 + n % 4:02d}-{1 + n % 27:02d},{10 + n}" for n in range(400)]
    source = tmp_path / "orders.csv"
    source.write_text("\n".join(["customer_id,order_date,amount", *rows]), encoding="utf-8")
    built = run_build(source, "--name", "short", "--warehouses", warehouses_root)
    assert built.returncode == 0, built.stderr
    app = open_page("matrix", warehouse="short")
    assert_sound(app)
    assert "not known" in app.title[0].value
    assert any("Refused" in block.value for block in app.markdown)
    grades = app.dataframe[0].value
    assert grades["value_grade"].tolist() == list("ABCDE")
    con = open_warehouse(built.stdout.strip().splitlines()[-1])
    assert grades["customers"].sum() == con.execute("select count(*) from customer where in_base").fetchone()[0]


def test_a_line_of_its_own_has_cells_and_lists(open_page, assert_sound, demo_warehouse, open_warehouse):
    con = open_warehouse(demo_warehouse)
    app = open_page("matrix", warehouse="demo", line="contract", cell="AC")
    assert_sound(app)
    contract = con.execute("select sum(customers) from value_risk where line = 'contract'").fetchone()[0]
    assert cells_of(app)["customers"].sum() == contract
    assert 0 < len(list_of(app)) <= customer_list.ROWS_A_PAGE


def test_a_choice_without_customers_says_why(open_page, demo_warehouse, open_warehouse):
    nobody = (
        open_warehouse(demo_warehouse)
        .execute(
            """
            select channel.value, region.value, year.value
            from dimension_value channel, dimension_value region, dimension_value year
            where channel.dimension = 'first_channel' and region.dimension = 'first_region'
                and year.dimension = 'cohort_year' and not exists (
                    from customer c where c.in_base and c.first_channel = channel.value
                        and c.first_region = region.value and c.cohort_year = cast(year.value as int))
            order by all limit 1
            """
        )
        .fetchone()
    )
    if nobody is None:
        pytest.skip("somebody of every channel, region and year is in the base")
    channel, region, year = nobody
    app = open_page("matrix", warehouse="demo", first_channel=channel, first_region=region, cohort_year=year)
    assert not app.exception
    assert len(app.title) == 1
    assert any("filters" in block.value for block in app.info)

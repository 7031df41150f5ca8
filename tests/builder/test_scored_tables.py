"""The scored tables against each other: what a page adds up from a cube is what the customers add up to."""

import pytest

WAREHOUSES = ("cdnow_tenth_warehouse", "demo_warehouse")


@pytest.fixture(params=WAREHOUSES)
def con(request, open_warehouse):
    return open_warehouse(request.getfixturevalue(request.param))


def one(con, statement):
    return con.execute(statement).fetchall()[0]


def test_risk_cube_adds_up_to_the_base_with_a_score(con):
    cube = one(
        con,
        "select sum(customers), sum(value_36m), sum(value_at_risk), sum(past_12m_value) from value_risk where line = 'all'",
    )
    customers = one(
        con,
        "select count(*), sum(value_36m), sum(value_at_risk), sum(cast(past_12m_value as double)) from customer "
        "where in_base and p_leave is not null",
    )
    assert cube[0] == customers[0] > 0
    assert cube[1:] == pytest.approx(customers[1:], rel=1e-9)


def test_each_line_risks_its_own_value(demo_warehouse, open_warehouse):
    """Who buys and has a contract: the values at risk of both lines add, the risk of leaving altogether is their product."""
    apart = one(
        open_warehouse(demo_warehouse),
        """
        select count(*), max(abs(a.value_at_risk - s.value_at_risk - k.value_at_risk)),
            max(abs(a.value_36m - s.value_36m - k.value_36m)), max(abs(a.p_leave - s.p_leave * k.p_leave))
        from customer_line as a
        join customer_line as s on s.customer_key = a.customer_key and s.line = 'shop'
        join customer_line as k on k.customer_key = a.customer_key and k.line = 'contract'
        where a.line = 'all'
        """,
    )
    assert apart[0] > 20
    assert apart[1:] == pytest.approx((0, 0, 0), abs=1e-9)


def test_distribution_adds_up_to_all_scored_customers(con):
    cube = one(con, "select sum(customers), sum(value_36m) from value_distribution where line = 'all'")
    customers = one(con, "select count(value_36m), sum(value_36m) from customer")
    assert cube[0] == customers[0] > 0
    assert cube[1] == pytest.approx(customers[1], rel=1e-9)


def test_bins_hold_what_their_edges_say(con):
    wrong = one(
        con,
        "select count(*) from value_distribution as d join value_bin as b on b.value_bin = d.value_bin "
        "where d.value_bin between 1 and 239 "
        "and (d.value_36m / d.customers < b.low * 0.999999 or d.value_36m / d.customers > b.high * 1.000001)",
    )
    assert wrong == (0,)


def test_scores_lie_where_chances_and_values_can(con):
    wrong = one(
        con,
        "select count(*) from customer where p_alive not between 0 and 1 or p_leave not between 0 and 1 "
        "or value_36m < 0 or value_36m_low > value_36m_high or value_12m > value_36m * 1.000001 or value_at_risk < -0.000001",
    )
    assert wrong == (0,)


def test_last_snapshot_is_the_state_of_as_of(con):
    """Both warehouses end on the last day of a month."""
    differing = one(
        con,
        "select count(*), max(abs(s.value_36m - c.value_36m)) from snapshot as s join customer as c using (customer_key) "
        "where s.snapshot_on = (select as_of from build_info) and not c.has_contract and (s.frequency <> c.frequency "
        "or s.recency_days <> c.recency_days or s.age_days <> c.age_days or s.in_base <> c.in_base "
        "or abs(s.value_36m - c.value_36m) > 1e-6 * (1 + c.value_36m))",
    )
    assert differing[0] == 0
    assert one(con, "select count(*) from snapshot where snapshot_on = (select as_of from build_info)")[0] > 0


def test_lines_add_up_in_a_firm_with_both(demo_warehouse, open_warehouse):
    """Values add over the lines; a customer leaves altogether by leaving each line."""
    con = open_warehouse(demo_warehouse)
    by_line = dict(con.execute("select line, sum(value_36m) from value_distribution group by line").fetchall())
    assert by_line["all"] == pytest.approx(by_line["shop"] + by_line["contract"], rel=1e-9)


def test_refused_models_leave_empty_scores_and_say_why(run_build, tmp_path, open_warehouse):
    """Three months of one-time buyers carry no model: the build stands, scores are empty, the notes say why."""
    file = tmp_path / "few.csv"
    rows = [f"c{n},2024-0{1 + n % 3}-1{n % 9},10.50" for n in range(60)]
    file.write_text("customer_id,date,amount\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = run_build(file, "--warehouses", tmp_path / "wh")
    assert done.returncode == 0, done.stderr
    con = open_warehouse(done.stdout.strip().splitlines()[-1])
    assert one(con, "select count(*), count(value_36m) from customer") == (60, 0)
    assert one(con, "select purchase_model from build_info") == ("",)
    codes = {code for (code,) in con.execute("select code from model_note where severity = 'refused'").fetchall()}
    assert {"history_too_short", "no_repeat_purchases"} <= codes


def test_a_build_is_repeated_with_another_setting(run_build, tmp_path, open_warehouse):
    root = tmp_path / "wh"
    first = run_build("--sample", "cdnow-tenth", "--no-models", "--margin", "0.4", "--warehouses", root)
    assert first.returncode == 0, first.stderr
    again = run_build("--again", "cdnow-tenth", "--lapse-days", "120", "--warehouses", root)
    assert again.returncode == 0, again.stderr
    con = open_warehouse(again.stdout.strip().splitlines()[-1])
    assert one(con, "select lapse_days, lapse_days_source, margin_rate from build_info") == (120, "chosen", 0.4)
    none = run_build("--again", "nobody", "--warehouses", root)
    assert none.returncode == 2
    assert "Hint:" in none.stderr

"""What the firm's own books say: campaign effects, plan and events of a build, against figures worked out by hand."""

import pytest

ORDERS = """customer_id,order_date,amount
{history}
t1,2024-03-02,100.00
t2,2024-03-31,60.00
t2,2024-04-02,999.00
t3,2024-02-28,500.00
c1,2024-03-05,40.00
b1,2024-03-05,7000.00
z9,2024-06-30,1.00
"""
CONTACTS = """customer_id,campaign_id,contacted_on,arm
t1,SPRING,2024-03-01,test
t1,SPRING,2024-03-20,test
t2,SPRING,2024-03-02,Test
t3,SPRING,2024-03-01,test
never,SPRING,2024-03-01,test
c1,SPRING,2024-03-01,control
c2,SPRING,2024-03-01,对照组
b1,SPRING,2024-03-01,test
b1,SPRING,2024-03-02,control
t1,LATE,2024-06-15,test
"""
SIDES = {
    "contact": CONTACTS,
    "campaign": "campaign_id,name,kind,cost\nSPRING,<b>Spring</b>,Retention,50\nLATE,Late,retention,9\n",
    "plan": "period,measure,target\n2024-01-01,Acquired,5\n2024-01-15,acquired,7\n2024-02-01,acquired,\n",
    "event": "event_on,label,kind\n2024-02-01,Rival opens,Market\n2030-01-01,To come,own\n2024-02-03,,own\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory, run_build, connect):
    folder = tmp_path_factory.mktemp("books")
    history = "\n".join(f"{who},2024-01-0{day},10.00" for who in ("t1", "t2", "t3", "c1", "c2", "b1") for day in (1, 8))
    (folder / "orders.csv").write_text(ORDERS.format(history=history), encoding="utf-8")
    sides = []
    for table, text in SIDES.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        sides += ["--table", f"{table}={folder / table}.csv"]
    result = run_build(folder / "orders.csv", *sides, "--no-models", "--name", "books", "--warehouses", folder / "wh")
    assert result.returncode == 0, result.stderr
    return connect(result.stdout.strip().splitlines()[-1])


def test_campaign_effect_counts_everybody_assigned_in_the_group_assigned(built):
    """Thirty days from the first contact: t1 100, t2 60 (Apr 2 is too late), t3 and an unknown 0; b1 was in both groups."""
    rows = built.execute(
        "select campaign_id, name, kind, cost, arm, customers, mean_margin, bought from campaign_effect order by arm"
    ).fetchall()
    assert rows == [
        ("SPRING", "<b>Spring</b>", "retention", 50.0, "control", 2, 20.0, 1),
        ("SPRING", "<b>Spring</b>", "retention", 50.0, "test", 4, 40.0, 2),
    ]
    variance = built.execute("select margin_variance from campaign_effect where arm = 'test'").fetchall()[0][0]
    assert variance == pytest.approx(((100 - 40) ** 2 + (60 - 40) ** 2 + 2 * 40**2) / 3)


def test_plan_and_events_are_kept_by_month_and_up_to_the_as_of_day(built):
    assert built.execute("select month, measure, target from plan_month").fetchall()[0][1:] == ("acquired", 12.0)
    assert built.execute("select count(*) from plan_month").fetchall() == [(1,)]
    assert built.execute("select label, kind from event").fetchall() == [("Rival opens", "market")]


def test_books_that_were_not_delivered_are_empty_tables(connect, cdnow_tenth_warehouse):
    con = connect(cdnow_tenth_warehouse)
    for table in ("campaign_effect", "plan_month", "event"):
        assert con.table(table).aggregate("count(*)").fetchall() == [(0,)]

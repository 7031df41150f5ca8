"""The page of stages: shares and silent loss against direct SQL; why there is none where no model is used."""

import pytest

from ui import formats


def shown(app, column):
    return next(frame.value for frame in app.dataframe if column in frame.value.columns)


@pytest.mark.parametrize("name", ["cdnow", "demo"])
def test_the_last_month_is_the_base_and_silent_loss_a_direct_count(
    name, open_page, assert_sound, request, open_warehouse
):
    con = open_warehouse(request.getfixturevalue(f"{name}_warehouse"))
    app = open_page("stages", warehouse=name)
    assert_sound(app)
    table = shown(app, "share")
    last = table[table["month"] == table["month"].max()]
    base, silent = con.execute(
        "select count(*) filter (where in_base), count(*) filter (where in_base and p_alive < 0.5) from customer"
    ).fetchone()
    assert last["customers"].sum() == base
    assert last["share"].sum() == pytest.approx(100)
    assert any(f"Silent loss: {formats.short(silent)} customers" in block.value for block in app.markdown)
    moves = shown(app, "lapsed")
    assert moves[["new", "growing", "mature", "declining", "won_back", "lapsed"]].sum(
        axis=1
    ).to_numpy() == pytest.approx(100)


def test_silent_loss_needs_a_model(online_retail_warehouse, open_page, assert_sound, open_warehouse):
    known = (
        open_warehouse(online_retail_warehouse)
        .execute("select count(p_alive) from customer where in_base")
        .fetchone()[0]
    )
    app = open_page("stages", warehouse="online-retail", lang="zh_CN")
    assert_sound(app)
    said = " ".join(block.value for block in app.markdown)
    assert ("没有这样的模型" in said) == (known == 0)


def test_stages_follow_the_filters(demo_warehouse, open_page, open_warehouse):
    base = (
        open_warehouse(demo_warehouse)
        .execute("select count(*) from customer where in_base and first_channel = 'Web' and cohort_year = 2024")
        .fetchone()[0]
    )
    table = shown(open_page("stages", warehouse="demo", first_channel="Web", cohort_year="2024"), "share")
    assert table[table["month"] == table["month"].max()]["customers"].sum() == base

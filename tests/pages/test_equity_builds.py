"""Customer equity between two real builds of one warehouse: every line to the cent, and what cannot be stated is said."""

from datetime import date

import pandas as pd
import pytest

from analytics import equity_builds
from analytics.clv import PURCHASE_MODELS
from analytics.models.discount import DAYS_PER_MONTH
from analytics.models.gamma_gamma import GammaGamma
from data import store

CLOSING = "select sum(amount) from equity_statement where entry = 'closing' and closed_on = $day and line = 'all'"


@pytest.fixture(scope="module")
def two_builds(warehouses_root, built_once, run_build):
    """The tenth of CDNOW as of the end of March 1998, then as of the end of June; (older file, newer file)."""
    older = built_once("kept-twice", "--sample", "cdnow-tenth", "--as-of", "1998-03-31")
    kept = store.list_builds(warehouses_root, "kept-twice")
    if len(kept) == 1:
        result = run_build("--sample", "cdnow-tenth", "--name", "kept-twice", "--warehouses", warehouses_root)
        assert result.returncode == 0, result.stderr
    return older, store.resolve(warehouses_root, "kept-twice").path


def cents(connection, day):
    return round(connection.execute(CLOSING, {"day": day}).fetchall()[0][0] * 100)


def valued_with_the_earlier_parameters(connect, older, newer):
    """Customer equity at the end of June by the parameters that the build of March had estimated."""
    info, card = (
        connect(older).execute(text).df() for text in ("select * from build_info", "select * from model_card")
    )
    info, card = info.iloc[0], card[card["part"] == "parameters"].set_index(["model", "metric"])["value"]
    family = next(model for code, model in PURCHASE_MODELS.items() if info["purchase_model"].startswith(code))
    behaviour = card[info["purchase_model"]].rename(lambda name: name.removesuffix("_days"))
    spend = GammaGamma.from_params(**card["gamma_gamma"])
    state = (
        connect(newer)
        .execute(
            "select s.* from snapshot as s join customer as c on c.customer_key = s.customer_key "
            "where s.snapshot_on = date '1998-06-30' and c.in_base"
        )
        .df()
    )
    days = info["horizon_months"] * DAYS_PER_MONTH
    each = family.from_params(**behaviour).discounted_purchases(
        state, horizon_days=days, yearly_discount_rate=info["discount_rate"]
    )
    return (each * spend.expected_spend(state["frequency"], state["repeat_value"])).sum()


def test_statement_between_builds_closes_to_the_cent(open_page, two_builds, connect, assert_sound):
    older, newer = two_builds
    app = open_page("equity", warehouse="kept-twice")
    assert_sound(app)
    lines = next(
        frame.value
        for frame in app.dataframe
        if "meaning" in frame.value.columns and frame.value["name"].iloc[1] == "Restated data and settings"
    )
    amounts = (lines["amount"] * 100).round().astype("int64").tolist()
    assert amounts[0] == cents(connect(older), date(1998, 3, 31))
    assert amounts[-1] == cents(connect(newer), date(1998, 6, 30))
    revised = lines["name"].tolist().index("Before revision")
    assert sum(amounts[:revised]) == amounts[revised]
    assert sum(amounts[revised:-1]) == amounts[-1]
    assert amounts[revised] / 100 == pytest.approx(valued_with_the_earlier_parameters(connect, older, newer), abs=20)
    revision = dict(zip(lines["name"], amounts, strict=True))
    assert (
        revision["Revision: behaviour"] < 0 == revision["Revision: margin rate"] == revision["Revision: discount rate"]
    )
    texts = " ".join(block.value for block in app.markdown)
    assert "re-estimation alone changed it by" in texts
    assert "as-of date: Mar 31, 1998 → Jun 30, 1998" in texts


def test_unknown_build_in_a_link_is_named_and_one_build_alone_says_how_to_get_another(
    open_page, two_builds, cdnow_tenth_warehouse, assert_sound
):
    app = open_page("equity", warehouse="kept-twice", build="../../etc/passwd")
    assert_sound(app)
    assert any("does not have what the link asks for" in warning.value for warning in app.warning)
    alone = open_page("equity", warehouse="cdnow-tenth")
    assert_sound(alone)
    assert any("One build of this warehouse is kept" in block.value for block in alone.info)


def months(*closes):
    """Rows of a statement that opens with 100 and grows by 10 each month."""
    rows = []
    for number, day in enumerate(closes):
        rows += [(day, "opening", 5, 100 + 10 * number), (day, "grown", 2, 10), (day, "closing", 5, 110 + 10 * number)]
    frame = pd.DataFrame(rows, columns=["closed_on", "entry", "customers", "cents"])
    return frame.assign(closed_on=pd.to_datetime(frame["closed_on"]))


def test_builds_that_have_nothing_between_them():
    january, march = months("2024-01-31"), months("2024-03-31", "2024-04-30")
    assert equity_builds.between(march, january)[0] == "newer"
    assert equity_builds.between(january, march)[0] == "too_early"
    assert equity_builds.between(january.iloc[:0], march)[0] == "no_statement"
    code, lines, since = equity_builds.between(march.assign(cents=march["cents"] + 7), march)
    assert code == "stated"
    assert since.empty
    by_entry = lines.set_index("entry")["cents"]
    assert by_entry["opening"] + by_entry["revision"] == by_entry["closing"]
    assert by_entry["revision"] == -7
    code, lines, _since = equity_builds.between(months("2024-02-29"), march)
    assert code == "stated"
    assert lines["cents"].iloc[:-1].sum() == lines["cents"].iloc[-1] == 120

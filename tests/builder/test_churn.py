"""The early warning as built: against what is true of the demo company, what was known then, and what is refused."""

import json

import numpy as np
import pytest

from analytics.churn import metrics
from data.simulate import simulate


@pytest.fixture(scope="module")
def demo(demo_warehouse, connect):
    with connect(demo_warehouse) as connection:
        yield connection


def notes_of(con):
    return {code: (severity, json.loads(figures)) for code, severity, figures in con.table("churn_note").fetchall()}


def test_risks_agree_with_what_is_true_of_the_demo_company(demo):
    """Customers of the shop alone: truth knows each one's own rates, the warning only what customers did."""
    truth = simulate().truth["customer"].set_index("customer_id")
    rows = demo.execute(
        "select customer_id, s.risk from churn_score as s join customer as c using (customer_key) "
        "where s.relationship = 'shop' and not c.has_contract"
    ).df()
    true = truth.loc[rows["customer_id"], "p_leave_given_history"].astype("float64").reset_index(drop=True)
    risk = rows["risk"]
    assert len(rows) > 2000
    assert risk.corr(true, method="spearman") > 0.5
    # Losses rise year by year in this company and a warning learns from the past: it lags by a few points.
    assert risk.mean() == pytest.approx(true.mean(), abs=0.08)
    order = np.array_split(np.argsort(risk.to_numpy()), 5)
    assert np.mean([abs(risk[part].mean() - true[part].mean()) for part in order]) < 0.1
    # Who has left for good already, which nobody can see: 0.90 is the most that even the true rates allow.
    has_left = ~truth.loc[rows["customer_id"], "is_alive"].to_numpy("bool")
    assert metrics.roc_auc(has_left, risk.to_numpy()) > 0.7


def test_the_learnt_warning_beats_the_baselines_on_the_demo_company(demo):
    card = demo.table("churn_card").df().pivot(index="model", columns="metric", values="value")
    code, (_, figures) = next((c, n) for c, n in notes_of(demo).items() if n[0] == "chosen")
    assert code == "learner_wins"
    best = card.loc[figures["model"]]
    baselines = card.loc[["gap_baseline", "p_alive_baseline"]]
    assert best["roc_auc"] > baselines["roc_auc"].max()
    assert best["brier"] < baselines["brier"].min() < best["brier_of_average"]
    assert 0.85 < best["calibration_ratio"] < 1.15


def test_snapshots_hold_nothing_later(demo):
    """A former month end counted again from the rows up to it alone; the last one equals today's customers."""
    days, last = demo.execute("select count(distinct feature_on), max(feature_on) from feature_snapshot").fetchall()[0]
    assert days == 13
    wrong = demo.execute(
        """
        with day as (select distinct feature_on from feature_snapshot order by feature_on limit 1 offset 4),
        counted as (
            select t.customer_key, count(distinct t.ordered_on) filter (where t.is_purchase) as days,
                date_diff('day', max(t.ordered_on) filter (where t.is_purchase), d.feature_on) as gap
            from stg_transaction as t, day as d where t.ordered_on <= d.feature_on group by t.customer_key, d.feature_on
        )
        select count(*) from feature_snapshot as f join day using (feature_on) join counted as c using (customer_key)
        where f.frequency <> c.days - 1 or f.last_gap_days <> c.gap
        """
    ).fetchall()[0][0]
    assert wrong == 0
    apart = demo.execute(
        "select count(*), max(abs(f.past_12m_value - c.past_12m_value)), sum(abs(f.last_gap_days - c.last_gap_days)) "
        "from feature_snapshot as f join customer as c using (customer_key) where f.feature_on = $last",
        {"last": last},
    ).fetchall()[0]
    assert apart[0] == demo.execute("select count(*) from customer where in_base").fetchall()[0][0]
    assert apart[1] < 0.01
    assert apart[2] == 0


def test_labels_of_the_last_known_month_are_counted_directly(demo):
    """Leavers of the reported month end: no purchase in the window and no contract at its end."""
    leavers, customers = demo.execute(
        """
        with day as (select max(snapshot_on) as on_day from churn_month where leavers is not null),
        base as (
            select s.customer_key from spell as s, day
            where s.line = 'all' and s.started_on <= on_day and (s.lost_on is null or s.lost_on > on_day)
        )
        select count(*) filter (where not exists (
                select 1 from stg_transaction as t where t.customer_key = base.customer_key and t.is_purchase
                    and t.ordered_on > on_day and t.ordered_on <= on_day + 183)
            and not exists (
                select 1 from stg_contract as c where c.customer_key = base.customer_key
                    and c.started_on <= on_day + 183 and (c.gone_on is null or c.gone_on > on_day + 183))),
            count(*)
        from base, day
        """
    ).fetchall()[0]
    said = demo.execute(
        "select max(value) filter (where metric = 'leavers'), max(value) filter (where metric = 'customers') from churn_card"
    ).fetchall()[0]
    assert said == (leavers, customers)


@pytest.mark.parametrize("name", ["demo", "cdnow_tenth"])
def test_tables_of_the_warning_agree_with_one_another(name, request, connect):
    with connect(request.getfixturevalue(f"{name}_warehouse")) as con:
        scored, at_risk, value = con.execute(
            "select count(*), sum(value_at_risk), sum(past_12m_value) from churn_score"
        ).fetchall()[0]
        assert scored == con.execute("select count(*) from customer where in_base").fetchall()[0][0] > 0
        cube = con.execute("select sum(customers), sum(value_at_risk), sum(past_12m_value) from churn_cube").fetchall()[
            0
        ]
        assert cube == pytest.approx((scored, at_risk or 0, value))
        ranks = con.execute("select min(value_rank), max(value_rank), count(distinct value_rank) from churn_score")
        assert ranks.fetchall()[0] == (1, scored, scored)
        assert con.execute("select sum(customers) from churn_reason_cell").fetchall()[0][0] == scored
        most = con.execute(
            "select max(n) from (select count(*) as n from churn_reason group by customer_key)"
        ).fetchall()[0]
        assert most[0] <= 3
        cuts = con.table("churn_cut").df()
        people = con.execute("select max(value) from churn_card where metric = 'customers'").fetchall()[0][0]
        assert (cuts.drop(columns="cut").sum(axis=1) == people).all()


def test_a_short_history_is_refused_and_still_publishes_snapshots(online_retail_warehouse, connect):
    with connect(online_retail_warehouse) as con:
        severity, figures = notes_of(con)["history_too_short"]
        assert severity == "refused"
        assert figures["history_days"] < figures["needed_days"]
        assert con.execute("select count(*) from churn_score").fetchall()[0][0] == 0
        assert con.execute("select count(distinct feature_on) from feature_snapshot").fetchall()[0][0] > 8


def test_shorter_window_and_history_and_contracts_alone(run_build, connect, tmp_path):
    """Contracts of a firm without purchases, a window of three months, four month ends kept."""
    rng = np.random.default_rng(8)
    lines = ["customer_id,started_on,ended_on,term_months,monthly_fee"]
    for person in range(900):
        start, stay = int(rng.integers(0, 36)), int(rng.geometric(0.05 if person % 2 else 0.2))
        ended = f"{2020 + (start + stay) // 12}-{(start + stay) % 12 + 1:02d}-15" if start + stay < 40 else ""
        lines.append(f"p{person},{2020 + start // 12}-{start % 12 + 1:02d}-16,{ended},1,{10 + 20 * (person % 2)}")
    (tmp_path / "contracts.csv").write_text("\n".join(lines), encoding="utf-8")
    options = ("--risk-days", "92", "--feature-months", "4", "--name", "club", "--warehouses", tmp_path)
    result = run_build("--table", f"contract={tmp_path / 'contracts.csv'}", "--as-of", "2023-05-31", *options)
    assert result.returncode == 0, result.stderr
    with connect(result.stdout.strip().splitlines()[-1]) as con:
        assert con.execute("select count(distinct feature_on) from feature_snapshot").fetchall()[0][0] == 4
        assert con.execute("select count(*) from churn_score").fetchall()[0][0] > 50
        assert (
            con.execute("select min(past_12m_value) from churn_score").fetchall()[0][0] > 0
        )  # open-ended ones pay too
        auc = con.execute("select max(value) from churn_card where metric = 'roc_auc'").fetchall()[0][0]
        assert auc > 0.6
    again = run_build("--again", "club", "--no-models", "--warehouses", tmp_path)
    assert again.returncode == 0, again.stderr
    with connect(again.stdout.strip().splitlines()[-1]) as con:
        assert notes_of(con)["no_models"][0] == "refused"
        assert con.execute("select count(*) from churn_score").fetchall()[0][0] == 0
        assert con.execute("select count(distinct feature_on) from feature_snapshot").fetchall()[0][0] == 4

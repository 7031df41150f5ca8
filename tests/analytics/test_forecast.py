"""The look forward: known processes are recovered, nothing later than the origin is used, what-ifs keep the identity."""

import numpy as np
import pandas as pd
import pytest

from analytics import forecast, forecast_history, forecast_rates, forecast_review, forecast_scenario
from analytics.forecast_course import Layout, course
from analytics.forecast_scenario import Levers

LAYOUT = Layout(ages=37, absences=13)
MONTHS = range(24_000, 24_000 + 84)


def stays_of(leaves_in, *, acquired=200, steps=84, seed=1):
    """Stays of customers who never come back; leaves_in(step, age) is the chance to leave in that month at that age."""
    rows = []
    for began in range(steps):
        left, rng = acquired, np.random.default_rng((seed, began))
        for step in range(began + 1, steps):
            gone = rng.binomial(left, leaves_in(step, step - began))
            if gone:
                rows.append(("first", began, step, gone))
                rows.append(("lapsed", step, np.nan, gone))
            left -= gone
        if left:
            rows.append(("first", began, np.nan, left))
    frame = pd.DataFrame(rows, columns=["part", "began_in", "ended_in", "customers"])
    frame[["began_in", "ended_in"]] += MONTHS[0]
    return frame.assign(line="all", dimension="total", value="")


def history_of(leaves_in, **options):
    money = pd.DataFrame({"month_number": list(MONTHS), "margin": 1000.0, "margin_new": 100.0})
    money = money.assign(line="all", dimension="total", value="")
    return forecast_history.from_stays(stays_of(leaves_in, **options), money, months=MONTHS, first=0, layout=LAYOUT)


@pytest.fixture(scope="module")
def steady():
    """Constant chance of leaving: five per cent a month, 200 new a month."""
    return forecast.run(history_of(lambda step, age: 0.05))


@pytest.fixture(scope="module")
def mountain():
    """Losses that grow with time under flat acquisition: the base climbs, peaks and falls."""
    return forecast.run(history_of(lambda step, age: 0.004 + 0.0009 * step))


def test_constant_rate_leads_to_acquired_over_rate(steady):
    last = steady.paths["base"][-1, 0]
    assert last == pytest.approx(np.full(24, 200 / 0.05), rel=0.03)
    assert np.ptp(last) < 0.04 * last.mean()


def test_mountain_falls_and_the_forecast_beats_every_naive_one(mountain):
    base = mountain.paths["base"][-1, 0]
    assert np.isnan(mountain.actual["base"][-1]).all()
    assert base[-1] < base[11] < base[0]
    error = np.nanmean(np.abs(mountain.errors("base")[:, 0, 11]))
    for method in ("last_value", "last_year", "last_year_drift"):
        assert error < np.nanmean(np.abs(mountain.errors("base", method)[:, 0, 11])), method


def test_nothing_after_the_origin_changes_the_forecast_made_there(mountain):
    changed = stays_of(lambda step, age: (0.004 + 0.0009 * step) if step < 72 else 0.3)
    money = pd.DataFrame({"month_number": list(MONTHS), "margin": 1000.0, "margin_new": 100.0})
    money = money.assign(line="all", dimension="total", value="")
    other = forecast.run(forecast_history.from_stays(changed, money, months=MONTHS, first=0, layout=LAYOUT))
    at = int(np.flatnonzero(mountain.origins == 71)[0])
    assert other.paths["base"][at] == pytest.approx(mountain.paths["base"][at])
    assert other.half_widths("base", at) == pytest.approx(mountain.half_widths("base", at), nan_ok=True)


def test_intervals_cover_about_four_of_five(steady, mountain):
    for made in (steady, mountain):
        held = []
        for number in range(len(made.origins) - 1):
            half, error = made.half_widths("base", number)[0, :12], np.abs(made.errors("base")[number, 0, :12])
            judged = np.isfinite(half) & np.isfinite(error)
            held += (error <= half)[judged].tolist()
        assert 0.6 <= np.mean(held) <= 1.0


def test_naive_target_keeps_the_identity_and_is_met():
    rng = np.random.default_rng(3)
    start, rate = rng.uniform(0, 50, (4, LAYOUT.width)), rng.uniform(0, 0.1, (4, LAYOUT.width))
    ones = np.ones((4, 12))
    target = start[:, LAYOUT.stays].sum(axis=1)[:, None] * np.linspace(1.0, 0.9, 12)
    path = course(start, rate, 80 * ones, ones, ones, LAYOUT, target=target)
    opening = path.opening(start[:, LAYOUT.stays].sum(axis=1))
    assert opening + path.acquired + path.won_back - path.lost == pytest.approx(path.base)
    assert path.base == pytest.approx(target, rel=1e-3)


def test_stays_older_than_the_log_count_from_its_first_month():
    rows = [("first", -30, 5, 7), ("first", -30, np.nan, 3), ("lapsed", 5, np.nan, 7)]
    stays = pd.DataFrame(rows, columns=["part", "began_in", "ended_in", "customers"])
    stays[["began_in", "ended_in"]] += MONTHS[0]
    stays = stays.assign(line="all", dimension="total", value="")
    money = pd.DataFrame(columns=["line", "dimension", "value", "month_number", "margin", "margin_new"])
    history = forecast_history.from_stays(stays, money, months=MONTHS[:12], first=0, layout=LAYOUT)
    assert history.base[0].tolist() == [10.0] * 5 + [3.0] * 7
    assert (history.stock >= 0).all()


def test_short_histories_are_refused_and_published_flows_carried():
    short = history_of(lambda step, age: 0.05)
    short = forecast_history.History(**{**vars(short), "first": short.steps - 23})
    assert not len(forecast.origins_of(short))
    with pytest.raises(ValueError, match="needs 24 steps"):
        forecast.run(short)
    flow = pd.DataFrame({"acquired": [100.0] * 20, "margin": 0.0})
    closing = [1000.0]
    for _ in range(20):
        closing.append(closing[-1] * 0.96 + 100)
    flow = flow.assign(opening=closing[:-1], closing=closing[1:])
    flow = flow.assign(lost=flow["opening"] + flow["acquired"] - flow["closing"])
    made = forecast.run(forecast_history.from_movement(flow, year=4))
    assert made.paths["base"].shape[-1] == 8
    assert made.paths["base"][-1, 0, -1] == pytest.approx(closing[-1] * 0.96**8 + 2500 * (1 - 0.96**8), rel=0.01)


@pytest.fixture(scope="module")
def part(mountain):
    """The falling base as the published tables give it."""
    made = mountain
    history = history_of(lambda step, age: 0.004 + 0.0009 * step)
    return forecast_scenario.Slice(
        LAYOUT, 12, history.stock[0, -1], made.rate[-1, 0], made.paths["acquired"][-1, 0],
        made.course.loss_factor[-1, 0], made.back_factor[-1, 0], made.each_new[-1, 0], made.each_old[-1, 0],
    )  # fmt: skip


def test_no_lever_is_the_course(part, mountain):
    path = forecast_scenario.carried(part, Levers())
    for name in ("base", "acquired", "lost", "won_back", "margin"):
        assert getattr(path, name) == pytest.approx(mountain.paths[name][-1, 0]), name


@pytest.mark.parametrize(
    "levers",
    [Levers(), Levers(-100, 100, 100, 100, 100), Levers(30, -40, -20, 50, 5), Levers(0, -100, -100, -100, -100)],
)
def test_every_scenario_keeps_the_movement_identity(part, levers):
    path = forecast_scenario.carried(part, levers)
    assert path.opening + path.acquired + path.won_back - path.lost == pytest.approx(path.base, abs=1e-9)
    assert (path.base >= -1e-9).all()
    assert (path.lost >= 0).all()


def test_levers_move_what_they_name(part):
    course_path = forecast_scenario.carried(part, Levers())
    young = forecast_scenario.carried(part, Levers(loss_young=-50))
    old = forecast_scenario.carried(part, Levers(loss_old=-50))
    assert young.base[-1] > course_path.base[-1] < old.base[-1]
    assert young.lost[0] != old.lost[0]
    assert forecast_scenario.carried(part, Levers(margin=10)).margin == pytest.approx(course_path.margin * 1.1)
    assert forecast_scenario.value_factor(young, course_path, {-0.05: 0.9, 0.05: 1.1}) > 1
    assert forecast_scenario.value_factor(course_path, course_path, {-0.05: 0.9, 0.05: 1.1}) == pytest.approx(1)


def test_gap_to_a_smile_is_the_least_that_holds_the_base(part):
    needed = forecast_scenario.close_gap(part, Levers())
    assert -100 < needed < 0
    held = forecast_scenario.carried(part, Levers(loss_young=needed, loss_old=needed))
    almost = forecast_scenario.carried(part, Levers(loss_young=needed + 1, loss_old=needed + 1))
    assert almost.base[-1] < part.base <= held.base[-1]
    assert held.lost[-12:].sum() < forecast_scenario.carried(part, Levers()).lost[:12].sum()
    assert forecast_scenario.close_gap(part, Levers(acquired=100)) == 0
    empty = forecast_scenario.Slice(**{**vars(part), "loss_factor": part.loss_factor * 0})
    assert forecast_scenario.close_gap(empty, Levers(acquired=-100)) == 0


def test_review_parts_add_up():
    rows = [
        (measure, step, value, value, value, value * factor)
        for step in (1, 2)
        for measure, value, factor in (
            ("acquired", 10.0, 1.2),
            ("lost", 20.0, 1.1),
            ("won_back", 4.0, 0.5),
            ("margin", 90.0, 0.9),
        )
    ]
    said = came = 100.0
    for step in (1, 2):
        said, came = said - 6, came + 12 - 22 + 2
        rows.append(("base", step, said, said - 5, said + 5, came))
    found = forecast_review.review(
        pd.DataFrame(rows, columns=["measure", "step", "expected", "low", "high", "actual"]), opening=100.0
    )
    assert sum(found.parts.values()) == pytest.approx(found.came - found.forecast)
    assert sum(found.money.values()) == pytest.approx(found.money_came - found.money_forecast)
    assert found.is_within


def test_a_stock_of_one_year_has_no_drift():
    """A firm of contracts alone: losses are seen from its first month, so the first origin knows twelve steps."""
    ahead = forecast_rates.naive_paths(np.arange(1.0, 13.0)[None], 11, year=12, horizon=24, is_stock=True)
    assert ahead["last_year_drift"].tolist() == ahead["last_year"].tolist()

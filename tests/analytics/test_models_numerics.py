"""The numerical ground under the models: quadrature, corners of the parameters, series, and the search itself."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta as beta_law

from analytics.models.beta_geometric import mean_purchases
from analytics.models.optimum import find_optimum, hessian_of, split_directions
from analytics.models.pairs import on_pairs
from analytics.models.quadrature import beta_nodes
from analytics.models.state import ModelRefused


@pytest.mark.parametrize("a", [1e-3, 0.3, 0.8, 5.0, 400.0])
def test_beta_rule_has_the_moments_of_the_distribution(a):
    b = np.array([1e-3, 0.5, 2.4, 40.0, 5000.0])
    nodes, weights = beta_nodes(a, b)
    for power in (0, 1, 2, 3):
        exact = [beta_law.moment(power, a, one) if power else 1.0 for one in b]
        assert (weights * nodes**power).sum(axis=1) == pytest.approx(exact, rel=1e-5, abs=1e-11)


@pytest.mark.parametrize(
    ("r", "alpha", "a", "b", "t"),
    [
        (0.25, 31.0, 0.79, 2.43, 365.0),
        (300.0, 400.0, 0.3, 302.0, 1096.0),
        (0.5, 60.0, 29.0, 60.0, 365.0),
        (0.5, 60.0, 31.0, 60.0, 365.0),
        (4.0, 2.0, 3000.0, 4000.0, 1096.0),
        (2000.0, 50.0, 0.5, 8000.0, 365.0),
        (0.001, 0.01, 0.013, 782.0, 365.0),
        (1.0, 0.04, 0.05, 2807.0, 1096.0),
    ],
)
def test_expected_purchases_hold_in_the_corners(r, alpha, a, b, t):
    """Against adaptive quadrature of E[(1 - (α / (α + p t))^r) / p] over the quantiles of p."""

    def at_quantile(share):
        p = max(beta_law.ppf(share, a, b), 1e-300)
        return -np.expm1(-r * np.log1p(p * t / alpha)) / p

    edges = np.concatenate(([0.0], np.geomspace(1e-6, 0.5, 14), 1 - np.geomspace(0.5, 1e-9, 14)[1:], [1.0]))
    exact = sum(quad(at_quantile, low, high, limit=200)[0] for low, high in pairwise(edges))
    value = mean_purchases(np.array([r]), np.array([alpha]), a, np.array([b]), t)
    assert value == pytest.approx([exact], rel=1e-5)


def test_pairs_are_evaluated_once_and_handed_back_in_order():
    asked = []

    def function(x, T):
        asked.append(len(x))
        return x + T / 1000, x * T

    x, T = np.array([2.0, 0, 2, 0, 1]), np.array([5.0, 7, 5, 9, 5])
    one, other = on_pairs(x, T, function, scale_days=1.0)
    assert asked == [4]
    assert one.tolist() == (x + T / 1000).tolist()
    assert other.tolist() == (x * T).tolist()


def test_many_pairs_become_a_series():
    """10,000 ages of one frequency cost 33 evaluations, and one age alone is still exact."""
    asked = []

    def function(x, T):
        asked.append(len(x))
        return (x + 1) * np.exp(-0.5 * np.log1p(T / 30.0))

    T = np.append(np.arange(10_000.0), 17.0)
    x = np.append(np.ones(10_000), 5.0)
    assert on_pairs(x, T, function, scale_days=30.0) == pytest.approx(function(x, T), rel=1e-10)
    assert asked[0] == 66


def quadratic(matrix, centre):
    def objective(point):
        return float((point - centre) @ matrix @ (point - centre) / 2), matrix @ (point - centre)

    return objective


WIDE = [(-5.0, 5.0)] * 2


def test_the_search_finds_a_narrow_valley():
    """Rosenbrock's function, from both sides."""

    def objective(at):
        value = (1 - at[0]) ** 2 + 100 * (at[1] - at[0] ** 2) ** 2
        return value, np.array([-2 * (1 - at[0]) - 400 * at[0] * (at[1] - at[0] ** 2), 200 * (at[1] - at[0] ** 2)])

    found = find_optimum(objective, [[-1.2, 1.0], [3.0, -3.0]], size=1000.0, bounds=WIDE, predict=np.exp)
    assert found.log_params == pytest.approx([1, 1], abs=1e-8)
    assert found.gradient_norm < 1e-6
    assert not found.open_among(("one", "two"))


def test_a_bound_is_respected_and_its_gradient_not_held_against_it():
    objective = quadratic(np.eye(2), np.array([9.0, 1.0]))
    found = find_optimum(objective, [[0.0, 0.0]], size=1000.0, bounds=WIDE, predict=np.exp)
    assert found.log_params == pytest.approx([5, 1])


def test_a_flat_direction_is_accepted_only_when_the_forecast_is_settled():
    objective = quadratic(np.diag([1.0, 0.0]), np.array([1.0, 0.0]))
    options = {"size": 1000.0, "bounds": WIDE}
    found = find_optimum(objective, [[0.0, 0.0]], predict=lambda at: np.exp(at[:1]), **options)
    assert found.open_among(("one", "two")) == ("two",)
    assert found.covariance == pytest.approx(np.diag([1e-3, 0.0]), abs=1e-9)
    with pytest.raises(ModelRefused, match="not_identified"):
        find_optimum(objective, [[0.0, 0.0]], predict=np.exp, **options)


def test_fewer_rows_that_lead_to_a_border_are_not_believed():
    """A hollow far from where the few rows point, on a plain where nothing else draws the search to it."""

    def hollow(at):
        depth = np.exp(-(at @ at) / 2)
        return 1 - depth, at * depth

    def slope(at):
        return float(-np.exp(at).sum() * 1e-3), -np.exp(at) * 1e-3

    options = {"size": 1000.0, "bounds": [(-9.0, 9.0)] * 2, "predict": lambda at: np.ones(1)}
    found = find_optimum(hollow, [[0.5, 0.5], [0.3, -0.2]], coarse=slope, **options)
    assert found.log_params == pytest.approx([0, 0], abs=1e-6)


def test_a_saddle_is_no_optimum():
    with pytest.raises(ModelRefused, match="not_identified"):
        split_directions(np.diag([5.0, -1.0]))


def test_what_is_no_number_is_not_converged():
    def objective(at):
        return np.nan, np.full(2, np.nan)

    with pytest.raises(ModelRefused, match="not_converged"):
        find_optimum(objective, [[0.0, 0.0]], size=10.0, bounds=WIDE, predict=np.exp)


def test_second_derivatives():
    matrix = np.array([[2.0, 0.5], [0.5, 1.0]])
    assert hessian_of(quadratic(matrix, np.zeros(2)), np.array([0.3, -0.2])) == pytest.approx(matrix)

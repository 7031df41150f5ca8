"""What is told of a fit: standard errors, open parameters without one, a sound optimum, and every model of a build."""

import numpy as np
import pandas as pd
import pytest

from analytics import clv, model_card, route
from analytics.models.beta_survival import table_of_survivors
from analytics.models.sbg import Sbg


def part(rows, name):
    return {metric: value for _, kind, metric, value in rows if kind == name}


def test_standard_errors_are_those_of_the_curvature_in_the_parameters_themselves(cdnow_tenth_btyd):
    """The published BG/NBD fit: inverse of the second derivatives by finite differences in r, alpha, a, b."""
    fitted = clv.fit_purchases(cdnow_tenth_btyd, model="bg_nbd")
    centre = np.array(list(fitted.params_.values()))

    def negative(params):
        made = fitted.from_params(**dict(zip(fitted.names, params, strict=True)))
        return -float(made.log_likelihood(cdnow_tenth_btyd).sum())

    steps = np.diag(1e-3 * centre)
    hessian = [
        [
            (
                negative(centre + one + other)
                - negative(centre + one - other)
                - negative(centre - one + other)
                + negative(centre - one - other)
            )
            / (4 * one.sum() * other.sum())
            for other in steps
        ]
        for one in steps
    ]
    expected = np.sqrt(np.diag(np.linalg.inv(hessian)))
    told = part(model_card.of_fit("bg_nbd", fitted), "standard_error")
    assert list(told) == ["r", "alpha_days", "a", "b"]
    assert list(told.values()) == pytest.approx(expected, rel=1e-2)


def test_a_sound_optimum_curves_in_every_direction(cdnow_tenth_btyd):
    for model in clv.PURCHASE_MODELS:
        fit = part(model_card.of_fit(model, clv.fit_purchases(cdnow_tenth_btyd, model=model)), "fit")
        assert fit["gradient_norm"] < 1e-6
        assert fit["smallest_curvature"] > 1
        assert fit["customers"] == 2357


def test_an_open_parameter_has_no_standard_error():
    """A constant renewal rate: the beta law narrows without end, and its parameters have no value."""
    fitted = Sbg().fit(table_of_survivors(10_000 * 0.8 ** np.arange(9)))
    rows = model_card.of_fit("sbg", fitted, ending="_term_12_months")
    (note,) = route.fit_notes(fitted)
    assert note.code == "parameters_open"
    assert set(part(rows, "open")) == {f"{name}_term_12_months" for name in note.figures["open"]}
    assert not set(part(rows, "open")) & set(part(rows, "standard_error"))
    assert set(part(rows, "parameters")) == {"alpha_term_12_months", "beta_term_12_months"}


def test_the_build_tells_of_every_model(cdnow_tenth_warehouse, open_warehouse):
    """P(alive) depends on the model: on the same customers BG/NBD and Pareto/NBD differ by more than a third."""
    card = open_warehouse(cdnow_tenth_warehouse).execute("from model_card").df()
    alive = card[card["metric"] == "mean_p_alive"].set_index("model")["value"]
    assert set(alive.index) == {"bg_nbd", "mbg_nbd", "pareto_nbd"}
    assert alive["bg_nbd"] - alive["pareto_nbd"] > 1 / 3
    held = pd.unique(card[card["part"] == "holdout"]["model"])
    assert set(held) == {"bg_nbd", "mbg_nbd", "pareto_nbd", "naive_before", "zero"}
    errors = card[card["part"] == "standard_error"]
    assert (errors["value"] > 0).all()
    assert len(errors) + (card["part"] == "open").sum() == (card["part"] == "parameters").sum()

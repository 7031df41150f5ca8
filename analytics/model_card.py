"""What is told of a fitted model: parameters with their standard errors, which of them are open, and the optimum."""

import numpy as np


def of_fit(code, fitted, *, ending=""):
    """Rows (model, part, metric, value) of `model_card` for one fit.

    fitted : a fitted model: params_, covariance_, hessian_, open_, log_likelihood_, gradient_norm_, customers_
    ending : put behind every metric, where one model is fitted several times

    parts: parameters (times in days, their names end in _days); standard_error (same metric names; left out for an open
    parameter); open (1 for a parameter that the data leave open); fit. The standard errors are those of the log
    parameters times the parameter: sd(e^u) = e^u sd(u), to first order.
    """
    times = getattr(fitted, "time_names", ())
    errors = np.sqrt(np.clip(np.diag(fitted.covariance_), 0.0, None))
    rows = []
    for (name, value), log_error in zip(fitted.params_.items(), errors, strict=True):
        metric = f"{name}_days{ending}" if name in times else f"{name}{ending}"
        rows.append((code, "parameters", metric, float(value)))
        if name in fitted.open_:
            rows.append((code, "open", metric, 1.0))
        else:
            rows.append((code, "standard_error", metric, float(value * log_error)))
    rows += [(code, "parameters", name, float(getattr(fitted, name))) for name in getattr(fitted, "settings", ())]
    fit = {
        "log_likelihood": fitted.log_likelihood_,
        "gradient_norm": fitted.gradient_norm_,
        "smallest_curvature": np.linalg.eigvalsh(fitted.hessian_)[0],
        "customers": fitted.customers_,
    }
    return rows + [(code, "fit", f"{metric}{ending}", float(value)) for metric, value in fit.items()]

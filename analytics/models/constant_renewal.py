"""The naive forecast of contracts: everybody renews at one constant rate, whatever the age of the contract."""

import numpy as np

from analytics.models.beta_survival import BetaSurvival
from analytics.models.state import ModelRefused


class ConstantRenewal(BetaSurvival):
    """Each renewal fails with the same chance. params_ : loss_rate, the share of renewals due that were not made."""

    code = "constant_renewal"
    names = ("loss_rate",)

    def fit(self, losses):
        """Learn from a loss table as `BetaSurvival.fit` does: losses over renewals due; the error is the binomial one."""
        table = self._checked(losses)
        ended = float(table["ended"].sum())
        due = float((table["periods"] * (table["ended"] + table["censored"])).sum())
        rate = ended / due
        if not 0 < rate < 1:
            raise ModelRefused("losses_impossible")
        self.params_ = {"loss_rate": rate}
        self.log_likelihood_ = float(ended * np.log(rate) + (due - ended) * np.log1p(-rate))
        self.gradient_norm_, self.iterations_, self.converged_ = 0.0, 0, True
        curvature = due * rate / (1 - rate)  # of the log rate
        self.hessian_, self.covariance_ = np.array([[curvature]]), np.array([[1 / curvature]])
        self.customers_, self.open_ = float(table[["ended", "censored"]].to_numpy().sum()), ()
        return self

    def survival(self, periods):
        """Share still under contract after `periods` renewals, 1 at 0; shape of `periods`."""
        stay = 1 - min(self.params_["loss_rate"], 1.0)
        return stay ** np.asarray(periods, dtype="float64")

"""Learning as one standing on a day could have done it: rows, matrix, the baseline of P(alive), fitted learners."""

from datetime import date

import numpy as np

from analytics import clv
from analytics.churn import features
from analytics.churn.leaks import implausible_features
from analytics.churn.learners import BASELINES, CANDIDATES, Learner, features_of
from analytics.churn.plan import Standing
from analytics.models.state import ModelRefused
from data.staging import build_table

FEWEST = 50  # leavers, and stayers, to learn from


class Learning:
    """Reads features of one build and learns from them; `barred` collects features that cannot be true.

    every : every n-th customer is read; family : model of purchases whose chance of silence is a baseline
    """

    def __init__(self, con, *, every: int, risk_days: int, family: str):
        self.con, self.every, self.risk_days, self.family = con, every, risk_days, family
        self.levels: dict | None = None
        self.barred: set[str] = set()
        self._purchases: dict[date, object] = {}

    def rows(self, days):
        """Features and `leaves` (None where the window is still open) of every n-th customer on these days."""
        found = self.con.execute(
            "select f.*, l.leaves from feature as f left join churn_label as l on l.feature_on = f.feature_on "
            "and l.customer_key = f.customer_key where list_contains(cast($days as date[]), f.feature_on) "
            "and f.customer_key % $every = 0 order by f.feature_on, f.customer_key",
            {"days": list(days), "every": self.every},
        ).df()
        return features.with_renewal_due(found, risk_days=self.risk_days)

    def matrix(self, rows, standing: Standing):
        """Matrix of the rows, with the chance of silence that the purchases known on the standing's day give."""
        matrix, self.levels = features.matrix(rows, levels=self.levels)
        model = self._purchases_known_on(standing.stands_on)
        return matrix if model is None else matrix.assign(quiet_logit=quiet_logit(model, rows, self.risk_days))

    def learn(self, standing: Standing, codes=CANDIDATES):
        """{code: learner} fitted on the standing's days and calibrated on its later one. Raises ModelRefused."""
        rows = self.rows(standing.learn_on)
        _need(rows["leaves"].astype(bool))
        matrix = self.matrix(rows, standing)
        self.barred |= set(implausible_features(matrix, rows["leaves"].astype(bool)))
        matrix = matrix.drop(columns=[name for name in matrix if name in self.barred])
        later = self.rows([standing.calibrate_on]) if standing.calibrate_on else rows.head(0)
        later_matrix = self.matrix(later, standing) if later["leaves"].nunique() == 2 else None
        learnt = {}
        for code in codes:
            own = matrix.drop(columns="quiet_logit", errors="ignore") if code not in BASELINES else matrix
            if not features_of(code, own):
                continue
            learner = Learner(code).fit(own, rows["leaves"].astype(bool))
            if later_matrix is not None:
                learner.calibrate(later_matrix, later["leaves"].astype(bool))
            learnt[code] = learner
        if not learnt:
            raise ModelRefused("nothing_differs")
        return learnt

    def chances(self, standing: Standing, rows):
        """{code: chance of leaving of each row} by every candidate as learnt on the standing's day."""
        matrix = self.matrix(rows, standing)
        return {code: learner.chance(matrix) for code, learner in self.learn(standing).items()}

    def _purchases_known_on(self, day: date):
        """The model of purchases as one could have fitted it on that day; None where the data refuse it."""
        if day not in self._purchases:
            self.con.execute(
                "create or replace table scratch.main.learning_day as select cast($day as date) as learnt_on",
                {"day": day},
            )
            self.con.execute("drop table if exists scratch.main.churn_state")
            build_table(self.con, "marts", "churn_state", scratch=True)
            state = self.con.table("churn_state").df()
            try:
                self._purchases[day] = clv.fit_purchases(state, model=self.family) if len(state) else None
            except ModelRefused:
                self._purchases[day] = None
        return self._purchases[day]


def quiet_logit(model, rows, risk_days):
    """Log odds that a model of purchases gives to buying nothing in the window; the highest for who never bought."""
    shop = rows["frequency"].notna().to_numpy()
    chance = np.ones(len(rows))
    state = rows.loc[shop, ["frequency", "recency_days", "age_days"]]
    if len(state):
        x, age = (state[name].to_numpy("float64") for name in ("frequency", "age_days"))
        quiet, _ = model.on_pairs(x, age, lambda x, age: model.quiet_given_alive(x, age, risk_days))
        chance[shop] = 1 - model.p_alive(state) * (1 - quiet)
    chance = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.log(chance / (1 - chance))


def _need(leaves) -> None:
    left, stayed = int(leaves.sum()), int((~leaves).sum())
    if min(left, stayed) < FEWEST:
        code = "too_few_leavers" if left <= stayed else "too_few_stayers"
        raise ModelRefused(code, left=left, stayed=stayed, fewest=FEWEST)

"""BdW: Fader, Hardie, Liu, Davin & Steenburgh (2018), "How to Project Customer Retention" Revisited, JIM 43, 1-16."""

from analytics.models.beta_survival import BetaSurvival


class Bdw(BetaSurvival):
    """Beta-discrete-Weibull: as sBG, and a customer's own chance of leaving rises (c > 1) or falls (c < 1) with age.

    params_ : gamma, delta, c. With c = 1 it is sBG.
    """

    code = "bdw"
    names = ("gamma", "delta", "c")

"""sBG: Fader & Hardie (2007), How to Project Customer Retention, Journal of Interactive Marketing 21(1), 76-90."""

from analytics.models.beta_survival import BetaSurvival


class Sbg(BetaSurvival):
    """Shifted beta-geometric: each customer has one chance of not renewing, p ~ beta(α, β), the same every period.

    params_ : alpha, beta. Retention rises with age only because those who leave easily are gone.
    """

    code = "sbg"
    names = ("alpha", "beta")

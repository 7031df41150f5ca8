"""BG/NBD: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275-284."""

from analytics.models.beta_geometric import BetaGeometric


class BgNbd(BetaGeometric):
    """BG/NBD: a customer can leave after each repeat purchase; one without a repeat purchase is alive for certain.

    Source: Fader, Hardie & Lee (2005), equations 6 (likelihood), 9 (E[X(t)]) and 10 (E[Y(t)]).
    """

    code = "bg_nbd"
    leaves_at_first = False

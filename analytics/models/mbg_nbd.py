"""MBG/NBD: Batislam, Denizel & Filiztekin (2007), Empirical Validation and Comparison of Models for Customer Base
Analysis, International Journal of Research in Marketing 24(3), 201-209.
"""

from analytics.models.beta_geometric import BetaGeometric


class MbgNbd(BetaGeometric):
    """Modified BG/NBD: a customer can also leave right after the first purchase.

    Everything else is BG/NBD, with the chance to leave one purchase earlier.
    """

    code = "mbg_nbd"
    leaves_at_first = True

"""MBG/NBD: Batislam, Denizel & Filiztekin (2007), IJRM 24(3), 201-209; Hoppe & Wagner (2007), Marketing ZFP 29."""

from analytics.models.beta_geometric import BetaGeometric


class MbgNbd(BetaGeometric):
    """Modified BG/NBD: a customer can also leave right after the first purchase.

    Source: Batislam, Denizel & Filiztekin (2007), equations 4 to 7, with BG/NBD's dropout one purchase earlier.
    """

    code = "mbg_nbd"
    leaves_at_first = True

"""What is true of the demo company: every parameter of the simulation, with its unit.

The purchase process is the BG/NBD of Fader, Hardie & Lee (2005, Marketing Science 24(2)), made to age:

* while a customer is alive, purchases are Poisson with rate lambda_i ~ Gamma(r, alpha) a day, in time that the season
  stretches;
* after each repeat purchase the customer leaves for good with probability 1 - (1 - p_i)^g, p_i ~ Beta(a, b), where
  g = loss_start / (1 - years / loss_pole_years)^loss_power x (factor of the channel). If losses grow linearly under
  steady acquisition, the base is a parabola and the loss rate 2 / (2 x peak - years): a hyperbola, hence this form; the
  power is over one because those quick to leave leave first;
* bargain hunters mostly leave after their first purchase; their share among new customers rises from the first to the
  tenth year, and is higher among those won by a promotion.

`Parameters().stationary()` switches season, hunters, the campaigns' effect and the rise of g off: what is left is
BG/NBD as published.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Parameters:
    """True parameters of the company; times in days, money in CNY, `_rate` and `_share` in [0, 1]."""

    r: float = 2.0
    alpha: float = 120.0
    a: float = 1.2
    b: float = 6.8
    loss_start: float = 0.30
    loss_pole_years: float = 11.2
    loss_power: float = 1.7
    hunter_share_first_year: float = 0.08
    hunter_share_tenth_year: float = 0.46
    hunter_share_more_by_promotion: float = 0.25
    hunter_leaves_at_once_rate: float = 0.9
    season_strength: float = 1.0
    campaign_strength: float = 1.0
    contract_only_share: float = 0.04
    shop_and_contract_share: float = 0.08
    price_rise_per_year: float = 0.02
    return_rate: float = 0.025
    duplicate_share: float = 0.02
    bought_source_share: float = 0.06

    def stationary(self):
        """The same company without season, hunters, campaign effects or rising losses: BG/NBD with (r, alpha, a, b)."""
        return replace(
            self,
            loss_start=1.0,
            loss_power=0.0,
            hunter_share_first_year=0.0,
            hunter_share_tenth_year=0.0,
            hunter_share_more_by_promotion=0.0,
            season_strength=0.0,
            campaign_strength=0.0,
        )

    @property
    def is_stationary(self):
        """True when the purchase process is plain BG/NBD."""
        return self.loss_power == 0.0 and self.season_strength == 0.0


# Channel of acquisition: shares in the first and in the tenth year (linear in between), factor on g, and the cost to
# serve one order (CNY).
CHANNELS = ("Store", "Web", "Mini-program", "Marketplace")
CHANNEL_SHARE_FIRST_YEAR = (0.46, 0.28, 0.06, 0.20)
CHANNEL_SHARE_TENTH_YEAR = (0.24, 0.18, 0.34, 0.24)
CHANNEL_LOSS_FACTOR = (0.80, 1.00, 0.95, 1.35)
CHANNEL_SERVICE_COST = (8.0, 20.0, 18.0, 36.0)
MAIN_CHANNEL_SHARE = 0.8

REGIONS = ("East China", "South China", "North China", "Central China", "Southwest China", "Northeast China")
REGION_SHARE = (0.32, 0.22, 0.18, 0.12, 0.10, 0.06)

# Category: share as a customer's main one, price of its middle product (CNY), cost of goods as a share of that price.
CATEGORIES = ("Grocery", "Home", "Beauty", "Apparel", "Baby", "Electronics")
CATEGORY_SHARE = (0.26, 0.18, 0.17, 0.18, 0.12, 0.09)
CATEGORY_PRICE = (38.0, 95.0, 120.0, 160.0, 105.0, 420.0)
CATEGORY_COST_RATE = (0.70, 0.56, 0.42, 0.48, 0.60, 0.80)

# Row: main category; column: category of a line. Baby buyers also buy groceries, apparel buyers beauty: the truth that
# a cross-sell analysis has to find.
CATEGORY_OF_LINE = (
    (0.70, 0.10, 0.05, 0.04, 0.08, 0.03),
    (0.12, 0.66, 0.05, 0.06, 0.04, 0.07),
    (0.06, 0.05, 0.64, 0.20, 0.03, 0.02),
    (0.05, 0.06, 0.20, 0.62, 0.04, 0.03),
    (0.24, 0.07, 0.05, 0.06, 0.56, 0.02),
    (0.07, 0.14, 0.03, 0.05, 0.03, 0.68),
)

# Eight products a category, price relative to the middle one; row: spend level of the customer, column: product.
PRODUCT_PRICE = (0.50, 0.65, 0.80, 1.00, 1.25, 1.60, 2.10, 3.00)
SPEND_LEVEL_SHARE = (0.25, 0.30, 0.25, 0.14, 0.06)
PRODUCT_OF_LEVEL = (
    (0.34, 0.26, 0.18, 0.12, 0.06, 0.03, 0.01, 0.00),
    (0.16, 0.22, 0.24, 0.18, 0.11, 0.06, 0.02, 0.01),
    (0.06, 0.11, 0.18, 0.25, 0.20, 0.12, 0.06, 0.02),
    (0.02, 0.05, 0.09, 0.17, 0.24, 0.22, 0.14, 0.07),
    (0.01, 0.02, 0.04, 0.09, 0.16, 0.24, 0.25, 0.19),
)
QUANTITY_SHARE = (0.72, 0.19, 0.09)  # one, two, three pieces
MEAN_EXTRA_LINES = 1.2  # lines of an order: 1 + Poisson, cut at MAX_EXTRA_LINES
MAX_EXTRA_LINES = 5

# Promotions take a share off the list price; hunters get the deeper one. A return costs the firm its handling.
PROMOTION_USE_RATE = 0.65
PROMOTION_DISCOUNT_RATE = (0.12, 0.25)  # usual buyer, bargain hunter
RETURN_SERVICE_COST = 45.0

# Subscription: monthly fee (CNY) and share of each plan; sBG: churn chance a term ~ Beta(alpha, beta), by its months.
PLANS = ("Basic", "Plus", "Family")
PLAN_FEE = (39.0, 79.0, 129.0)
PLAN_SHARE = (0.5, 0.35, 0.15)
YEARLY_TERM_SHARE = 0.3
YEARLY_TERM_DISCOUNT_RATE = 0.1
CONTRACT_CHURN = {1: (1.0, 7.0), 12: (1.2, 2.0)}
REJOIN_RATE = 0.08
CONTRACT_MARGIN_RATE = 0.45
RELATIONSHIPS = ("shop", "shop and contract", "contract")

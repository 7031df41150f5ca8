"""Where the matrix is cut: high value by share of the customers or by an amount that is typed, high risk by a chance."""

from ui import address, page_options
from ui.i18n import N_, _
from ui.sentences import money

CUTS = {"share": N_("Share of customers"), "amount": N_("Amount")}
TOP_PERCENT = ("1", "2", "5", "10", "15", "20", "25", "30", "40", "50")
RISK_PERCENT = tuple(str(percent) for percent in range(5, 100, 5))
LARGEST = 1e10


def chosen() -> dict[str, object]:
    """The cuts of the 2 x 2 matrix as `matrix.grid` takes them. An amount that is none leaves the share."""
    cuts: dict[str, object] = {
        "top_share": int(page_options.chosen("top", TOP_PERCENT, "20")) / 100,
        "risk_cuts": [int(page_options.chosen("risk", RISK_PERCENT, "50")) / 100],
    }
    amount = _amount()
    if page_options.chosen("cut", tuple(CUTS), "share") == "amount" and amount is not None:
        cuts["value_cuts"] = [amount]
    return cuts


def draw(value_cut: float) -> None:
    """The choices; value_cut: the amount in use now, to begin typing from."""
    way = page_options.segmented(
        "cut", _("High value by"), tuple(CUTS), default="share", show=lambda code: _(CUTS[code]), clears=("cell",)
    )
    if way == "amount":
        page_options.number(
            "amount", _("High value: from"), default=None, low=0.01, high=LARGEST, step=max(round(value_cut / 10), 1),
            decimals=2, help_text=_("In use: {amount}, the nearest edge of the bins.").format(amount=money(value_cut)),
        )  # fmt: skip
    else:
        page_options.slider("top", _("High value: the top …"), TOP_PERCENT, default="20", show=lambda p: f"{p}%")
    page_options.slider("risk", _("High risk: from …"), RISK_PERCENT, default="50", show=lambda p: f"{p}%")


def _amount() -> float | None:
    try:
        amount = float(address.value("amount") or "")
    except ValueError:
        return None
    return amount if 0 < amount <= LARGEST else None

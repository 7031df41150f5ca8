"""What the window of the risk means beside the customers' own pace."""

from ui import blocks, formats, warehouse
from ui.i18n import _

LONGEST = 366  # days that a build takes as the window


def say() -> None:
    """Warn where half of all gaps between purchases outlast the window: then silence is no sign of leaving."""
    info = warehouse.build_info()
    if info.lines == "contract" or not info.median_gap_days or info.median_gap_days <= info.risk_days:
        return
    text = _(
        "Half of the gaps between purchases are longer than {gap}, and who buys nothing within {window} counts as likely to "
        "leave: most of these are only between two purchases."
    ).format(gap=formats.days(info.median_gap_days), window=formats.days(info.risk_days))
    if info.risk_days < LONGEST:
        text += " " + _("A longer window (--risk-days, up to {longest}) tells leavers from the others.").format(
            longest=LONGEST
        )
    blocks.aside(f":material/warning: {text}")

"""Acquisition against loss in words: how many came for those who left, and where that takes the base."""

from ui import formats
from ui.base_texts import span_summed
from ui.i18n import _
from ui.wording import Figures, run_on

JUDGED = ("mountain", "shrinking_no_acquisition", "smile", "growing_to_ceiling")  # shapes of a base that moves
EVEN = 1  # of a hundred lost: the two are as good as equal


def can_tell(code: str, f: Figures) -> bool:
    """Whether the flows are the finding: of a base that was judged, moves, and lost somebody."""
    return code in JUDGED and float(f.get("lost_yearly") or 0) > 0


def title(f: Figures) -> str:
    """How many came or came back for a hundred who left, and what the base tends to."""
    for_hundred = 100 * (float(f["acquired_yearly"]) + float(f["won_back_yearly"])) / float(f["lost_yearly"])
    n, span = round(for_hundred), span_summed(f)
    if abs(n - 100) <= EVEN:
        return _("In {span} as many came or came back as were lost").format(span=span)
    few = _("For 100 customers lost in {span}, only {n} came or came back")
    many = _("For 100 customers lost in {span}, {n} came or came back")
    found = (few if n < 100 else many).format(span=span, n=formats.whole(n))
    ceiling = f.get("ceiling")
    if ceiling is None or (n < 100) != (float(ceiling) < float(f["base"])):
        return found
    return _("{found}: at these rates the base heads for {ceiling}").format(
        found=found, ceiling=formats.short(round(float(ceiling)))
    )


def detail(f: Figures) -> str:
    """The counts behind it, and how many of those who came were old customers."""
    acquired, back = float(f["acquired_yearly"]), float(f["won_back_yearly"])
    counts = _("{acquired} joined, {back} came back and {lost} left.").format(
        acquired=formats.whole(acquired), back=formats.whole(back), lost=formats.whole(f["lost_yearly"])
    )
    if not (acquired > 0 and back > 0):
        return counts
    old = _("Of those who came, {share} had been lost before.").format(
        share=formats.percent(back / (acquired + back), 0)
    )
    return run_on(counts, old)

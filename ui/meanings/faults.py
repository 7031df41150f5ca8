"""What the verdicts on the ten faults mean."""

from ui.i18n import N_
from ui.meanings.definition import Definition

DEFINITIONS = {
    "fault_verdict": Definition(
        N_("Verdict on a fault"),
        N_(
            "Found, by thresholds of ours: more left than joined in a year (signs: 80%); the top tenth leaves like all, or ever "
            "faster (signs: more than half as readily); promotion buyers leave more beyond two standard errors (one); those who "
            "stayed bring 2% less than the year before (signs: no 2% more); nobody is named (not everybody); the satisfied leave "
            "at 80% of the others' rate (50%); 2% double records or half without contact (any, or 10%); members of a club that "
            "costs money do not stay beyond two standard errors more."
        ),
    ),
    "fault_trait": Definition(
        N_("Gone half a year later"),
        N_(
            "Of the base at the month end half a year before the last one, the share outside the base at the last one. "
            "Mostly on promotion: half or more of the lines. More satisfied half: the last answer is at the median or above."
        ),
    ),
}

"""What the demo company's own books say, in the reader's language; a firm's own texts are shown as they are."""

from ui import warehouse
from ui.i18n import N_, _

EVENTS = {
    "Loyalty club opened": N_("Loyalty club opened"),
    "Free trials of the subscription": N_("Free trials of the subscription"),
    "Competitor enters with free delivery": N_("Competitor enters with free delivery"),
    "Service desk moved to a contractor": N_("Service desk moved to a contractor"),
}
CAMPAIGNS = {
    "Spring care": N_("Spring care"),
    "Autumn care": N_("Autumn care"),
    "Complete your home": N_("Complete your home"),
    "Come back": N_("Come back"),
}


def event(label: str) -> str:
    """A day to remember, as shown; not yet escaped."""
    return _(EVENTS[label]) if _is_demo() and label in EVENTS else label


def campaign(name: str) -> str:
    """A campaign's name, as shown; those of the demo end in their year. Not yet escaped."""
    stem, _space, year = name.rpartition(" ")
    return f"{_(CAMPAIGNS[stem])} {year}" if _is_demo() and stem in CAMPAIGNS else name


def _is_demo() -> bool:
    return warehouse.build_info().sample == "demo"

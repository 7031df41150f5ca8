"""The guided path: its steps in their order, where the reader stands, and moving on and back."""

from ui import address, workshop_room
from ui.i18n import N_
from ui.workshop_budget import DOUBLE, PRODUCT, RESPONSE
from ui.workshop_cells import MATRIX
from ui.workshop_claims import CONTROL
from ui.workshop_contact import STEPS as CONTACT
from ui.workshop_gaming import GAMING
from ui.workshop_keys import LEVERS
from ui.workshop_loyalty import LOYALTY
from ui.workshop_mountain import MOUNTAIN
from ui.workshop_step import Step
from ui.workshop_value import STEPS as VALUE

RETENTION, FUNNEL = VALUE
STEPS: tuple[Step, ...] = (
    MOUNTAIN, RETENTION, MATRIX, FUNNEL, PRODUCT, RESPONSE, *CONTACT, GAMING, LOYALTY, CONTROL, DOUBLE,
)  # fmt: skip
COMMITMENTS = "commitments"  # the last step asks for no guess, so it is no Step
COMMITMENTS_NAME = N_("What we will do")
CODES = (*(step.code for step in STEPS), COMMITMENTS)
MINUTES = {"opening": 4, COMMITMENTS: 10}


def position() -> int:
    """Where the reader stands, from 0; the first step where a link asks for one that is not there."""
    asked = address.value("step")
    return CODES.index(asked) if asked in CODES else 0


def step_at(place: int) -> Step | None:
    """The step there; None for the commitments."""
    return STEPS[place] if place < len(STEPS) else None


def minutes_at(place: int) -> int:
    """Minutes for it in a workshop of 90."""
    step = step_at(place)
    return step.minutes if step else MINUTES[COMMITMENTS]


def go_to(place: int) -> None:
    """Stand at another step."""
    address.choose("step", [CODES[place]] if place else [])


def forward() -> None:
    """What the presenter's remote control does: show the answer first, then move on."""
    place = position()
    step = step_at(place)
    if step is not None and not workshop_room.is_revealed(step.code):
        workshop_room.reveal(step.code)
    else:
        go_to(min(place + 1, len(CODES) - 1))


def back() -> None:
    """The step before."""
    go_to(max(position() - 1, 0))


def start_over() -> None:
    """All answers hidden and taken back, all levers where they were, the first step."""
    for step in STEPS:
        workshop_room.hide(step.code)
    for lever in LEVERS:
        address.choose(lever, [])
    go_to(0)

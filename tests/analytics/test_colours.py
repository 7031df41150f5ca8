"""Colour roles: apart for every eye, visible on the ground, text readable on every fill."""

import itertools

import pytest
from coloraide import Color

from analytics.figures import theme

APART = {"light": 14, "dark": 12}


@pytest.mark.parametrize("eye", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_roles_stay_apart(mode, eye):
    seen = {role: Color(theme.COLOURS[mode][role]) for role in theme.DATA_ROLES}
    if eye != "normal":
        seen = {role: colour.filter(eye) for role, colour in seen.items()}
    for one, other in itertools.combinations(seen, 2):
        assert seen[one].delta_e(seen[other], method="2000") >= APART[mode], (one, other)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_lines_and_text_stand_out_from_the_ground(mode):
    colours = theme.COLOURS[mode]
    ground = Color(colours["ground"])
    for role in theme.LINE_ROLES:
        assert Color(colours[role]).contrast(ground, method="wcag21") >= 3, role
    if mode == "dark":
        for role in theme.DATA_ROLES:
            assert Color(colours[role]).contrast(ground, method="wcag21") >= 3, role
    for ink in ("ink", "soft_ink"):
        assert Color(colours[ink]).contrast(ground, method="wcag21") >= 4.5, ink


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_sequential_scale_climbs_evenly_and_carries_readable_text(mode):
    lightness = [Color(theme.colour_at(mode, i / 20)).convert("lab")["l"] for i in range(21)]
    steps = [b - a for a, b in itertools.pairwise(lightness)]
    assert all(step < 0 for step in steps) if mode == "light" else all(step > 0 for step in steps)
    for i in range(21):
        fill = theme.colour_at(mode, i / 20)
        assert Color(theme.ink_on(fill)).contrast(Color(fill), method="wcag21") >= 4.5, fill


def test_contrast_is_that_of_wcag():
    for one, other in (("#FFFFFF", "#000000"), ("#1A86A8", "#FFFFFF"), ("#4A3C9A", "#ECEEF2")):
        assert theme.contrast(one, other) == pytest.approx(Color(one).contrast(other, method="wcag21"), rel=1e-3)


def test_modes_offer_the_same_roles():
    assert set(theme.COLOURS["light"]) == set(theme.COLOURS["dark"])

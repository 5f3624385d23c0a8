"""WCAG 2.2 AA in both schemes, computed from the colours of the style sheet."""

import re
from pathlib import Path

import pytest

import search_web

CSS = (Path(search_web.__file__).parent / "site" / "static" / "site.css").read_text(encoding="utf-8")

TEXT = 4.5  # success criterion 1.4.3
PART = 3.0  # 1.4.11: what shows that a control is there, or has the focus

PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "soft", "accent", "visited")
        for ground in ("paper", "raised", "target")
    ],
    ("tint-ink", "tint", TEXT),
    ("mark-ink", "mark", TEXT),
    ("button-ink", "button", TEXT),
    *[("edge", ground, PART) for ground in ("paper", "raised")],
    *[("focus", ground, PART) for ground in ("paper", "raised", "target", "tint")],
    ("accent", "tint", PART),
    *[("urgent", ground, PART) for ground in ("paper", "raised")],
]


def colours(css):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", css))


LIGHT = colours(CSS[: CSS.index("@media")])
DARK = LIGHT | colours(CSS[CSS.index("@media") : CSS.index("/* Ground */")])


def luminance(colour):
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_have_enough_contrast_with_their_background(scheme, front, ground, least):
    assert contrast(scheme[front], scheme[ground]) >= least


def test_the_dark_scheme_defines_every_colour():
    assert colours(CSS[CSS.index("@media") : CSS.index("/* Ground */")]).keys() == LIGHT.keys()


def test_rules_use_the_named_colours_only():
    rules = CSS[CSS.index("/* Ground */") : CSS.index("@media print")]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", rules)


def test_the_style_sheet_loads_nothing():
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_the_style_sheet_respects_the_preferences_of_readers():
    for feature in (
        "prefers-reduced-motion",
        "prefers-contrast",
        "forced-colors",
        "print",
        "prefers-color-scheme",
    ):
        assert re.search(rf"@media [^{{]*{feature}", CSS)

"""Ranges on a logarithmic axis as an SVG, without a library: two values a row, a line between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

_LEFT, _WIDTH, _ROW, _TOP, _RIGHT = 230, 460, 26, 40, 80


def chart(rows: Sequence[tuple[str, float, float]], title: str) -> str:
    """An SVG of (label, low, high) rows, values above 0; legible on light and dark pages."""
    lowest = math.floor(math.log10(max(1e-3, min(low for _, low, _ in rows))))
    highest = max(lowest + 1, math.ceil(math.log10(max(high for _, _, high in rows))))

    def at(value: float) -> float:
        share = (math.log10(max(value, 10.0**lowest)) - lowest) / (highest - lowest)
        return round(_LEFT + share * _WIDTH, 1)

    bottom = _TOP + _ROW * len(rows)
    width, height = _LEFT + _WIDTH + _RIGHT, bottom + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="sans-serif" font-size="13" fill="#777">',
        f"<title>{escape(title)}</title>",
        f'<text x="{_LEFT}" y="20">{escape(title)}</text>',
    ]
    for power in range(lowest, highest + 1):
        x = at(10.0**power)
        parts.append(f'<line x1="{x}" x2="{x}" y1="{_TOP - 8}" y2="{bottom}" stroke="#7774"/>')
        parts.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{10.0**power:g}</text>')
    for place, (label, low, high) in enumerate(rows):
        parts += _row(label, (low, at(low)), (high, at(high)), _TOP + _ROW * place + _ROW / 2)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(label: str, low: tuple[float, float], high: tuple[float, float], y: float) -> list[str]:
    return [
        f'<text x="{_LEFT - 14}" y="{y + 4}" text-anchor="end">{escape(label)}</text>',
        f'<line x1="{low[1]}" x2="{high[1]}" y1="{y}" y2="{y}" stroke="#c33" stroke-width="2"/>',
        f'<circle cx="{low[1]}" cy="{y}" r="4" fill="#fff" stroke="#c33" stroke-width="2"/>',
        f'<circle cx="{high[1]}" cy="{y}" r="5" fill="#c33"/>',
        f'<text x="{high[1] + 10}" y="{y + 4}">{low[0]:.1f} / {high[0]:.1f}</text>',
    ]

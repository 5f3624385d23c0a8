"""Whether another weight of the ranking would be better, on families of judged sets that did not choose it.

    python benchmarks/cross_validation.py DIR ... [--first-answer SET DATA] [--weights NAME ...] [--quick]

Each weight that counts while searching goes to a neighbouring value, all others as they are. Leave one
family out: the others choose the value with the highest mean, if it gains `GAIN` and lowers none of them by
more than `LOSS`; its gain is measured on the family left out. A weight is moved only where all choose the
same value and the families left out gain. Prints two Markdown tables; changes nothing.

The weights that an index is built with, and K1 and B, are not tried: other values gained nothing on any set.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial

from answer_set import mean
from families import Change, MeasuredSet, add_options, by_family, in_processes, markdown, sets_of

from indexer import weights

NEIGHBOURS: Mapping[str, tuple[float, ...]] = {
    "TITLE_COVER": (1.5, 2.5),
    "TITLE_EXACT": (0.5, 1.5),
    "TITLE_KIND": (0.15, 0.5),
    "KIND": (0.3, 0.75),
    "COVERAGE": (0.15, 0.4),
    "ELSEWHERE": (0.3, 0.7),
    "OVERVIEW": (0.5, 2.0),
    "SYNONYM": (0.1, 0.3),
    "ABBREVIATION": (0.1, 0.4),
    "CARRIER": (0.5, 1.5),
    "PHRASE": (0.1, 0.4),
}

#: A smaller gain is the noise of a few queries; no family may lose more than `LOSS`.
GAIN, LOSS = 0.001, 0.003

Trial = tuple[str, float]
Gains = Mapping[Trial, Mapping[str, float]]  # by trial and family


def tried(one: MeasuredSet, trials: Sequence[Trial]) -> list[float]:
    """The set's measure with the weights as they are, then with each of the trials."""
    return [one.measure(()), *(one.measure([Change(weights, *trial)]) for trial in trials)]


def chosen(gains: Gains, name: str, families: Sequence[str]) -> Trial | None:
    """The value of a weight that these families choose; None where they leave it as it is."""
    fair = [
        trial
        for trial, of in gains.items()
        if trial[0] == name
        and min(of[family] for family in families) >= -LOSS
        and mean(of[family] for family in families) >= GAIN
    ]
    return max(fair, key=lambda trial: mean(gains[trial][family] for family in families), default=None)


def left_out(gains: Gains, name: str, families: Sequence[str]) -> list[str]:
    """The row of a weight: what the others choose, and what that gains where it was not chosen."""
    inside, outside, values = [], {}, []
    for family in families:
        others = [other for other in families if other != family]
        trial = chosen(gains, name, others)
        values.append(trial[1] if trial else getattr(weights, name))
        inside.append(mean(gains[trial][other] for other in others) if trial else 0.0)
        outside[family] = gains[trial][family] if trial else 0.0
    worst = min(outside, key=lambda family: outside[family])
    agreed = len(set(values)) == 1 and values[0] != getattr(weights, name)
    move = agreed and mean(outside.values()) >= GAIN and outside[worst] >= -LOSS
    return [
        name,
        f"{getattr(weights, name):g}",
        ", ".join(f"{value:g}" for value in sorted(set(values))),
        f"{mean(inside):+.4f}",
        f"{mean(outside.values()):+.4f}",
        f"{worst} {outside[worst]:+.4f}" if outside[worst] < 0 else "",
        f"to {values[0]:g}" if move else "stays",
    ]


def main() -> None:
    """Prints the gain of each value on each family, and what the families left out say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_options(parser)
    parser.add_argument("--weights", nargs="*", choices=NEIGHBOURS, default=[*NEIGHBOURS])
    options = parser.parse_args()
    trials = [(name, value) for name in options.weights for value in NEIGHBOURS[name]]
    found = in_processes(partial(tried, trials=trials), sets_of(options))
    present, *others = (
        by_family(dict(zip(found, column, strict=True))) for column in zip(*found.values(), strict=True)
    )
    families = [*present]
    gains = {
        trial: {family: values[family] - present[family] for family in families}
        for trial, values in zip(trials, others, strict=True)
    }
    rows = [["weight", *families, "mean"]]
    rows.append(["as they are", *(f"{present[f]:.4f}" for f in families), f"{mean(present.values()):.4f}"])
    for (name, value), of in gains.items():
        rows.append([f"{name} {value:g}", *(f"{of[f]:+.4f}" for f in families), f"{mean(of.values()):+.4f}"])
    print(markdown(rows))
    head = [
        "weight",
        "now",
        "chosen",
        "gain where chosen",
        "gain where left out",
        "worst left out",
        "verdict",
    ]
    print("\n" + markdown([head, *(left_out(gains, name, families) for name in options.weights)]))


if __name__ == "__main__":
    main()

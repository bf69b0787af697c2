"""Draws the time of a question by class and engine, one panel a size."""

import statistics
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from benchmarks.peers import PEERS
from benchmarks.questions import Kind
from benchmarks.tables import Figures, find, percentile, sizes, times


def plot(found: Figures, file: Path) -> None:
    """Write the picture as SVG: bars are medians, whiskers reach to p95, both on one logarithmic scale."""
    plt.switch_backend("svg")  # nothing is shown on a screen
    mpl.rcParams["svg.hashsalt"] = "papersearch"
    panels = sizes(found)
    figure, every = plt.subplots(1, len(panels), figsize=(5.2 * len(panels), 3.6), squeeze=False, sharey=True)
    for axes, size in zip(every[0], panels, strict=True):
        for at, name in enumerate(PEERS):
            if engine := find(found, name, size):
                _bars(axes, engine, at)
        axes.set_title(f"{size:,} passages")
        axes.set_yscale("log")
        axes.set_xticks(range(len(Kind)), [kind.replace(", ", ",\n") for kind in Kind], fontsize=8)
        axes.grid(axis="y", alpha=0.3)
    every[0][0].set_ylabel("milliseconds, median and p95")
    every[0][0].legend(fontsize=7, ncols=2, loc="upper left")
    figure.tight_layout()
    figure.savefig(file, format="svg", metadata={"Date": None})
    plt.close(figure)


def _bars(axes: plt.Axes, engine: Figures, at: int) -> None:
    width = 0.8 / len(PEERS)
    shown = [(place, took) for place, kind in enumerate(Kind) if (took := times(engine, "warm", kind))]
    middles = [statistics.median(took) for _, took in shown]
    above = [max(0.0, percentile(took, 0.95) - middle) for (_, took), middle in zip(shown, middles, strict=True)]
    axes.bar(
        [place + (at - (len(PEERS) - 1) / 2) * width for place, _ in shown],
        middles,
        width,
        yerr=[[0.0] * len(above), above],
        color=f"C{at}",
        label=engine["engine"],
        error_kw={"elinewidth": 0.8},
    )

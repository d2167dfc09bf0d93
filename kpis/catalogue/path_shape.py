"""How the path of a KPI runs to its targets: straight, as an S-curve, or through agreed points."""

import math
from dataclasses import dataclass
from datetime import date

from kpis.catalogue.vocabulary import Shape

STEEPNESS = 8.0  # a tenth of the way in the first quarter of the time, nine tenths in three


@dataclass(frozen=True)
class Point:
    """What was agreed for the end of a month on the way to a target, and where."""

    month: date
    value: float
    source: str


@dataclass(frozen=True)
class Course:
    """The shape of each stretch of a path, and the points that it goes through besides targets."""

    shape: Shape = Shape.STRAIGHT
    points: tuple[Point, ...] = ()

    def way(self, time: float) -> float:
        """The share of a stretch that lies behind at a share of its time, both 0–1.

        An S-curve is the logistic of the spread of an innovation (Griliches 1957, Econometrica
        25:501): slow at first, fast in the middle, slow at the end; stretched so that it begins at
        0 and ends at 1, whatever the base and the target are.
        """
        if self.shape is Shape.STRAIGHT:
            return time
        first, last = _logistic(0.0), _logistic(1.0)
        return (_logistic(time) - first) / (last - first)


STRAIGHT = Course()


def _logistic(time: float) -> float:
    return 1 / (1 + math.exp(-STEEPNESS * (time - 0.5)))

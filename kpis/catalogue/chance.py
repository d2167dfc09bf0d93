"""The classes of a probability, and how far ahead it is told as a number."""

from enum import StrEnum

TOLD = 24  # months ahead up to which a probability is told as a number
CUT = (0.05, 0.95)  # what is known of later months allows no number beyond these
EDGES = (0, 10, 33, 66, 90, 100)  # percent; from the first up to, but below, the second
UNLIKELY, LIKELY = 1, 3  # the classes up to which, and from which on, it is rather decided


class Chance(StrEnum):
    """The classes of a probability, from the least likely to the likeliest.

    The words and edges by which climate reports grade a likelihood (Mastrandrea et al., Guidance
    note for lead authors of the IPCC fifth assessment report, 2010).
    """

    VERY_UNLIKELY = "very_unlikely"
    UNLIKELY = "unlikely"
    OPEN = "as_likely_as_not"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"


def percent(probability: float) -> int:
    """A probability as it is written: in whole percent."""
    return round(100 * probability)


def class_of(probability: float) -> int:
    """The class, 0 to 4, of what is written: who reads 90 % finds it in the class from 90 %."""
    shown = percent(probability)
    return max(at for at in range(5) if shown >= EDGES[at])


def cut(probability: float, months_ahead: int) -> float:
    """The probability as a number may be told: beyond two years not below 5 % nor above 95 %."""
    if months_ahead <= TOLD:
        return probability
    return min(max(probability, CUT[0]), CUT[1])

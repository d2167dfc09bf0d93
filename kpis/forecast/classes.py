"""The class of a probability, and how far ahead it is told as a number."""

from kpis.catalogue.vocabulary import CHANCE_EDGES

TOLD = 24  # months ahead up to which a probability is told as a number
CUT = (0.05, 0.95)  # what is known of later months allows no number beyond these


def percent(probability: float) -> int:
    """A probability as it is written: in whole percent."""
    return round(100 * probability)


def class_of(probability: float) -> int:
    """The class, 0 to 4, of what is written: who reads 90 % finds it in the class from 90 %."""
    shown = percent(probability)
    return max(at for at in range(5) if shown >= CHANCE_EDGES[at])


def cut(probability: float, months_ahead: int) -> float:
    """The probability as a number may be told: beyond two years not below 5 % nor above 95 %."""
    if months_ahead <= TOLD:
        return probability
    return min(max(probability, CUT[0]), CUT[1])

"""How effects are computed, in the order in which a statistician asks for it."""

from pages.text.language import Language


def steps(language: Language) -> list[tuple[str, str]]:
    """Terms and their explanation."""
    t = language.t
    return [
        (
            t("What is compared"),
            t(
                "Communes of the newest units, month by month; older months are carried onto them"
                " where no unit was divided and all parts reported. The growth of a month is the"
                " change of the logit of the share, ln(p / (1 − p)): half a point near 0% or 100%"
                " is as much as several in the middle. Shares of exactly 0% or 100% have no logit"
                " and are left out."
            ),
        ),
        (
            t("What is taken out"),
            t(
                "What a commune is like within twelve months (its ceiling, its level, what the plan"
                " of the year gave it), and what all communes of a former district have in a month"
                " (campaigns, Tết, the fields). Only what a commune did more or less than usual is"
                " left, against what it grew more or less than usual."
            ),
        ),
        (
            t("What is told"),
            t(
                "The growth after three months in each of which 10 more assists per 1,000 adults"
                " were given: three months of work of one, two and three months before. Errors are"
                " clustered by commune, intervals are of Student's t with one degree of freedom for"
                " each commune but one."
            ),
        ),
        (
            t("When it is believed"),
            t(
                "When the interval has no 0 in it, work of the three months to come explains"
                " nothing of that sign, a service that no topic teaches did not grow with the work,"
                " and the effect is still seen when the level of two months before, apart from what"
                " the work has moved, is taken into account. Work that is sent to where adoption"
                " falls behind makes work to come go with slow growth; that is no reason to doubt."
            ),
        ),
        (
            t("Tried on panels whose effect is known"),
            t(
                "Of 300 panels each, with work sent where adoption is low, with seasons and Tết,"
                " with campaigns of districts, and with all of these, the interval held the effect"
                " in 95 to 97 of 100; where there was none, none was said in 95 to 97 of 100."
            ),
        ),
        (
            t("What it cannot tell"),
            t(
                "Whether something that comes and goes with the work of a single commune, within"
                " months, moves adoption in its place. What work does beyond the commune, or later"
                " than half a year. And what work of another kind than that seen would bring."
            ),
        ),
    ]

"""Who may see counts of few people: whoever may read the rows behind a figure anyway.

Asked outside of what sessions share: within a cached function it would be asked once for everybody.
"""

from data.access.check import is_allowed
from pages.text.language import Language


def sees_few() -> bool:
    """Whether who is at work may see counts that no indicator publishes: of a group, of a form."""
    return is_allowed("read_rows")


def why_not(words: Language) -> str:
    """Why such counts are not there."""
    return words.t(
        "Counts of people by form, by village and by group are hidden: few people stand behind"
        " them. Data stewards see them."
    )

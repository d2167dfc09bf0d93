"""The letter with which a meeting's documents go out: when and where, and what is on the agenda."""

from collections.abc import Sequence
from html import escape

from pages.briefs.content import about
from pages.briefs.frozen import Brief
from pages.briefs.letter import Letter, marked, one_line, page_of, with_link
from pages.text.language import Language
from pages.text.words import demonstration


def invitation(brief: Brief, link: str, names: Sequence[str]) -> Letter:
    """The letter; `link` opens the agenda, "" for none, `names` are the files that go with it."""
    words = Language(brief.language)
    t = words.t
    is_demonstration = any(item.view and item.view.is_demonstration for item in brief.items)
    subject = t("Documents of the meeting: {name}, {date}", name=brief.name, date=brief.date)
    head = [one_line(f"{brief.name} · {about(brief)}")]
    items = []
    for number, item in enumerate(brief.items, 1):
        question = f" – {t('To decide')}: {item.question}" if item.question else ""
        items.append(one_line(f"{number}. {item.title}{question}"))
    tail = [t("Attached: {names}", names=", ".join(names))] if names else []
    if link:
        tail.append(t("Agenda: {url}", url=link))
    mark = [demonstration(words)] if is_demonstration else []
    if is_demonstration:
        subject = t("[Demonstration data] {subject}", subject=subject)
    text = "\n".join([*mark, *head, "", *items, "", *tail]) + "\n"
    body = [*map(marked, mark), *(f"<p>{escape(line)}</p>" for line in (*head, *items))]
    body += [f"<p>{with_link(line)}</p>" for line in tail]
    return Letter(one_line(subject), text, page_of(body, words))

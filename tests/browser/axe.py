"""What axe finds on a page: every rule that it has, but those of level AAA and those it gave up."""

import json
from importlib.resources import files

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const left = ['wcag2aaa', 'deprecated', 'wcag2a-obsolete'];
  const rules = axe.getRules().filter(one => !one.tags.some(tag => left.includes(tag)));
  const all = Object.fromEntries(rules.map(one => [one.ruleId, {enabled: true}]));
  const told = one => [one.impact, one.id, one.nodes.length, one.nodes[0].html.slice(0, 300)];
  const found = await axe.run(document, {rules: all, resultTypes: ['violations', 'incomplete']});
  return {violations: found.violations.map(told), incomplete: found.incomplete.map(told)};
}"""
REVIEWED = {  # rules that axe leaves to a person on our pages, and what a person saw
    "aria-hidden-focus": "the link to the content, while a list is open and hides the rest",
    "aria-valid-attr-value": "the menu that a button of the bar opens: it is there when it is open",
    "color-contrast": "names on maps have a white edge, texts of charts stand on white",
    "hidden-content": "what is folded, and what is for the printer: opened by the tests",
    "label-content-name-mismatch": "buttons whose sign is no word: ?, ▶, ✕",
    "th-has-data-cells": "a column in which no row has anything today",
}


def audited(page: Page) -> dict[str, list[list[object]]]:
    """The violations and what axe cannot tell: impact, rule, number of nodes, the first node."""
    page.evaluate(AXE)
    return page.evaluate(RUN)


def found(page: Page) -> list[str]:
    """What is wrong: violations of any impact, and what axe leaves to a person that none looked at.

    No element is left out.
    """
    told = audited(page)
    open_ones = [one for one in told["incomplete"] if one[1] not in REVIEWED]
    return [json.dumps(one, ensure_ascii=False) for one in [*told["violations"], *open_ones]]

"""How axe-core is asked about a page, in normal and in large type (WCAG 2.1 AA; GB/T 37668)."""

import json
from collections.abc import Mapping

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")


# The style sheets are our own, and no page plays anything: nothing has to be read beforehand.
ANY = {"resultTypes": ["violations"], "preload": False}


WCAG = {**ANY, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


CONTRAST = {**ANY, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


ALL_ELSE = {**WCAG, "rules": {"color-contrast": {"enabled": False}}}


# A telephone shows the same in both types: the smaller asks more of colours, the larger leaves less room.
LOOKS = (("normal", 1366, 768, WCAG), ("normal", 390, 844, CONTRAST), ("large", 390, 844, ALL_ELSE))


# As the server does it for who has chosen large type; but for the link that changes it nothing else differs.
SET_TYPE = "(size) => { document.documentElement.dataset.type = size; }"


def violations(page: Page, asked: Mapping[str, object]) -> list[str]:
    """Run axe in the page; the protocol's own evaluation is not bound by the page's CSP."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {AXE}; }}")
    found = page.evaluate(f"() => axe.run(document, {json.dumps(asked)}).then((said) => said.violations)")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def on_every_screen(page: Page) -> list[str]:
    """Return what axe finds on a desk's screen and on a telephone's, there in large type too; loaded once."""
    found = []
    for size, width, height, asked in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SET_TYPE, size)
        found += [f"{size}, {width}: {words}" for words in violations(page, asked)]
    page.evaluate(SET_TYPE, "normal")
    return found

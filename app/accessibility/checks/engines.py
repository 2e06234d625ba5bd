"""The engines that others keep: axe-core in the browser, the Nu checker over HTML.

What axe calls incomplete counts as a finding: nobody has looked at it.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.accessibility.checks.browser_check import BrowserCheck
from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import HtmlPage
from app.accessibility.checks.titles import PagesCheck

if TYPE_CHECKING:
    from app.accessibility.checks.browser import BrowserPage

NODE_MODULES = Path(__file__).parents[3] / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
NU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

SETTLED = {
    "The “group” role is unnecessary for element “fieldset”.": "JAWS reads a legend to text inputs only with it",
}
"""What the Nu checker advises and we do not follow, each with the reason."""

TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
"""All of axe's rules: those for target size and enhanced contrast are off unless their tags are named."""


class Axe(BrowserCheck):
    """No rule of axe-core is broken, and none is left undecided."""

    id = "axe"
    criteria = ("4.1.2",)

    def run(self, subject: BrowserPage) -> Iterator[Finding]:
        """Yield every violation and every incomplete result."""
        from axe_selenium_python import Axe as Engine  # noqa: PLC0415  # only testers have it

        engine = Engine(subject.driver, script_url=str(AXE))
        engine.inject()
        options = {"runOnly": TAGS, "resultTypes": ["violations", "incomplete"]}
        with subject.opened():
            results = engine.run(options=json.dumps(options))
        for kind in ("violations", "incomplete"):
            for rule in results[kind]:
                yield from self.broken(rule, kind)

    def broken(self, rule: Mapping[str, Any], kind: str) -> Iterator[Finding]:
        """A finding for each element that breaks one of axe's rules."""
        undecided = "undecided: " if kind == "incomplete" else ""
        for node in rule["nodes"]:
            if is_settled(rule["id"], node["html"]):
                continue
            summary = " ".join(node.get("failureSummary", "").split())
            sentence = f"{rule['id']}: {undecided}{rule['help']}. {summary}"
            selector = " ".join(map(str, node["target"]))
            yield self.found(selector, node["html"], sentence, criterion_of(rule["tags"]))


class Nu(PagesCheck):
    """The Nu checker finds neither an error nor a warning in any page."""

    id = "C-35-nu"
    criteria = ("4.1.2", "1.3.1")

    def run(self, subject: Sequence[HtmlPage]) -> Iterator[Finding]:
        """Yield what it says of each page; one call for all, since starting it takes longest."""
        if not NU.exists():
            raise FileNotFoundError(f"{NU} is missing: run npm install")
        with tempfile.TemporaryDirectory() as folder:
            for number, page in enumerate(subject):
                (Path(folder) / f"{number}.html").write_text(page.html, encoding="utf-8")
            for message in messages(Path(folder)):
                if message["message"] in SETTLED:
                    continue
                page = subject[int(Path(message["url"]).stem)]
                yield self.found(page.url, message.get("extract", ""), message["message"])


def is_settled(rule: str, html: str) -> bool:
    """Whether a person has looked at what axe cannot decide.

    `hidden-content` names whatever has the attribute `hidden`. Nothing in our pages takes that attribute away
    (no content waits for a script), and `<details>` are opened before axe looks: there is nothing more to see.
    """
    return rule == "hidden-content" and re.match(r"<[^>]* hidden[ =>]", html) is not None


def messages(folder: Path) -> list[Mapping[str, Any]]:
    """What the Nu checker says of the files of a folder."""
    command = ("java", "-jar", str(NU), "--format", "json", "--stdout", "--exit-zero-always", str(folder))
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603  # our own command
    return list(json.loads(done.stdout)["messages"])


def criterion_of(tags: Sequence[str]) -> str:
    """The success criterion among axe's tags: wcag1410 is 1.4.10; '' for its best practices."""
    for tag in tags:
        digits = tag.removeprefix("wcag")
        if tag != digits and digits.isdigit() and len(digits) >= 3:
            return f"{digits[0]}.{digits[1]}.{digits[2:]}"
    return "best practice"

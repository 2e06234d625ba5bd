"""C-34, C-35: native controls with a label, and nothing that blocks, hurries or guesses.

The list of what is forbidden follows what assistive technology makes of it: `maxlength` cuts dictated text in
silence, `type=number` cannot be dictated into and changes under the wheel, `placeholder` vanishes when it is
needed, `title` is read by some and seen by few.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.accessibility.checks.check import Finding
from app.accessibility.checks.html_page import CONTROLS, Element, HtmlCheck, HtmlPage, within, words_of

FORBIDDEN_ATTRIBUTES = {
    "required": "browsers' own messages are not in our words",
    "maxlength": "typed and dictated text would be cut in silence",
    "minlength": "the server checks, in words",
    "pattern": "the server checks, in words",
    "placeholder": "it vanishes when it is needed",
    "accesskey": "it collides with keys of assistive technology",
    "autofocus": "the page would be entered in the middle",
    "draggable": "not everybody can drag",
    "contenteditable": "only native controls",
    "onpaste": "pasting is allowed everywhere",
}
FORBIDDEN_TYPES = frozenset({
    "number", "range", "image", "color", "date", "month", "week", "time", "datetime-local",
    "submit", "reset", "button",
})  # fmt: skip
FORBIDDEN_ROLES = frozenset({
    "combobox", "slider", "listbox", "spinbutton", "switch", "application", "menu", "grid",
})  # fmt: skip


class ForbiddenAttributes(HtmlCheck):
    """P7, P9: no attribute that blocks an answer, steals focus, or hides a text in a tooltip."""

    id = "C-35-attributes"
    criteria = ("P7", "2.1.4", "3.3.2", "1.4.13", "2.4.3", "2.5.7")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each element with such an attribute."""
        for element in subject.all("//body//*"):
            for name, reason in FORBIDDEN_ATTRIBUTES.items():
                if name in element.attrib:
                    yield self.at(element, f"{name}: {reason}")
            if "title" in element.attrib and element.tag != "iframe":
                yield self.at(element, "title: a tooltip is not seen by everybody", "1.4.13")
            if element.get("tabindex", "0") not in {"0", "-1"}:
                yield self.at(element, "a positive tabindex changes the order of the page", "2.4.3")
            if element.get("autocomplete") == "off":
                yield self.at(element, "autocomplete: off takes help away", "3.3.8")


class NativeControls(HtmlCheck):
    """Only controls that every assistive technology has known for twenty years."""

    id = "C-26-controls"
    criteria = ("4.1.2", "2.5.7", "2.5.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield sliders, spin buttons, pickers, lists that filter, and inputs that are buttons."""
        for element in subject.all("//input"):
            kind = element.get("type", "text").lower()
            if kind in FORBIDDEN_TYPES:
                yield self.at(element, f"type={kind} is not usable by everybody")
        for element in subject.all("//datalist | //*[@role]"):
            if element.tag == "datalist" or element.get("role") in FORBIDDEN_ROLES:
                yield self.at(element, "not a native control that everybody can use")


class Labels(HtmlCheck):
    """Every control has one label in words, and a label belongs to a control."""

    id = "C-11-labels"
    criteria = ("3.3.2", "1.3.1", "4.1.2")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield controls without a label or with two, and labels of nothing."""
        for control in subject.all(f"//body//*[{CONTROLS}][not(ancestor::*[@hidden])]"):
            labels = labels_of(subject, control)
            if not labels:
                yield self.at(control, "the control has no label")
            elif len(labels) > 1:
                yield self.at(control, "the control has more than one label")
            elif not words_of(labels[0]):
                yield self.at(labels[0], "the label is empty")
        for label in subject.all("//label[@for]"):
            target = subject.by_id.get(label.get("for", ""))
            if target is None or target.xpath(f"not({CONTROLS})"):
                yield self.at(label, "the label is for no control")


class Groups(HtmlCheck):
    """Radios and checkboxes stand in a fieldset whose legend asks the question; so do the parts of a date."""

    id = "C-11-groups"
    criteria = ("1.3.1", "3.3.2")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield fieldsets without a legend in words, and grouped controls without a fieldset."""
        for fieldset in subject.all("//fieldset"):
            first = next(fieldset.iterchildren("*"), None)
            if first is None or first.tag != "legend" or not words_of(first):
                yield self.at(fieldset, "the fieldset does not begin with a legend in words")
        for name, controls in grouped(subject).items():
            around = {next(control.iterancestors("fieldset"), None) for control in controls}
            if len(controls) > 1 and (len(around) > 1 or None in around):
                yield self.at(controls[0], f"the options of {name} do not stand in one fieldset")


class Preselected(HtmlCheck):
    """A group of radios has at most one checked, and each of its values differs."""

    id = "C-35-options"
    criteria = ("4.1.2",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield radios that are checked together, and options of a group with the same value."""
        for name, controls in grouped(subject).items():
            radios = [control for control in controls if control.get("type") == "radio"]
            checked = [radio for radio in radios if "checked" in radio.attrib]
            for radio in checked[1:]:
                yield self.at(radio, f"two options of {name} are checked, of which a browser keeps one")
            values: set[str] = set()
            for control in controls:
                value = control.get("value", "")
                if value in values or not value:
                    yield self.at(control, f"the option of {name} has no value of its own")
                values.add(value)


class Forms(HtmlCheck):
    """P7: the server validates; a form goes to an address of its own server, and works without script."""

    id = "C-35-forms"
    criteria = ("P7", "3.3.1")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield forms that a browser would block, that go nowhere, or that put answers into an address."""
        for form in subject.all("//form"):
            if "novalidate" not in form.attrib and within(form, f".//*[{CONTROLS}]"):
                yield self.at(form, "the form has no novalidate")
            if form.get("action") == "":
                yield self.at(form, "an empty action is not valid HTML: leave it out")
            if form.get("method", "get").lower() != "post" and within(form, f".//*[{CONTROLS}]"):
                yield self.at(form, "what is typed would stand in the address: method is not post")
        for element in subject.all("//*[@form]"):
            if subject.first(f"//form[@id='{element.get('form')}']") is None:
                yield self.at(element, "it belongs to a form that is not on the page")


class Buttons(HtmlCheck):
    """P6: a button is a button, says in words what it does, and belongs to a form."""

    id = "C-35-buttons"
    criteria = ("4.1.2", "2.5.3")

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield buttons that wipe, or have no words or no form, and links that act as buttons."""
        for button in subject.all("//button"):
            kind = button.get("type", "submit")
            if kind not in {"submit", "button"}:
                yield self.at(button, f"a button of type {kind}")
            if not words_of(button):
                yield self.at(button, "the button has no words")
            if kind == "submit" and not (button.get("form") or button.xpath("ancestor::form")):
                yield self.at(button, "the button sends no form")
        for element in subject.all("//*[@role='button'] | //form//a[@role]"):
            yield self.at(element, "only a <button> is a button")


class NoTables(HtmlCheck):
    """No table holds a control: no reader tells both its headings; a battery is a page of fieldsets."""

    id = "C-35-tables"
    criteria = ("1.3.1",)

    def run(self, subject: HtmlPage) -> Iterator[Finding]:
        """Yield each control in a table."""
        for control in subject.all(f"//table//*[{CONTROLS}]"):
            yield self.at(control, "the control stands in a table")


def labels_of(page: HtmlPage, control: Element) -> list[Element]:
    """The labels of a control: those that name its id, and the one around it."""
    named = page.all("//label[@for]")
    own = [label for label in named if label.get("for", "") == control.get("id")]
    around = [label for label in control.iterancestors("label") if label not in own]
    return own + around


def grouped(page: HtmlPage) -> dict[str, list[Element]]:
    """The radios and checkboxes of a page by their name."""
    groups: dict[str, list[Element]] = {}
    for control in page.all("//input[@type='radio' or @type='checkbox']"):
        groups.setdefault(control.get("name", ""), []).append(control)
    return groups

"""WTForms for every page: one made from the questions of a page, and the few fixed ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm

from app.questionnaire.interview import Interview, Problem, Typed
from app.questionnaire.model import Page, Question
from app.respondent.appearance import COLOURS, SIZES, SPACINGS, Appearance
from app.respondent.fields import QuestionField

Fields = dict[str, list[str]]
"""What was posted, by the name of the input."""


def typed_on(page: Page, posted: MultiDict[str, str]) -> Fields:
    """What was posted for the questions of a page, by the names of their inputs."""
    names = {question.name for question in page.questions}
    return {name: posted.getlist(name) for name in posted if name in names or name.rpartition(".")[0] in names}


class PageForm(BaseForm):
    """The questions of one page, with what was typed into them and what is wrong with it."""

    def __init__(self, interview: Interview, page: Page, typed: Typed, problems: Sequence[Problem] = ()) -> None:
        """Make a field of each question that this respondent is asked."""
        self.interview = interview
        self.page = page
        fields = {
            question.name: _field(interview, question, [each for each in problems if each.question == question.name])
            for question in interview.questions(page)
        }
        super().__init__(fields)
        self.process(MultiDict((name, text) for name, texts in typed.items() for text in texts))
        self.validate()

    @property
    def questions(self) -> list[QuestionField]:
        """The fields, in the author's order."""
        fields: Iterable[Any] = self._fields.values()
        return list(fields)

    @property
    def hidden(self) -> Markup:
        """Inputs that are not answers: what was stored when the page was shown, and where one came from."""
        origin = request.values.get("then", "")
        known = Markup('<input type="hidden" name="known" value="{}">').format(stored(self.interview, self.page))
        return known + Markup('<input type="hidden" name="then" value="{}">').format(origin)


def _field(interview: Interview, question: Question, problems: Sequence[Problem]) -> Any:
    # Without a form, WTForms makes this an unbound field, which the form binds.
    return QuestionField(question=question, interview=interview, problems=problems)


def stored(interview: Interview, page: Page) -> str:
    """A short print of the stored answers of a page: tells whether another window changed them meanwhile."""
    answers = [interview.answers.get(question.name, "") for question in page.questions]
    return hashlib.sha256(json.dumps(answers).encode()).hexdigest()[:16]


class CodeForm(Form):
    """A return code or a receipt, and an answer that is carried along until its draft is found."""

    code = StringField(filters=[lambda text: (text or "").strip()])
    carried_page = HiddenField()
    carried = HiddenField()

    def refuse(self, sentence: str) -> None:
        """Show the code with a sentence that says what to do."""
        self.code.errors = [sentence]


class AppearanceForm(Form):
    """*Lapas izskats*."""

    size = RadioField(_("Text size"), choices=[SelectChoice(size, f"{size} %") for size in SIZES])
    colours = RadioField(_("Colours"), choices=[])
    spacing = RadioField(_("Spacing"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the choices in the language of the page."""
        super().__init__(*args, **kwargs)
        self.colours.choices = [SelectChoice(*choice) for choice in COLOUR_NAMES.items()]
        self.spacing.choices = [SelectChoice(*choice) for choice in SPACING_NAMES.items()]

    def chosen(self, before: Appearance) -> Appearance:
        """The appearance with the three choices that were made."""
        return replace(before, size=self.size.data, colours=self.colours.data, spacing=self.spacing.data)


COLOUR_NAMES = dict(
    zip(
        COLOURS,
        [_("Automatic: as on your device"), _("Light"), _("Dark"), _("Black on yellow"), _("Yellow on black")],
        strict=True,
    )
)
SPACING_NAMES = dict(zip(SPACINGS, [_("Normal"), _("Wide")], strict=True))

"""What is asked: a questionnaire as data, after it was read and checked.

The words are those of XLSForm (https://xlsform.org) and ODK XForms. Nothing here knows of the web or of a
database, and nothing here changes once it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.questionnaire.expressions.document import Document
    from app.questionnaire.expressions.expression import Expression

EASY = "-x-easy"
"""Ending of a language that is the easy-to-read variant of another: `lv-x-easy` (BCP 47 private use)."""
SHORT = "-x-short"
"""Ending of a language that holds the short labels which statistics packages need: `lv-x-short`."""


class QuestionType(StrEnum):
    """The types that are served; every other XLSForm type is refused when the questionnaire is read."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    RANGE = "range"
    RANK = "rank"
    CALCULATE = "calculate"
    HIDDEN = "hidden"


UNSEEN = frozenset({QuestionType.CALCULATE, QuestionType.HIDDEN})
"""Types that hold a value and show nothing."""


class Missing(StrEnum):
    """What a choice means that is an honest way of not answering (choice column `missing`)."""

    DONT_KNOW = "dont-know"
    REFUSED = "refused"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an author wrote something: file, sheet and row as a spreadsheet counts (the header is row 1).

    A text file (`form.yaml`, `form.xml`) also has a line, counted from 1; 0 stands for "not known".
    """

    file: str
    sheet: str = ""
    row: int = 0
    line: int = 0

    def __str__(self) -> str:
        """As an author looks for it."""
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        row = f", row {self.row}" if self.row else ""
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{sheet}{row}{line}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in all its languages. Each is a row of parts: Markdown as written, and expressions piped in."""

    translations: Mapping[str, Sequence[str | Expression]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether it says anything in any language."""
        return bool(self.translations)

    def parts(self, language: str, default: str) -> Sequence[str | Expression]:
        """The parts in `language`, else in the language it is a variant of, else in `default`, else in any."""
        for candidate in (language, language.partition("-x-")[0], default):
            if candidate in self.translations:
                return self.translations[candidate]
        return next(iter(self.translations.values()), ())


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen."""

    name: str
    label: Text
    media: Mapping[str, Text] = field(default_factory=dict)
    exclusive: bool = False
    missing: Missing | None = None
    score: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = Origin("")


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """The choices of a question: a named list, perhaps filtered by earlier answers, perhaps in random order."""

    name: str
    choices: Sequence[Choice]
    filter: Expression | None = None
    """Gives the item nodes that may be chosen; None: all of `choices`."""
    value: str = "name"
    """The child of an item node that holds the choice's name (a file of choices may call it otherwise)."""
    randomize: bool = False
    seed: Expression | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the survey sheet that holds a value or shows a note.

    `name` is unique in the questionnaire, and is the variable's name. `path` is its place in the XForm's
    primary instance, such as `/data/about/age`. `attributes` are the author's own `bind::` columns.
    """

    name: str
    path: str
    type: QuestionType
    label: Text = Text()
    hint: Text = Text()
    guidance: Text = Text()
    required: Expression | None = None
    required_message: Text = Text()
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Text = Text()
    calculation: Expression | None = None
    default: str | Expression = ""
    readonly: bool = False
    choices: ChoiceList | None = None
    appearance: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, Text] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    kept: bool = True
    """Whether its value is sent. The moment of answering (`today`, `start`, `end`) is evaluated, never kept."""
    origin: Origin = Origin("")

    @property
    def is_seen(self) -> bool:
        """Whether it has a place on a page."""
        return self.type not in UNSEEN

    @property
    def is_answerable(self) -> bool:
        """Whether a respondent gives its value: it has inputs, and nothing computes it."""
        is_shown_only = self.type is QuestionType.NOTE or self.readonly or self.calculation is not None
        return self.is_seen and not is_shown_only


@dataclass(frozen=True, slots=True)
class Group:
    """A run of questions and groups that share a relevance; a section, a page (`field-list`) or a battery.

    A group of an XForm that has no node, and only lays questions out, has a `path` with `#` in it.
    """

    name: str
    path: str
    children: Sequence[Question | Group]
    label: Text = Text()
    relevant: Expression | None = None
    appearance: frozenset[str] = frozenset()
    origin: Origin = Origin("")

    @property
    def is_page(self) -> bool:
        """Whether all that is in it stands on one page."""
        return "field-list" in self.appearance

    @property
    def is_battery(self) -> bool:
        """Whether it is a matrix: statements that share their choices (`table-list`)."""
        return "table-list" in self.appearance

    def questions(self) -> Iterator[Question]:
        """Every question in it, in the author's order."""
        for child in self.children:
            if isinstance(child, Group):
                yield from child.questions()
            else:
                yield child

    def groups(self) -> Iterator[Group]:
        """Every group in it, itself left out, outer before inner."""
        for child in self.children:
            if isinstance(child, Group):
                yield child
                yield from child.groups()


@dataclass(frozen=True, slots=True)
class Page:
    """What a respondent sees at once: one question, or all of a `field-list` group. `name` stands in its URL."""

    name: str
    questions: Sequence[Question]
    group: Group | None = None
    """The `field-list` group that is this page."""
    section: Group | None = None
    """The outermost group around it."""


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """The instrument: every question, choice and rule, in all its languages. Equal to itself only."""

    id: str
    version: str
    title: str
    languages: Sequence[str]
    """As written: with the `-x-easy` and `-x-short` variants."""
    default_language: str
    root: Group
    document: Document
    """The XForm's instances, which expressions are evaluated on."""
    warnings: Sequence[Warned] = ()
    """What was read but has no meaning on a page, such as the appearance `map`."""

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its name, in the author's order."""
        return {question.name: question for question in self.root.questions()}

    @cached_property
    def pages(self) -> Sequence[Page]:
        """Every page that a respondent could see, in the author's order."""
        return tuple(_pages(self.root, section=None))


@dataclass(frozen=True, slots=True)
class Warned:
    """Something an author should look at, and where."""

    origin: Origin
    sentence: str

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.origin}: {self.sentence}"


class QuestionnaireError(Exception):
    """A questionnaire cannot be served; each fault with its origin and a sentence."""

    def __init__(self, faults: Sequence[Warned]) -> None:
        """Keep every fault, so that an author mends them in one go."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


def _pages(group: Group, section: Group | None) -> Iterator[Page]:
    for child in group.children:
        if isinstance(child, Question):
            if child.is_seen:
                yield Page(child.name, (child,), section=section)
        elif child.is_page:
            seen = tuple(question for question in child.questions() if question.is_seen)
            if seen:
                yield Page(child.name, seen, group=child, section=section or child)
        else:
            yield from _pages(child, section or child)

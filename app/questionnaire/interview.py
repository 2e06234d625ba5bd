"""One respondent's walk through a questionnaire. Pure: everything follows from the answers given so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from gettext import NullTranslations

from markupsafe import Markup

from app.questionnaire.answers.asked import Asked, Typed, Unreadable
from app.questionnaire.answers.codecs import CODECS
from app.questionnaire.answers.offer import shuffled
from app.questionnaire.answers.scales import points
from app.questionnaire.answers.validation import Outcome, Problem, is_required, judged_by, problem, unreadable
from app.questionnaire.expressions.expression import Scope
from app.questionnaire.model import Choice, Page, Question, Questionnaire, QuestionType, Text
from app.questionnaire.routing.evaluation import Evaluation
from app.questionnaire.routing.plan import Element
from app.questionnaire.routing.progress import Outlook, Progress, progress
from app.questionnaire.routing.route import is_end, route
from app.questionnaire.wording import Wording

__all__ = ["Interview", "Outcome", "Problem", "Progress", "Typed"]


class Interview:
    """A questionnaire and the answers so far, by the questions' names, each as an XForm instance holds it.

    An answer of '' was left blank; a question that is not among the answers was never answered, and has its
    default. Answers to questions that are not relevant any more are kept, and count again if they become so.
    """

    def __init__(  # noqa: PLR0913  (all but two are given by name)
        self,
        questionnaire: Questionnaire,
        answers: Mapping[str, str],
        *,
        language: str = "",
        now: datetime | None = None,
        translations: NullTranslations | None = None,
        seed: str = "",
    ) -> None:
        """Work nothing out yet.

        `language` is one of the questionnaire's, such as `lv-x-easy`; `now` is the respondent's clock;
        `translations` has the interface's own sentences; `seed` orders random choices for this respondent.
        """
        self.questionnaire = questionnaire
        self.given = answers
        self.language = language or questionnaire.default_language
        self.now = now or datetime.now().astimezone()
        self.translations = translations or NullTranslations()
        self.seed = seed

    def on(self, answers: Mapping[str, str]) -> Interview:
        """The same respondent's interview with other answers."""
        return Interview(
            self.questionnaire,
            answers,
            language=self.language,
            now=self.now,
            translations=self.translations,
            seed=self.seed,
        )

    @cached_property
    def _evaluation(self) -> Evaluation:
        return Evaluation(self.questionnaire, self.given, Scope(self.now, self.language))

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.questionnaire, self._evaluation, self.language)

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """The answers with calculated values and defaults, and those that do not count at present."""
        return {**self.given, **self._evaluation.values}

    @cached_property
    def route(self) -> tuple[Page, ...]:
        """The pages to walk along, up to one that ends the interview."""
        return route(self.questionnaire, self._evaluation)

    def page(self, name: str) -> Page | None:
        """The page of this name, if it is on the route."""
        return next((page for page in self.route if page.name == name), None)

    def after(self, page: Page) -> Page | None:
        """The page on the route that follows, None after the last; `page` itself need not be on the route."""
        place = self._places[page.name]
        return next((each for each in self.route if self._places[each.name] > place), None)

    def before(self, page: Page) -> Page | None:
        """The page on the route that comes before, None before the first."""
        place = self._places[page.name]
        return next((each for each in reversed(self.route) if self._places[each.name] < place), None)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {page.name: place for place, page in enumerate(self.questionnaire.pages)}

    def is_relevant(self, element: Element) -> bool:
        """Whether a question or group is asked of this respondent, as far as the answers tell."""
        return self._evaluation.relevant[element.path]

    def is_required(self, question: Question) -> bool:
        """Whether the question must be answered."""
        return is_required(question, self._evaluation)

    def questions(self, page: Page) -> tuple[Question, ...]:
        """What stands on the page."""
        return tuple(question for question in page.questions if self.is_relevant(question))

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """What may be chosen, in the order it is offered; for a scale of few points, the points."""
        if question.type is QuestionType.RANGE:
            return tuple(points(question))
        offered, choices = tuple(self._evaluation.offered(question)), question.choices
        seed = self._seed(question)
        return shuffled(offered, choices.name, seed) if choices and seed else offered

    def _seed(self, question: Question) -> str:
        choices = question.choices
        if not choices or not choices.randomize:
            return ""
        return self._evaluation.string(choices.seed, question.path) if choices.seed else self.seed

    def html(self, text: Text, *, block: bool = False) -> Markup:
        """A text of the questionnaire as HTML: phrases for a legend or a label, or blocks for a note."""
        return self._wording.html(text, block=block)

    def plain(self, text: Text) -> str:
        """A text of the questionnaire as words on one line."""
        return self._wording.plain(text)

    def fields(self, question: Question) -> tuple[str, ...]:
        """The names of the question's inputs, in their order on the page."""
        return CODECS[question.type].fields(self._asked(question)) if question.is_answerable else ()

    def typed(self, page: Page) -> Typed:
        """The answers as a respondent would type them into the page's inputs."""
        spelled: dict[str, Sequence[str]] = {}
        for question in self._answerable(page):
            value = self._evaluation.values.get(question.name, "")
            spelled |= CODECS[question.type].spell(self._asked(question), value)
        return spelled

    def spoken(self, question: Question) -> Markup:
        """The answer in words; empty if there is none."""
        value = self._evaluation.values.get(question.name, "")
        return CODECS[question.type].speak(self._asked(question), value) if value else Markup("")

    def answer(self, page: Page, typed: Typed) -> Outcome:
        """Take what was typed on a page. Good answers are kept even when others have problems."""
        values, problems = self._read(page, typed)
        tried = self.on({**self.given, **values})
        revealed = tuple(tried._revealed(page, self))
        values = {name: value for name, value in values.items() if value or name not in revealed}
        unread = {self.questionnaire.questions[name].path for name in problems}
        for question in tried._answerable(page):
            is_judged = question.name in values and unread.isdisjoint(judged_by(question))
            if is_judged and (found := tried._problem(question)):
                problems[question.name] = found
        good = {name: value for name, value in values.items() if name not in problems}
        ordered = (problems[question.name] for question in page.questions if question.name in problems)
        kept = self.on({**self.given, **good}) if problems or revealed else tried
        return Outcome(kept._remembered(), tuple(ordered), revealed)

    def _read(self, page: Page, typed: Typed) -> tuple[dict[str, str], dict[str, Problem]]:
        """What was typed as values; a filter of choices sees the answers before it on the page."""
        values: dict[str, str] = {}
        problems: dict[str, Problem] = {}
        for question in self._answerable(page):
            is_filtered = question.choices and question.choices.filter and values
            asked = (self.on({**self.given, **values}) if is_filtered else self)._asked(question)
            try:
                values[question.name] = CODECS[question.type].read(asked, typed)
            except Unreadable as error:
                problems[question.name] = unreadable(asked, error)
        return values, problems

    def _revealed(self, page: Page, before: Interview) -> Iterator[str]:
        shown = {question.name for question in before.questions(page)}
        for question in self._answerable(page):
            is_blank = not self._evaluation.values.get(question.name)
            if question.name not in shown or (is_blank and self._offers_other(question, before)):
                yield question.name

    def _offers_other(self, question: Question, before: Interview) -> bool:
        names, names_before = ([choice.name for choice in each.choices(question)] for each in (self, before))
        return names != names_before

    def _remembered(self) -> dict[str, str]:
        """The answers given, with what is computed unseen: `once(…)` and random defaults must stay."""
        unseen = (question.name for question in self.questionnaire.questions.values() if not question.is_seen)
        values = self._evaluation.values
        return {**self.given, **{name: values[name] for name in unseen if name in values}}

    def progress(self, page: Page) -> Progress:
        """How far the respondent has come with `page`."""
        return progress(page, self.route, self.questionnaire.pages, self._outlook)

    @cached_property
    def _outlook(self) -> Outlook:
        answered = self.given.keys() & self._evaluation.values.keys()
        return Outlook(self.questionnaire, self._evaluation, answered)

    def unfinished(self) -> Page | None:
        """The first page where a required answer is missing, or an answer breaks its constraint."""
        return next((page for page in self.route if any(map(self._problem, self._answerable(page)))), None)

    def ends_unsent(self) -> bool:
        """Whether the route ends at a page after which nothing is sent."""
        return bool(self.route) and any(map(is_end, self.questions(self.route[-1])))

    def kept(self, seen: Collection[str]) -> dict[str, str | None]:
        """What is sent, for the questions that are relevant; the others were not asked and are absent.

        '' was seen and left blank; None was not reached: its name is not in `seen`, and it was not answered.
        """
        values = self._evaluation.values
        kept: dict[str, str | None] = {}
        for question in self._asked_for():
            if question.is_answerable and question.name not in self.given and question.name not in seen:
                kept[question.name] = None
            else:
                kept[question.name] = values.get(question.name, "")
        return kept

    def _asked_for(self) -> Iterator[Question]:
        """Every relevant question that has a value, in the author's order, up to the end of the route."""
        on_route = {question.name for page in self.route for question in page.questions}
        for question in self.questionnaire.questions.values():
            is_reached = question.name in on_route or not question.is_seen
            if is_reached and self.is_relevant(question) and question.type is not QuestionType.NOTE and question.kept:
                yield question

    def _answerable(self, page: Page) -> tuple[Question, ...]:
        return tuple(question for question in self.questions(page) if question.is_answerable)

    def _asked(self, question: Question) -> Asked:
        return Asked(question, self.choices(question), self.language, self.translations, self.plain, self.html)

    def _problem(self, question: Question) -> Problem | None:
        return problem(self._asked(question), self._evaluation, self.now.date())

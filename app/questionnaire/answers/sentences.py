"""What a respondent is told when an answer cannot be taken.

Each sentence repeats the words of the question and says what to do (WCAG 3.3.1 and 3.3.3). No blame, no
jargon of software, no "please": the list of words that are avoided is held by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences about one question, in the language of `translations`."""

    translations: NullTranslations
    question: str
    """The words of the question, without markup."""

    def choose_one(self) -> str:
        """Nothing was chosen, or something that is not on the list."""
        return self._say(self.translations.gettext("Choose one of the answers to “%(question)s”."))

    def choose_some(self) -> str:
        """Nothing was ticked, or something that is not on the list."""
        return self._say(self.translations.gettext("Choose at least one of the answers to “%(question)s”."))

    def choose_either(self, exclusive: str) -> str:
        """An answer such as "None of these" was ticked together with others."""
        message = self.translations.gettext(
            "Choose the answers that fit “%(question)s”, or choose only “%(exclusive)s”."
        )
        return self._say(message, exclusive=exclusive)

    def choose_at_least(self, least: int) -> str:
        """Fewer answers were ticked than the author asks for."""
        message = self.translations.ngettext(
            "Choose at least %(least)s answer to “%(question)s”.",
            "Choose at least %(least)s answers to “%(question)s”.",
            least,
        )
        return self._say(message, least=least)

    def choose_at_most(self, most: int) -> str:
        """More answers were ticked than the author allows."""
        message = self.translations.ngettext(
            "Choose no more than %(most)s answer to “%(question)s”.",
            "Choose no more than %(most)s answers to “%(question)s”.",
            most,
        )
        return self._say(message, most=most)

    def confirm(self) -> str:
        """A statement that has to be confirmed was not ticked."""
        return self._say(self.translations.gettext("Tick the box to confirm: “%(question)s”."))

    def write(self) -> str:
        """A required answer was left blank."""
        return self._say(self.translations.gettext("Write an answer to “%(question)s”."))

    def number(self, example: str) -> str:
        """What was typed is not one number."""
        message = self.translations.gettext(
            "Write the answer to “%(question)s” as one number in digits, for example %(example)s."
        )
        return self._say(message, example=example)

    def whole_number(self, example: str) -> str:
        """A number with decimals was typed where things are counted."""
        message = self.translations.gettext(
            "Write the answer to “%(question)s” as a whole number, for example %(example)s."
        )
        return self._say(message, example=example)

    def between(self, least: str, most: str) -> str:
        """A number or a date lies outside two limits, which are themselves allowed."""
        message = self.translations.gettext(
            "The answer to “%(question)s” can be from %(least)s to %(most)s. Change it."
        )
        return self._say(message, least=least, most=most)

    def at_least(self, least: str) -> str:
        """A number is too small."""
        message = self.translations.gettext("The answer to “%(question)s” can be %(least)s or more. Change it.")
        return self._say(message, least=least)

    def at_most(self, most: str) -> str:
        """A number is too large."""
        message = self.translations.gettext("The answer to “%(question)s” can be %(most)s or less. Change it.")
        return self._say(message, most=most)

    def not_before(self, least: str) -> str:
        """A date is too early."""
        message = self.translations.gettext("The answer to “%(question)s” can be %(least)s or later. Change it.")
        return self._say(message, least=least)

    def not_after(self, most: str) -> str:
        """A date is too late."""
        message = self.translations.gettext("The answer to “%(question)s” can be %(most)s or earlier. Change it.")
        return self._say(message, most=most)

    def step(self, step: str, least: str) -> str:
        """A number lies between two steps of a scale."""
        message = self.translations.gettext(
            "Write the answer to “%(question)s” in steps of %(step)s, starting from %(least)s."
        )
        return self._say(message, step=step, least=least)

    def shorten(self, limit: int, length: int) -> str:
        """A text has more characters than the limit."""
        message = self.translations.ngettext(
            "Shorten the answer to “%(question)s” to %(limit)s character. It now has %(length)s.",
            "Shorten the answer to “%(question)s” to %(limit)s characters. It now has %(length)s.",
            limit,
        )
        return self._say(message, limit=limit, length=length)

    def lengthen(self, least: int, length: int) -> str:
        """A text has fewer characters than the author asks for."""
        message = self.translations.ngettext(
            "Write at least %(least)s character in the answer to “%(question)s”. It now has %(length)s.",
            "Write at least %(least)s characters in the answer to “%(question)s”. It now has %(length)s.",
            least,
        )
        return self._say(message, least=least, length=length)

    def write_day(self) -> str:
        """A date has no day, or one that is not a number from 1 to 31."""
        return self._say(self.translations.gettext("Write the day in “%(question)s” as a number from 1 to 31."))

    def write_month(self, example: str) -> str:
        """A date has no month, or one that is neither a number from 1 to 12 nor a name."""
        message = self.translations.gettext(
            "Write the month in “%(question)s” as a number from 1 to 12 or a name, for example %(example)s."
        )
        return self._say(message, example=example)

    def write_year(self, example: str) -> str:
        """A date has no year, or one that has not four digits."""
        message = self.translations.gettext(
            "Write the year in “%(question)s” with four digits, for example %(example)s."
        )
        return self._say(message, example=example)

    def shorter_month(self, month: str, days: int) -> str:
        """The month has no such day, as 31 February; `month` is a name with its year."""
        message = self.translations.ngettext(
            "Change the day in “%(question)s”: %(month)s has %(days)s day.",
            "Change the day in “%(question)s”: %(month)s has %(days)s days.",
            days,
        )
        return self._say(message, month=month, days=days)

    def rank_first(self) -> str:
        """No place of a ranking was filled."""
        return self._say(self.translations.gettext("Choose the answer that comes first in “%(question)s”."))

    def rank_gap(self, place: int) -> str:
        """A place was left empty before one that is filled."""
        message = self.translations.gettext(
            "Choose an answer for place %(place)s in “%(question)s”, or empty the places after it."
        )
        return self._say(message, place=place)

    def rank_twice(self, choice: str) -> str:
        """One answer stands in two places of a ranking."""
        message = self.translations.gettext(
            "“%(choice)s” has two places in “%(question)s”. Choose another answer for one of them."
        )
        return self._say(message, choice=choice)

    def change(self) -> str:
        """The author's rule refuses the answer, and neither the author nor the rule says why."""
        message = self.translations.gettext("The answer to “%(question)s” does not fit. Check it and change it.")
        return self._say(message)

    def _say(self, message: str, **values: str | int) -> str:
        return message % {"question": self.question, **values}

"""ODK's functions (https://getodk.github.io/xforms-spec/#xpath-functions), as lxml calls them.

Nothing here raises for a value: what has no answer is an empty text or NaN, because a respondent's answer
must never stop a page.
"""

from app.questionnaire.expressions.functions import choices, dates, nodes, numbers, texts
from app.questionnaire.expressions.functions.registry import FUNCTIONS, NATIVE, Function, Kind
from app.questionnaire.expressions.functions.texts import pattern

__all__ = [
    "FUNCTIONS", "NATIVE", "Function", "Kind", "choices", "dates", "nodes", "numbers", "pattern", "texts",
]  # fmt: skip

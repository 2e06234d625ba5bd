"""The lint of questionnaires: what an author should mend, found before a respondent meets it."""

from app.questionnaire.lint.checking import check
from app.questionnaire.lint.finding import Finding, Severity

__all__ = ["Finding", "Severity", "check"]

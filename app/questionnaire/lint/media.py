"""Pictures, sounds and films: the files that texts name."""

from __future__ import annotations

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.subject import Subject


@rule("media-file", Severity.ERROR, "A picture, sound or film that is not there.")
def missing_files(subject: Subject) -> Found:
    """Files lie in the folder `media` beside the form: nothing else is sent to browsers."""
    for passage in subject.media:
        for language, name in passage.words.items():
            if not (subject.folder / "media" / name).is_file():
                yield passage.origin, f"“{passage.of}” ({language}): there is no file “{name}” in the folder media."

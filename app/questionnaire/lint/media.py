"""Pictures, sounds and films: the files that texts name."""

from __future__ import annotations

from app.questionnaire.lint.finding import Found, Severity, rule
from app.questionnaire.lint.subject import Subject


@rule("media-file", Severity.ERROR, "A picture, sound or film that is not there.")
def missing_files(subject: Subject) -> Found:
    """Files lie beside the form or in its folder `media`."""
    for passage in subject.media:
        for language, name in passage.words.items():
            places = (subject.folder / name, subject.folder / "media" / name)
            if not any(place.is_file() for place in places):
                yield passage.origin, f"“{passage.of}” ({language}): there is no file “{name}” in the folder media."

"""Pictures and recordings of a questionnaire: files in the folder `media/` of the survey."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from flask import Response, abort, g, send_from_directory, url_for

from app.questionnaire.interview import Interview
from app.questionnaire.model import Text
from app.respondent.blueprint import SURVEY, blueprint, survey

FOLDER = "media"
SERVED = ("image/", "audio/", "video/", "text/vtt")
"""What is sent to browsers, by the beginning of its media type."""


@dataclass(frozen=True)
class Recording:
    """One picture, sound or film. Captions lie beside a film under its name, as `name.vtt`."""

    kind: str
    url: str
    language: str
    captions: str = ""


def recordings(media: Mapping[str, Text], interview: Interview) -> list[Recording]:
    """What is to be seen and heard, in the language of the page."""
    return [_recording(kind, _file(text, interview)) for kind, text in media.items()]


def _file(text: Text, interview: Interview) -> str:
    parts = text.parts(interview.language, interview.questionnaire.default_language)
    return "".join(part for part in parts if isinstance(part, str))


def _recording(kind: str, file: str) -> Recording:
    captions = str(PurePath(file).with_suffix(".vtt"))
    has_captions = (survey().folder / FOLDER / captions).is_file()
    return Recording(kind, _url(file), g.language, _url(captions) if has_captions else "")


def _url(file: str) -> str:
    return url_for("respondent.media", survey=survey().id, file=file)


@blueprint.get(f"{SURVEY}/media/<path:file>")
def media(file: str) -> Response:
    """A file that the questionnaire shows or plays; its tables of choices are nobody's business."""
    kind, _ = mimetypes.guess_type(file)
    if not (kind or "").startswith(SERVED):
        abort(404)
    return send_from_directory(survey().folder.resolve() / FOLDER, file, conditional=True)

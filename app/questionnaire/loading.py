"""Loading a questionnaire from the file that its author wrote."""

from __future__ import annotations

from pathlib import Path

from app.questionnaire.model import Origin, Questionnaire
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.origins import Origins
from app.questionnaire.reading.sheets import read_sheets
from app.questionnaire.reading.xform import read_xform
from app.questionnaire.reading.xlsform import compile_xlsform

FORMS = ("form.yaml", "form.yml", "form.xlsx", "form.xml")
"""How the questionnaire of a survey's folder may be called, in the order in which it is looked for."""
_SUFFIXES = frozenset({".yaml", ".yml", ".xlsx", ".xml"})


def load(path: Path) -> Questionnaire:
    """The questionnaire in a file (`.yaml`, `.xlsx`, `.xml`), or in the `form.…` of a folder.

    Raises QuestionnaireError with every fault: its file, sheet, row and a sentence.
    """
    faults = Faults()
    file = find_form(path)
    if file.suffix == ".xml":
        return read_xform(file.read_bytes(), Origins(file.name), faults, folder=file.parent)
    compiled = compile_xlsform(read_sheets(file, faults), faults)
    text = compiled.text.encode()
    return read_xform(text, compiled.origins, faults, folder=file.parent, language=compiled.language)


def find_form(path: Path) -> Path:
    """The file that holds the questionnaire: `path` itself, or the `form.…` in a folder.

    Raises QuestionnaireError when there is none.
    """
    places = [path / name for name in FORMS] if path.is_dir() else [path]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        Faults().stop(Origin(str(path)), f"There is no questionnaire here: {', '.join(FORMS)}.")
    if file.suffix not in _SUFFIXES:
        Faults().stop(Origin(file.name), "A questionnaire is a .yaml, .xlsx or .xml file; save it as one of these.")
    return file

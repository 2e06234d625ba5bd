"""The command `balss`: help with examples, exit codes, and one line instead of a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from app.cli import all_commands, main
from app.config import Settings
from app.questionnaire.interview import Interview
from app.responses.database import open_database
from app.responses.drafts import Draft, Drafts
from app.responses.sealing import new_key
from app.responses.submission import Response, Responses
from app.survey import load_survey
from tests.questionnaire.reading import FORMS
from tests.support import EVERY_TYPE, NOW, ROOT

COMMANDS = dict(all_commands())
SURVEY = "every-type"
Run = Callable[..., Result]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"BALSS_INSTANCE": str(tmp_path / "instance"), "BALSS_SURVEYS": str(EVERY_TYPE)}


@pytest.fixture
def run(environ: dict[str, str]) -> Run:
    """Runs `balss` with a database of its own; other settings are given by name."""

    def balss(*words: str, **more: str) -> Result:
        return CliRunner().invoke(main, words, env={**environ, "DATABASE_URL": "", **more})

    return balss


def in_a_shell(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs the command that is installed beside this Python."""
    balss = Path(sys.executable).with_name("balss")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BALSS_")}
    return subprocess.run([balss, *words], env={**inherited, **environ}, capture_output=True, text=True, check=False)


def send(environ: dict[str, str], **answers: str) -> None:
    """Store one response."""
    settings = Settings.read(environ)
    database = open_database(settings.url_of_database())
    database.migrate()
    drafts = Drafts(database, settings.secrets(), days=30, today=NOW.date)
    key = drafts.create(Draft(SURVEY, "1", "lv", answers=answers, submission_key=new_key()))
    draft = drafts.open(key)
    assert draft
    kept = Interview(load_survey(EVERY_TYPE / SURVEY).questionnaire, answers).kept(list(answers))
    response = Response(SURVEY, "1", "lv", "web", "2026-W47", kept)
    Responses(database, settings.secrets()).send(response, draft_key=key, draft=draft)
    database.close()


def one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1


# --- help ----------------------------------------------------------------------------------------------------


def test_every_task_is_a_command() -> None:
    names = {name.removeprefix("balss ") for name in COMMANDS}
    assert names >= {"serve", "check", "export", "routes", "drafts purge", "responses freeze"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str) -> None:
    told = CliRunner().invoke(main, [*name.split()[1:], "--help"])
    assert told.exit_code == 0
    example = told.output.partition("Example: ")[2].partition("\n")[0]
    assert name in example
    words = example.partition(name)[2].split()
    context = COMMANDS[name].make_context(name, words, resilient_parsing=True)
    assert isinstance(context, click.Context)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [option for option in COMMANDS[name].params if isinstance(option, click.Option)]
    assert all(option.help or option.show_default for option in options)


@pytest.mark.parametrize("words", [[], ["drafts"], ["responses"]])
def test_a_group_of_commands_lists_them_and_has_an_example(words: list[str]) -> None:
    told = CliRunner().invoke(main, [*words, "-h"])
    assert told.exit_code == 0
    assert "Example: balss" in told.output


# --- wrong settings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [("BALSS_PORT", "many"), ("DATABASE_URL", "sqlite:nonsense"), ("BALSS_ENV", "production")],
)
def test_the_server_does_not_start_with_a_wrong_setting_and_names_it_in_one_line(name: str, value: str) -> None:
    ended = in_a_shell("serve", **{name: value})
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert one_line(ended.stderr)
    assert ended.stderr.startswith("BALSS_SECRET_KEY: " if name == "BALSS_ENV" else f"{name}: ")


def test_a_port_that_is_taken_is_said_in_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = run("serve", BALSS_PORT=port)
    assert ended.exit_code == 2
    assert one_line(ended.stderr)
    assert ended.stderr.startswith("BALSS_PORT: cannot listen on ")


def test_an_address_that_is_not_of_this_machine_is_said_in_one_line(run: Run) -> None:
    ended = run("serve", BALSS_HOST="192.0.2.1")
    assert ended.exit_code == 2
    assert one_line(ended.stderr)


def test_a_folder_without_surveys_is_not_served(run: Run, tmp_path: Path) -> None:
    ended = run("serve", BALSS_SURVEYS=str(tmp_path))
    assert ended.exit_code == 2
    assert "There is no survey in" in ended.stderr


@pytest.mark.parametrize("words", [("export", SURVEY), ("drafts", "purge")])
def test_a_database_that_is_away_is_said_in_one_line(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    ended = run(*words, DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/x.db")
    assert ended.exit_code == 2
    assert ended.stderr.splitlines()[-1].startswith("DATABASE_URL: the database is unavailable: ")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("words", [("export",), ("responses", "freeze")])
def test_a_survey_that_is_not_there_is_said_with_those_that_are(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words, "every-tipe")
    assert ended.exit_code == 2
    assert one_line(ended.stderr)
    assert "'every-tipe'" in ended.stderr
    assert SURVEY in ended.stderr


# --- check ---------------------------------------------------------------------------------------------------


def test_the_survey_of_this_project_has_no_errors_and_no_warnings(run: Run) -> None:
    ended = run("check", str(ROOT / "surveys" / "assistant-service"))
    assert ended.exit_code == 0
    assert "errors: 0, warnings: 0" in ended.stdout


def test_an_error_ends_with_exit_code_1_and_names_file_sheet_and_row(run: Run) -> None:
    ended = run("check", str(FORMS / "lint" / "hurtful-word.yaml"))
    assert ended.exit_code == 1
    assert ended.stdout.startswith("hurtful-word.yaml, sheet survey, row 2, line 2: error: ")


def test_a_form_that_is_refused_ends_with_exit_code_1(run: Run) -> None:
    assert run("check", str(FORMS / "refused" / "unknown_type.yaml")).exit_code == 1


def test_a_warning_alone_ends_with_exit_code_0(run: Run) -> None:
    ended = run("check", str(FORMS / "lint" / "long-sentence.yaml"))
    assert "errors: 0" in ended.stdout
    assert "warning: " in ended.stdout
    assert ended.exit_code == 0


def test_many_forms_are_checked_at_once(run: Run) -> None:
    good, bad = FORMS / "lint" / "good.yaml", FORMS / "lint" / "hurtful-word.yaml"
    assert run("check", str(good), str(bad)).exit_code == 1
    assert run("check", str(good), str(good)).exit_code == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"opens": "soon"}, "'opens' must be a date"), ({"tittle": {}}, "unknown key 'tittle'")],
)
def test_the_survey_around_a_questionnaire_is_checked_too(
    run: Run, tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    facts = yaml.safe_load((EVERY_TYPE / SURVEY / "survey.yaml").read_text(encoding="utf-8"))
    (tmp_path / "form.yaml").write_bytes((FORMS / "lint" / "good.yaml").read_bytes())
    (tmp_path / "survey.yaml").write_text(yaml.safe_dump(facts | change), encoding="utf-8")
    ended = run("check", str(tmp_path))
    assert ended.exit_code == 1
    assert f"survey.yaml: error: {sentence}" in ended.stdout


def test_a_file_that_is_not_there_ends_with_exit_code_2(run: Run) -> None:
    assert run("check", "no/such/form.yaml").exit_code == 2


# --- export --------------------------------------------------------------------------------------------------


def test_responses_are_written_to_standard_output_and_the_warning_beside_it(run: Run, environ: dict[str, str]) -> None:
    send(environ, agree="yes", hours="12")
    ended = run("export", SURVEY)
    assert ended.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(ended.stdout.removeprefix("\ufeff"))))
    assert [(row["agree"], row["hours"], row["language"]) for row in rows] == [("yes", "12", "lv")]
    assert "not anonymised" in ended.stderr
    assert "not anonymised" not in ended.stdout


def test_responses_are_written_as_json(run: Run, environ: dict[str, str]) -> None:
    send(environ, agree="yes", hours="12")
    ended = run("export", SURVEY, "--format", "json")
    assert [(row["agree"], row["hours"]) for row in json.loads(ended.stdout)] == [("yes", 12)]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_holds_the_same_as_standard_output(run: Run, environ: dict[str, str], tmp_path: Path, form: str) -> None:
    send(environ, agree="yes")
    written = run("export", SURVEY, "--format", form, "--out", str(tmp_path / "out"))
    assert written.exit_code == 0
    assert written.stdout == ""
    assert (tmp_path / "out").read_bytes() == run("export", SURVEY, "--format", form).stdout_bytes


def test_a_file_of_raw_answers_can_be_read_by_its_owner_only(run: Run, tmp_path: Path) -> None:
    run("export", SURVEY, "--out", str(tmp_path / "out.csv"))
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


def test_labels_are_written_in_a_language_that_the_questionnaire_has(run: Run, environ: dict[str, str]) -> None:
    send(environ, agree="yes")
    assert "Jā, protams" in run("export", SURVEY, "--language", "lv").stdout
    refused = run("export", SURVEY, "--language", "de")
    assert refused.exit_code == 2
    assert one_line(refused.stderr)
    assert "'de'" in refused.stderr


def test_a_file_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    ended = run("export", SURVEY, "--out", str(tmp_path / "no" / "out.csv"))
    assert ended.exit_code == 2
    assert "no/out.csv" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_export_of_nothing_has_its_header(run: Run) -> None:
    assert run("export", SURVEY).stdout.startswith("\ufeffversion,language,mode,week,")


# --- the rest ------------------------------------------------------------------------------------------------


def test_the_route_map_is_listed_with_its_states(run: Run) -> None:
    listed = [line.split("\t") for line in run("routes").stdout.splitlines()]
    assert ["languages", "respondent.languages", "choice of language"] in listed


def test_the_route_map_is_given_as_json(run: Run) -> None:
    states = json.loads(run("routes", "--json").stdout)
    assert all(state.keys() == {"id", "endpoint", "path", "purpose"} for state in states)
    assert f"{SURVEY}/hours/empty" in {state["id"] for state in states}


def test_drafts_whose_day_has_come_are_removed_and_counted(run: Run, environ: dict[str, str]) -> None:
    settings = Settings.read(environ)
    database = open_database(settings.url_of_database())
    database.migrate()
    Drafts(database, settings.secrets(), days=1, today=lambda: NOW.date().replace(year=2020)).create(
        Draft(SURVEY, "1", "lv")
    )
    database.close()
    assert run("drafts", "purge").stdout == "1 drafts removed\n"
    assert run("drafts", "purge").stdout == "0 drafts removed\n"


def frozen_on(folder: Path, day: str) -> str:
    """A copy of the folder of surveys, with another freeze date."""
    source = EVERY_TYPE / SURVEY
    (folder / SURVEY).mkdir(parents=True)
    for path in source.iterdir():
        if path.is_file():
            (folder / SURVEY / path.name).write_bytes(path.read_bytes())
    facts = yaml.safe_load((source / "survey.yaml").read_text(encoding="utf-8"))
    facts["freeze"] = yaml.safe_load(day)
    (folder / SURVEY / "survey.yaml").write_text(yaml.safe_dump(facts), encoding="utf-8")
    return str(folder)


def test_receipts_are_not_erased_before_the_day_that_was_promised(run: Run, tmp_path: Path) -> None:
    ended = run("responses", "freeze", SURVEY, BALSS_SURVEYS=frozen_on(tmp_path / "s", "2999-12-31"))
    assert ended.exit_code == 2
    assert ended.stderr == f"{SURVEY}: responses can be withdrawn until 2999-12-31\n"


def test_receipts_are_erased_after_it(run: Run, environ: dict[str, str], tmp_path: Path) -> None:
    send(environ, agree="yes")
    surveys = frozen_on(tmp_path / "s", "2020-01-01")
    assert run("responses", "freeze", SURVEY, BALSS_SURVEYS=surveys).stdout == "1 receipts erased\n"
    assert run("responses", "freeze", SURVEY, BALSS_SURVEYS=surveys).stdout == "0 receipts erased\n"

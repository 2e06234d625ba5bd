"""The command `balss`: every task of those who run, write and test surveys."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from app.analysis.export import write_csv, write_json
from app.config import SettingError, Settings
from app.questionnaire.model import Origin, QuestionnaireError
from app.responses.database import Database, StorageUnavailable, open_database
from app.responses.drafts import purge
from app.responses.submission import stored_responses
from app.responses.withdrawal import freeze
from app.survey import HERE, Survey, SurveyError, load_survey, load_surveys

if TYPE_CHECKING:
    from app.questionnaire.lint import Finding

FOUND = 1
"""Exit code when a questionnaire has faults."""
WRONG = 2
"""Exit code when the caller can mend what is wrong: a setting, a file, a name."""


class Clear(click.Group):
    """Ends with one line, never a traceback, when something is wrong that the caller can mend."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (SettingError, SurveyError, QuestionnaireError) as error:
            click.echo(str(error), err=True)
        except StorageUnavailable as error:
            click.echo(f"DATABASE_URL: the database is unavailable: {' '.join(str(error).split())}", err=True)
        return ctx.exit(WRONG)


@click.group(cls=Clear, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Balss: an accessible questionnaire server.

    \b
    Example: balss serve
    """


def _settings() -> Settings:
    return Settings.read(os.environ)


def _database() -> Database:
    database = open_database(_settings().url_of_database())
    database.migrate()
    return database


def _today() -> date:
    return datetime.now(HERE).date()


def _survey(name: str) -> Survey:
    surveys = load_surveys(_settings().surveys)
    if name not in surveys:
        known = ", ".join(surveys) or "none"
        raise SurveyError(f"There is no survey {name!r} in {_settings().surveys}; known: {known}")
    return surveys[name]


@main.command()
def serve() -> None:
    """Serve the surveys to respondents.

    \b
    Example: BALSS_PORT=8080 balss serve
    """
    settings = _settings()
    if not load_surveys(settings.surveys):
        raise SurveyError(f"There is no survey in {settings.surveys}: each is a folder with a survey.yaml")
    settings.secret()
    _check_address(settings)
    _database().close()
    # The server's machinery would slow every other command down.
    from app.server import run  # noqa: PLC0415

    run(settings)


def _check_address(settings: Settings) -> None:
    """Raise SettingError where nothing can listen: the server itself would end with a page of its own inside."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        raise SettingError(f"BALSS_PORT: cannot listen on {settings.host}:{settings.port}: {error.strerror}") from None


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Look for faults in questionnaires: texts, names, routing, translations; also in the survey.yaml beside them.

    Each finding says file, sheet and row. Errors end with exit code 1; warnings do not.

    \b
    Example: balss check surveys/assistant-service
    """
    from app.questionnaire.lint import check as lint  # noqa: PLC0415

    findings = [finding for path in paths for finding in (*lint(path), *_survey_faults(path))]
    for finding in findings:
        click.echo(str(finding))
    counts = Counter(finding.severity.value for finding in findings)
    click.echo(", ".join(f"{severity}s: {counts[severity]}" for severity in ("error", "warning", "note")))
    sys.exit(FOUND if counts["error"] else 0)


def _survey_faults(folder: Path) -> list[Finding]:
    """What is wrong with the survey.yaml of a folder that has one."""
    from app.questionnaire.lint import Finding, Severity  # noqa: PLC0415

    path = folder / "survey.yaml"
    try:
        if path.is_file():
            load_survey(folder)
    except SurveyError as error:
        return [Finding(Origin(str(path)), Severity.ERROR, "survey", str(error).removeprefix(f"{path}: "))]
    except QuestionnaireError:
        pass  # the lint has said where and why
    return []


@main.command()
@click.argument("survey")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
@click.option("--language", help="Write labels in this language instead of codes, such as lv.")
def export(survey: str, form: str, out: Path | None, language: str | None) -> None:
    """Write every response of a survey: the controller's raw data, not anonymised for release.

    \b
    Example: balss export assistant-service --format csv --out responses.csv --language lv
    """
    found = _survey(survey)
    if language and language not in found.questionnaire.languages:
        raise SurveyError(f"{survey} has no language {language!r}; it has {', '.join(found.languages)}")
    click.echo("This is the controller's raw data. It is not anonymised: do not pass it on.", err=True)
    responses = stored_responses(_database(), survey)
    write = write_csv if form == "csv" else write_json
    with _output(out) as file:
        write(found.questionnaire, responses, file, language=language)


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    if path:
        with _private_file(path) as file:
            yield file
        return
    file = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    try:
        yield file
    finally:
        file.detach()


def _private_file(path: Path) -> IO[str]:
    """A new file that only its owner may read, as raw answers are not for everybody on the machine."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint="--out") from None
    return open(handle, "w", encoding="utf-8", newline="")  # noqa: PTH123  (a handle, not a path)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Everything that is known of each, as JSON.")
def routes(as_json: bool) -> None:
    """List every page in every state that the accessibility tests visit.

    \b
    Example: balss routes --json
    """
    from app.accessibility.route_map import states  # noqa: PLC0415

    listed = states(load_surveys(_settings().surveys))
    if as_json:
        click.echo(json.dumps([state.facts() for state in listed], ensure_ascii=False, indent=1))
        return
    for state in listed:
        click.echo(f"{state.id}\t{state.endpoint}\t{state.purpose}")


@main.group()
def drafts() -> None:
    """Unfinished interviews.

    \b
    Example: balss drafts purge
    """


@drafts.command("purge")
def purge_drafts() -> None:
    """Remove drafts whose day has come, so that nothing of them is left in the database.

    \b
    Example: balss drafts purge
    """
    count = purge(_database(), _today())
    click.echo(f"{count} drafts removed")


@main.group()
def responses() -> None:
    """Answers that were sent.

    \b
    Example: balss responses freeze assistant-service
    """


@responses.command("freeze")
@click.argument("survey")
def freeze_responses(survey: str) -> None:
    """Erase the receipts of a survey: from then on no response can be found again by anybody.

    Refused before the survey's freeze date, because people were promised to be able to withdraw until then.

    \b
    Example: balss responses freeze assistant-service
    """
    if _survey(survey).can_withdraw(datetime.now(UTC)):
        raise SurveyError(f"{survey}: responses can be withdrawn until {_survey(survey).freeze}")
    click.echo(f"{freeze(_database(), survey)} receipts erased")


@main.command()
def docs() -> None:
    """Write the parts of docs/ that tell of settings, commands, types, functions, rules and checks.

    For those who change the program: the list of checks needs the libraries of the tests, as after `make test`.

    \b
    Example: balss docs
    """
    from app.documentation import pages, written  # noqa: PLC0415

    for path in pages():
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")


def all_commands(group: click.Group = main, name: str = "balss") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name, such as `balss drafts purge`."""
    for part, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{name} {part}")
        else:
            yield f"{name} {part}", command

"""The command `balss`: every task of those who run, write and test surveys."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import click

from app.analysis.export import write_csv, write_json
from app.config import SettingError, Settings, settings_page
from app.questionnaire.model import QuestionnaireError
from app.responses.database import Database, StorageUnavailable, open_database
from app.responses.drafts import purge
from app.responses.submission import stored_responses
from app.responses.withdrawal import freeze
from app.survey import HERE, Survey, SurveyError, load_surveys

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
        except (SettingError, SurveyError, QuestionnaireError, StorageUnavailable) as error:
            click.echo(str(error), err=True)
            return ctx.exit(WRONG)


@click.group(cls=Clear, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Balss: an accessible questionnaire server."""


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
    _database().close()
    # The server's machinery would slow every other command down.
    from app.server import run  # noqa: PLC0415

    run(settings)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Look for faults in questionnaires: texts, names, routing, translations.

    Each finding says file, sheet and row. Errors end with exit code 1; warnings do not.

    \b
    Example: balss check surveys/assistant-service
    """
    from app.questionnaire.lint import check as lint  # noqa: PLC0415

    findings = [finding for path in paths for finding in lint(path)]
    for finding in findings:
        click.echo(str(finding))
    counts = Counter(finding.severity.value for finding in findings)
    click.echo(", ".join(f"{counts[severity]} {severity}s" for severity in ("error", "warning", "note")))
    sys.exit(FOUND if counts["error"] else 0)


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
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    else:
        file = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
        yield file
        file.detach()


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
    """Unfinished interviews."""


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
    """Answers that were sent."""


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
def settings() -> None:
    """Write the page docs/settings.md.

    \b
    Example: balss settings > docs/settings.md
    """
    click.echo(settings_page(), nl=False)


@main.command()
def commands() -> None:
    """Write the page docs/commands.md.

    \b
    Example: balss commands > docs/commands.md
    """
    click.echo(commands_page(), nl=False)


def commands_page() -> str:
    """Every command with its help, as Markdown."""
    lines = ["# Commands", "", "This page is written by `balss commands`; a test holds it true.", ""]
    for name, command in _all_commands(main, "balss"):
        context = click.Context(command, info_name=name)
        lines += [f"## `{name}`", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def _all_commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _all_commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command



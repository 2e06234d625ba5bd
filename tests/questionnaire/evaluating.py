"""A small form that expressions are tried on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from lxml import etree

from app.questionnaire.expressions.document import Document
from app.questionnaire.expressions.expression import Expression, Schema, Scope, compile_expression

RIGA = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 22, 1, 30, 15, 250_000, RIGA)
"""A Sunday, half past one at night in Riga: in Greenwich it is still Saturday."""

PRIMARY = etree.fromstring("""
    <data xmlns="http://www.w3.org/2002/xforms" xmlns:orx="http://openrosa.org/xforms" version="7">
      <text/><other/><many/><number/><decimal/><date/><day/><moment/><!-- a remark -->
      <group><inner/><count>3</count></group>
      <orx:meta><orx:instanceID/></orx:meta>
    </data>""")
TOWNS = etree.fromstring("""
    <root>
      <item><name>riga</name><label>Rīga</label><region>north</region><people>605</people><since>1201-01-01</since></item>
      <item><name>cesis</name><label>Cēsis</label><region>north</region><people>15</people><twin>Venafro</twin><since/></item>
      <item><name>bauska</name><label>Bauska</label><region>south</region><people>10.5</people><since/></item>
    </root>""")
SCHEMA = Schema(
    types={
        "/data": "",
        "/data/text": "string",
        "/data/other": "string",
        "/data/many": "string",
        "/data/number": "int",
        "/data/decimal": "decimal",
        "/data/date": "date",
        "/data/day": "xsd:date",
        "/data/moment": "dateTime",
        "/data/group": "",
        "/data/group/inner": "string",
        "/data/group/count": "xsd:int",
        "/data/meta": "",
        "/data/meta/instanceID": "string",
    },
    instances={
        "towns": frozenset({"name", "label", "region", "people", "since", "twin"}),
        "file of theirs.csv": frozenset(),
    },
    choice_label=lambda path, value, language: f"label of {value} at {path} in {language}",
)
DOCUMENT = Document(PRIMARY, {"towns": TOWNS, "file of theirs.csv": TOWNS})


def compiled(source: str, path: str = "/data/text", schema: Schema = SCHEMA) -> Expression:
    return compile_expression(source, path, schema)


def filled(values: Mapping[str, str]) -> Document:
    """The document with values by path below /data."""
    return DOCUMENT.fill({f"/data/{name}": value for name, value in values.items()})


def string(source: str, path: str = "/data/text", language: str = "lv", /, **values: str) -> str:
    return compiled(source, path).string(filled(values), path, Scope(NOW, language))


def boolean(source: str, path: str = "/data/text", /, **values: str) -> bool:
    return compiled(source, path).boolean(filled(values), path, Scope(NOW, "lv"))


def number(source: str, path: str = "/data/text", /, **values: str) -> float:
    return compiled(source, path).number(filled(values), path, Scope(NOW, "lv"))

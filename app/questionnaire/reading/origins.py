"""Where every node and every choice of an XForm was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.questionnaire.model import Origin


@dataclass(frozen=True, slots=True)
class Origins:
    """Rows of the author's sheets, by a node's path or by list and choice; else lines of the XForm."""

    file: str
    nodes: Mapping[str, Origin] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    tables: Mapping[str, Origin] = field(default_factory=dict)
    has_lines: bool = True
    """Whether the author wrote the XForm, so that its lines mean something."""

    def of_node(self, path: str, line: int = 0) -> Origin:
        """Where the question or group at `path` was written."""
        return self.nodes.get(path) or self.of_line(line)

    def of_choice(self, list_name: str, name: str, line: int = 0) -> Origin:
        """Where a choice was written."""
        return self.choices.get((list_name, name)) or self.of_line(line)

    def of_table(self, name: str, line: int = 0) -> Origin:
        """Where a table in a file beside the form is used."""
        return self.tables.get(name) or self.of_line(line)

    def of_line(self, line: int = 0) -> Origin:
        """A line of the XForm; without one, its file alone."""
        return Origin(self.file, line=line if self.has_lines else 0)

"""The body of an XForm: its groups and questions as a tree, with the values that no control shows put in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from lxml import etree

from app.questionnaire.model import Group, Question
from app.questionnaire.reading.batteries import read_battery
from app.questionnaire.reading.binds import absolute
from app.questionnaire.reading.elements import line, local
from app.questionnaire.reading.questions import CONTROLS, Reading, read_question, read_unseen, served_appearance
from app.questionnaire.reading.vocabulary import refusal

_SILENT = frozenset({"label", "hint", "setvalue", "setgeopoint", "recordaudio"})
"""Parts of other elements, and actions: `xform` reads those."""

Member = Question | Group


def read_body(body: etree._Element, reading: Reading) -> Group:
    """The whole questionnaire as one group."""
    return _Body(reading).whole(body)


class _Body:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._model = reading.model
        self._order = {path: place for place, path in enumerate(self._model.nodes)}
        self._shown: set[str] = set()
        self._layouts: set[str] = set()

    def whole(self, body: etree._Element) -> Group:
        root = self._model.root
        group = self._bound(root, tuple(self._members(body, root, {root})))
        return self._with_unseen(group, list(self._unseen()), {root})

    def _members(self, elements: Iterable[etree._Element], base: str, covered: Set[str]) -> Iterator[Member]:
        for element in elements:
            tag = local(element)
            if tag == "group":
                yield from self._group(element, base, covered)
            elif tag in CONTROLS:
                yield from self._question(element, base, covered)
            elif tag not in _SILENT:
                self._refuse(element, tag, base)

    def _refuse(self, element: etree._Element, tag: str, base: str) -> None:
        path = self._path(element, base)
        kind = self._model.bind(path).type or tag
        sentence = refusal(tag) or refusal(kind.lower()) or f"The element “{tag}” is not served."
        self._reading.faults.refuse(self._reading.origins.of_node(path, line(element)), sentence)

    def _path(self, element: etree._Element, base: str) -> str:
        bound = self._model.paths_by_id.get(element.get("bind", ""))
        return bound or absolute(element.get("ref") or element.get("nodeset") or "", base)

    # --- questions -------------------------------------------------------------------------------------------

    def _question(self, element: etree._Element, base: str, covered: Set[str]) -> Iterator[Member]:
        path = self._path(element, base)
        origin = self._reading.origins.of_node(path, line(element))
        if path not in self._reading.names:
            self._reading.faults.refuse(origin, f"A question refers to “{path}”, which holds no answer.")
        elif path in self._shown:
            self._reading.faults.refuse(origin, f"“{path}” is asked twice.")
        else:
            self._shown.add(path)
            question = read_question(element, path, self._reading)
            if question:
                yield self._covered(question, covered)

    def _covered(self, question: Question, covered: Set[str]) -> Member:
        """The question inside a group for each node above it that has a relevance, but no group in the body."""
        member: Member = question
        steps = question.path.split("/")
        for end in range(len(steps) - 1, 1, -1):
            path = "/".join(steps[:end])
            if path not in covered and self._model.bind(path).relevant:
                member = self._bound(path, (member,))
        return member

    # --- groups ----------------------------------------------------------------------------------------------

    def _group(self, element: etree._Element, base: str, covered: Set[str]) -> Iterator[Group]:
        path = self._path(element, base)
        origin = self._reading.origins.of_node(path, line(element))
        if path not in self._model.nodes:
            self._reading.faults.refuse(origin, f"A group refers to “{path}”, which is not there.")
            return
        battery = read_battery(element)
        layout = battery.layout if battery else ()
        self._shown.update(self._path(each, path) for each in layout)
        elements = [child for child in element.iterchildren("*") if child not in layout]
        children = tuple(self._members(elements, path, covered | {path}))
        label = battery.label if battery else element.find("{*}label")
        appearance = served_appearance(element, "group", origin, self._reading.faults)
        yield replace(
            self._layout(path, children) if path in covered else self._bound(path, children),
            label=self._reading.texts.read(label, path, origin),
            appearance=appearance | ({"table-list"} if battery else set()),
            origin=origin,
        )

    def _bound(self, path: str, children: Sequence[Member]) -> Group:
        """The group at a node, with the node's relevance."""
        bind = self._model.bind(path)
        origin = self._reading.origins.of_node(path, bind.line)
        relevant = self._reading.compiler.condition(bind.relevant, path, origin, "relevant", usual=True)
        name = self._reading.groups.get(path) or self._reading.names[path]
        return Group(name, path, tuple(children), relevant=relevant, origin=origin)

    def _layout(self, path: str, children: Sequence[Member]) -> Group:
        """A group without a node of its own, which only lays questions out: it has their name, and no relevance."""
        questions = (child.questions() if isinstance(child, Group) else (child,) for child in children)
        first = next((question for inside in questions for question in inside), None)
        name = f"{first.name}_page" if first else "page"
        while name in self._layouts:
            name += "_page"
        self._layouts.add(name)
        return Group(name, f"{path}#{name}", tuple(children))

    # --- values that no control shows ------------------------------------------------------------------------

    def _unseen(self) -> Iterator[Question]:
        for path in self._reading.names:
            if path not in self._shown:
                question = read_unseen(path, self._reading)
                if question:
                    yield question

    def _with_unseen(self, group: Group, unseen: Sequence[Question], covered: Set[str]) -> Group:
        """The group with its share of the unseen questions, each before what comes after it in the instance."""
        covered = covered | {group.path}
        members: list[Member] = []
        left = list(unseen)
        for child in group.children:
            if isinstance(child, Group) and child.path in self._model.nodes:
                inside = [question for question in left if question.path.startswith(f"{child.path}/")]
                left = [question for question in left if not question.path.startswith(f"{child.path}/")]
                members.append(self._with_unseen(child, inside, covered))
            else:
                members.append(child)
        for question in left:
            place = next((at for at, member in enumerate(members) if self._is_after(member, question)), None)
            members.insert(len(members) if place is None else place, self._covered(question, covered))
        return replace(group, children=tuple(members))

    def _is_after(self, member: Member, question: Question) -> bool:
        first = next(member.questions(), None) if isinstance(member, Group) else member
        path = member.path if first is None else first.path
        return self._order.get(path, 0) > self._order[question.path]

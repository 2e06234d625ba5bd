"""Names of questions and groups: short where that is clear, and unique in the questionnaire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping


def unique_names(paths: Iterable[str], taken: Collection[str] = ()) -> Mapping[str, str]:
    """A name for each path: its last step if no other path ends so, else its steps joined by `__`.

    No name is one of those `taken`: a group must not be called as a question is, since both may name a page.
    """
    paths = tuple(paths)
    counted = Counter(map(_leaf, paths))
    names: dict[str, str] = {}
    for path in paths:
        leaf = _leaf(path)
        name = leaf if counted[leaf] == 1 else "__".join(path.split("/")[2:])
        while name in taken:
            name += "_group"
        names[path] = name
    return names


def _leaf(path: str) -> str:
    return path.rpartition("/")[2]

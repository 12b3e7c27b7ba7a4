"""Versions of an entry and what changed between two of them, word by word."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.text import Piece, compare
from tuntas.kipp.models import Entry, Version


@dataclass(frozen=True)
class Change:
    """One part that differs: its title and the pieces of its comparison."""

    title: str
    pieces: tuple[Piece, ...]


def versions_of(entry: Entry) -> list[Version]:
    """All versions, oldest first."""
    return list(entry.versions.select_related("by").order_by("number"))


def _facts(content: dict[str, Any]) -> dict[str, str]:
    named = {
        _("Title"): content.get("title", ""),
        _("Group"): content.get("group", ""),
        _("Category"): content.get("category", ""),
        _("In use since"): content.get("started_on", ""),
        _("Replicated from"): content.get("origin", ""),
    }
    return {label: str(value) for label, value in named.items()}


def _attached(content: dict[str, Any]) -> str:
    items = content.get("evidence", [])
    return "\n".join(sorted(f"{i['requirement']}: {i['name'] or i['link']} {i['caption']}".strip() for i in items))


def differences(entry: Entry, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The parts that differ between two contents, in the order of the form."""
    found = []
    old, new = _facts(before), _facts(after)
    for label in old:
        if old[label] != new[label]:
            found.append(Change(label, tuple(compare(old[label], new[label]))))
    texts, newer = before.get("answers", {}), after.get("answers", {})
    for section in entry.edition.sections.all():
        one, other = texts.get(section.key, ""), newer.get(section.key, "")
        if one != other:
            found.append(Change(said(section, "title"), tuple(compare(one, other))))
    if _attached(before) != _attached(after):
        found.append(Change(_("Evidence"), tuple(compare(_attached(before), _attached(after)))))
    return found


def changed_since_handed_over(entry: Entry) -> list[Change]:
    """What the local admin changed in the texts since the writer handed the entry over."""
    last = entry.versions.filter(move="hand_over").order_by("number").last()
    if last is None:
        return []
    texts = dict(entry.answers.values_list("section__key", "text"))
    return differences(entry, last.content, {**last.content, "answers": texts, "title": entry.title})

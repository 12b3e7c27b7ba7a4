"""The task list of a proposal: what it is made of, how far each part is, what is missing."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.files.terms import Kind
from tuntas.kernel.bilingual import said
from tuntas.kipp.flow.needs import Gap, gaps_of
from tuntas.kipp.models import Entry, Requirement, Section
from tuntas.kipp.rules.evidence import is_file, kind_of
from tuntas.kipp.terms import EvidenceKind


@dataclass(frozen=True)
class Task:
    """One part to do. `tone` is that of a status: ok, bad, wait (optional and empty counts as none)."""

    place: str  # facts, section or requirement
    key: str
    title: str
    hint: str
    state: str
    tone: str

    @property
    def done(self) -> bool:
        return self.tone in ("ok", "none")


@dataclass(frozen=True)
class Tasks:
    """All parts in the order people do them."""

    facts: Task
    sections: tuple[Task, ...]
    evidence: tuple[Task, ...]
    gaps: tuple[Gap, ...]

    @property
    def all(self) -> tuple[Task, ...]:
        return (self.facts, *self.sections, *self.evidence)

    @property
    def done(self) -> int:
        return sum(1 for task in self.all if task.done)

    def after(self, place: str, key: str) -> Task | None:
        """The part that follows, None after the last: for "save and next"."""
        places = [(task.place, task.key) for task in self.all]
        at = places.index((place, key)) if (place, key) in places else -1
        return self.all[at + 1] if at + 1 < len(places) else None


def asked_of(entry: Entry) -> tuple[list[Section], list[Requirement]]:
    """Sections and requirements that apply to the entry's group."""
    ours = Q(group=None) | Q(group=entry.group_id)
    return list(entry.edition.sections.filter(ours)), list(entry.edition.requirements.filter(ours))


def size_hint(requirement: Requirement) -> str:
    """What may be attached, said before somebody tries: "PDF, at most 2 MB"."""
    if is_file(requirement):
        kind: Kind = kind_of(requirement)
        told = _("%(kind)s, at most %(size)d MB") % {"kind": kind.label, "size": kind.megabytes}
    elif requirement.kind == EvidenceKind.VIDEO:
        told = _("link to a video")
    else:
        told = _("link")
    if requirement.most > 1:
        up_to = ngettext("up to %(most)d", "up to %(most)d", requirement.most) % {"most": requirement.most}
        return f"{told}; {up_to}"
    return told


def tasks_of(entry: Entry) -> Tasks:
    """The task list; six queries, whatever the size."""
    sections, requirements = asked_of(entry)
    gaps = gaps_of(entry)
    words = dict(entry.answers.values_list("section_id", "words"))
    attached: dict[int, int] = {}
    for pk in entry.evidence.filter(removed_at=None).values_list("requirement_id", flat=True):
        attached[pk] = attached.get(pk, 0) + 1
    incomplete = any(gap.place == "facts" for gap in gaps)
    facts = Task(
        "facts",
        "facts",
        _("Title, group and category"),
        "",
        _("Incomplete") if incomplete else _("Complete"),
        "bad" if incomplete else "ok",
    )
    return Tasks(
        facts,
        tuple(_section_task(section, words.get(section.pk, 0)) for section in sections),
        tuple(_evidence_task(item, attached.get(item.pk, 0)) for item in requirements),
        tuple(gaps),
    )


def _section_task(section: Section, words: int) -> Task:
    count = _("%(words)d of at most %(most)d words") % {"words": words, "most": section.words}
    if words > section.words:
        over = words - section.words
        state, tone = ngettext("%(over)d word too many", "%(over)d words too many", over) % {"over": over}, "bad"
    elif words:
        state, tone = _("Complete"), "ok"
    elif section.required:
        state, tone = _("Empty"), "bad"
    else:
        state, tone = _("Optional"), "none"
    return Task("section", section.key, said(section, "title"), count, state, tone)


def _evidence_task(requirement: Requirement, count: int) -> Task:
    if count:
        state, tone = ngettext("%(count)d attached", "%(count)d attached", count) % {"count": count}, "ok"
    elif requirement.required:
        state, tone = _("Not attached"), "bad"
    else:
        state, tone = _("Optional"), "none"
    return Task("requirement", requirement.key, said(requirement, "title"), size_hint(requirement), state, tone)

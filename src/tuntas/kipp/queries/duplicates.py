"""Likely duplicates and re-entries of an entry: in this edition, in others, and in the register."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tuntas.innovations.models import Innovation
from tuntas.innovations.queries import alike
from tuntas.kernel.text import Piece, compare, likeness, shingles
from tuntas.kipp.models import Entry
from tuntas.kipp.rules.sketches import overlap
from tuntas.kipp.terms import EntryStage

TITLE_ALIKE = 0.5  # Jaccard of runs of three letters
TEXT_ALIKE = 0.15  # share of runs of four words; two unrelated proposals share almost none
MOST = 8
RUN = 3  # words in a row that count as "the same" in a comparison
COMPARED = 1500  # words of a section that are compared


@dataclass(frozen=True)
class Twin:
    """Another entry or innovation like this one. `title` and `text` are likenesses in percent."""

    name: str
    where: str
    reference: str  # of an entry; empty for an innovation
    entry_id: int | None
    slug: str  # edition of an entry, or innovation
    organisation: str
    title: int
    text: int
    same_innovation: bool
    same_edition: bool

    @property
    def strength(self) -> int:
        return max(self.title, self.text, 100 if self.same_innovation else 0)


def twins_of(entry: Entry) -> list[Twin]:
    """Everything alike, strongest first; drafts are left aside. Four queries, whatever the number of entries."""
    mine, sketch = shingles(entry.title), entry.sketch
    rows = (
        Entry.objects.exclude(pk=entry.pk)
        .exclude(number=None)
        .exclude(case__stage=EntryStage.WITHDRAWN)
        .values_list("pk", "title", "sketch", "innovation_id", "edition_id")
    )
    found: dict[int, tuple[int, int, bool]] = {}
    for pk, title, other, innovation_id, _edition in rows.iterator():
        by_title = 1.0 if title.casefold() == entry.title.casefold() else likeness(mine, shingles(title))
        by_text = overlap(sketch, other)
        same = innovation_id is not None and innovation_id == entry.innovation_id
        if by_title >= TITLE_ALIKE or by_text >= TEXT_ALIKE or same:
            found[pk] = (round(by_title * 100), round(by_text * 100), same)
    picked = sorted(found, key=lambda pk: (-max(found[pk][0], found[pk][1], 100 * found[pk][2]), pk))[:MOST]
    entries = Entry.objects.filter(pk__in=picked).select_related("case", "edition", "organisation").defer("sketch")
    twins = [_of_entry(other, entry, *found[other.pk]) for other in entries]
    twins += [_of_register(innovation, close) for innovation, close in _register(entry)]
    return sorted(twins, key=lambda twin: (-twin.strength, twin.entry_id is None, twin.entry_id or 0, twin.slug))[:MOST]


def _register(entry: Entry) -> list[tuple[Innovation, float]]:
    first = entry.answers.order_by("section__order", "section_id").first()
    return alike(entry.title, first.text if first else "", exclude=entry.innovation, limit=4)


def _of_entry(other: Entry, entry: Entry, title: int, text: int, same: bool) -> Twin:
    return Twin(
        name=other.title,
        where=other.edition.name,
        reference=other.case.reference,
        entry_id=other.pk,
        slug=other.edition.slug,
        organisation=other.organisation.name,
        title=title,
        text=text,
        same_innovation=same,
        same_edition=other.edition_id == entry.edition_id,
    )


def _of_register(innovation: Innovation, close: float) -> Twin:
    return Twin(
        name=innovation.name,
        where=_("Register of innovations"),
        reference="",
        entry_id=None,
        slug=innovation.slug,
        organisation=innovation.owner.name if innovation.owner else innovation.owner_name,
        title=round(close * 100),
        text=0,
        same_innovation=False,
        same_edition=False,
    )


@dataclass(frozen=True)
class Beside:
    """One section of both texts; pieces are marked where at least `RUN` words in a row are the same."""

    title: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


def _marked(pieces: list[Piece], own: str) -> tuple[Piece, ...]:
    shown = []
    for piece in pieces:
        if piece.kind not in ("same", own):
            continue
        alike_ = piece.kind == "same" and len(piece.text.split()) >= RUN
        shown.append(Piece("same" if alike_ else "own", piece.text))
    return tuple(shown)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:COMPARED])


def side_by_side(sections: list[tuple[str, str, str]]) -> list[Beside]:
    """Sections as (title, this text, other text) with what is the same marked on both sides."""
    found = []
    for title, one, other in sections:
        if not one and not other:
            continue
        pieces = compare(_short(one), _short(other))
        found.append(Beside(title, _marked(pieces, "removed"), _marked(pieces, "added")))
    return found


def texts_of(entry: Entry, other: Entry | Innovation) -> list[tuple[str, str, str]]:
    """The texts to lay side by side: sections of the same key; for an innovation its facts beside all our text."""
    ours: dict[str, Any] = {
        answer.section.key: answer
        for answer in entry.answers.select_related("section").order_by("section__order", "section_id")
    }
    if isinstance(other, Innovation):
        whole = "\n\n".join(answer.text for answer in ours.values())
        theirs = "\n\n".join(text for text in (other.summary, other.problem, other.result) if text)
        return [(_("Title"), entry.title, other.name), (_("Text"), whole, theirs)]
    texts = {answer.section.key: answer for answer in other.answers.select_related("section")}
    keys = [*ours, *(key for key in texts if key not in ours)]
    rows = [(_("Title"), entry.title, other.title)]
    for key in keys:
        one, two = ours.get(key), texts.get(key)
        title = (one or texts[key]).section.title
        rows.append((title, one.text if one else "", two.text if two else ""))
    return rows

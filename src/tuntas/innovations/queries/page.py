"""All that an innovation page shows, in one shape, in at most ten queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from tuntas.files.queries import Sources, sources_of
from tuntas.innovations.models import Award, Chapter, Confirmation, Innovation, Paper, Picture, Site
from tuntas.innovations.rules.completeness import Held, Part, parts
from tuntas.innovations.rules.figures import Change, read
from tuntas.innovations.rules.maturity import Claim, Score, catalogue, score
from tuntas.innovations.terms import ChapterKey, Evidence, Status
from tuntas.kernel.bilingual import said
from tuntas.places.queries import regency_of
from tuntas.places.rules import Tile, name_of, tile_map

NEAR = 200  # how many of the same field are compared
RELATED_FOR = 60 * 60  # seconds the choice of related ones is kept


@dataclass(frozen=True)
class Told:
    """A section as readers see it. `key` is a `ChapterKey`, or summary, problem, result (the innovation's own)."""

    key: str
    title: str
    text: str
    is_draft: bool = False


@dataclass(frozen=True)
class Shot:
    """A picture with the addresses of its sizes."""

    picture: Picture
    sources: Sources


@dataclass(frozen=True)
class Where:
    """A regency or city with the sites in it; "" where only the province is known."""

    code: str
    name: str
    sites: list[Site]


@dataclass(frozen=True)
class Page:
    """Everything the page of one innovation says."""

    innovation: Innovation
    chapters: list[Told]
    untold: list[str]  # titles of sections nobody has told yet
    changes: list[Change]
    shots: list[Shot]
    papers: list[Paper]
    awards: list[Award]
    where: list[Where]
    tiles: list[Tile]
    running: int  # places that run it now, as far as is known
    last: Confirmation | None
    evidence: Evidence
    maturity: Score | None
    goals: list[int]
    related: list[Innovation]
    parts: list[Part]


def page_of(innovation: Innovation, now: datetime, *, drafts: bool = False) -> Page:
    """The page; with `drafts` as it would be if the owner showed every draft now."""
    rows = {chapter.key: chapter for chapter in innovation.chapters.all()}
    chapters = [one for key in ChapterKey if (one := _told(key, rows.get(key), drafts))]
    changes = [read(measure) for measure in innovation.measures.all()]
    shots = [
        Shot(one, sources_of(one.file, one.width, one.height)) for one in innovation.pictures.select_related("file")
    ]
    papers = list(innovation.papers.select_related("file"))
    where = _where(innovation)
    keys = {one.key for one in chapters}
    compared = sum(change.measure.before is not None for change in changes)
    return Page(
        innovation=innovation,
        chapters=chapters,
        untold=[str(ChapterKey(key).label) for key in ChapterKey.values if key not in keys],
        changes=changes,
        shots=shots,
        papers=papers,
        awards=list(innovation.awards.all()),
        where=where,
        tiles=tile_map(_running(where)) if where else [],
        running=sum(_runs(site) for one in where for site in one.sites),
        last=innovation.confirmations.first(),
        evidence=Evidence(max((change.measure.evidence for change in changes), default=0)),
        maturity=maturity_of(innovation),
        goals=[goal.number for goal in innovation.goals.all()],
        related=related(innovation),
        parts=parts(innovation, Held(keys, compared, len(shots), len(papers))),
    )


def _told(key: ChapterKey, chapter: Chapter | None, drafts: bool) -> Told | None:
    if chapter is None:
        return None
    if drafts and chapter.has_draft:
        text, is_draft = said(chapter, "draft"), True
    else:
        text, is_draft = said(chapter, "text"), False
    return Told(str(key), str(key.label), text, is_draft) if text.strip() else None


def told(innovation: Innovation) -> list[Told]:
    """Every section that is told, in the reader's language: summary, problem, result, then the chapters."""
    fields = {field.name: field for field in Innovation._meta.fields}
    own = ("summary", "problem", "result")
    said_own = [Told(name, str(fields[name].verbose_name), said(innovation, name)) for name in own]
    rows = {chapter.key: chapter for chapter in innovation.chapters.all()}
    chapters = [_told(key, rows.get(key), drafts=False) for key in ChapterKey]
    return [one for one in [*said_own, *chapters] if one and one.text.strip()]


def _where(innovation: Innovation) -> list[Where]:
    sites = innovation.sites.select_related("place__parent__parent", "organisation", "parent__place")
    found: dict[str, list[Site]] = {}
    for site in list(sites) or _own(innovation):
        found.setdefault(regency_of(site.place) or "", []).append(site)
    named = [Where(code, name_of(code) if code else "", inside) for code, inside in found.items()]
    return sorted(named, key=lambda one: (one.code == "", one.name))


def _own(innovation: Innovation) -> list[Site]:
    """Its own place, where no site was noted yet."""
    if innovation.place is None:
        return []
    own = {"place": innovation.place, "organisation": innovation.owner, "organisation_name": innovation.owner_name}
    return [Site(innovation=innovation, since=innovation.started_on, status=innovation.status, **own)]


def _runs(site: Site) -> bool:
    return site.status != Status.STOPPED


def _running(where: list[Where]) -> dict[str, int]:
    return {one.code: sum(_runs(site) for site in one.sites) for one in where if one.code}


def maturity_of(innovation: Innovation) -> Score | None:
    """What the owner's answers to the newest catalogue come to; None where nothing was answered."""
    known = catalogue()
    claims = {
        row.number: Claim(row.parameter, row.file_id is not None)
        for row in innovation.maturity.all()
        if row.catalogue == known.year
    }
    return score(claims, known) if claims else None


def related(innovation: Innovation, limit: int = 4) -> list[Innovation]:
    """Public innovations of the same field or place that share most of its rarer roots, with their place. One query."""
    key = f"innovations.related:{innovation.pk}:{innovation.revision}"
    found = Innovation.objects.filter(is_public=True).exclude(pk=innovation.pk).select_related("place")
    picked: list[int] | None = cache.get(key)
    if picked is not None:
        kept = found.filter(pk__in=picked).defer("words")
        return sorted(kept, key=lambda one: picked.index(one.pk)) if picked else []
    if innovation.category:
        found = found.filter(category=innovation.category)
    else:
        found = found.filter(place_id=innovation.place_id)
    chosen = _alike(innovation, list(found.only("slug", "name", "words", "place").order_by("pk")[:NEAR]))[:limit]
    cache.set(key, [one.pk for one in chosen], RELATED_FOR)
    return chosen


def _alike(innovation: Innovation, rows: list[Innovation]) -> list[Innovation]:
    own = set(innovation.words.split())
    shared = {one.pk: own.intersection(one.words.split()) for one in rows}
    common = Counter(word for words in shared.values() for word in words)
    weight = {pk: sum(1 / common[word] for word in words) for pk, words in shared.items()}
    return sorted((one for one in rows if shared[one.pk]), key=lambda one: (-weight[one.pk], one.pk))

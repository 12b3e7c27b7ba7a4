"""The exhibition: a stand for each winner of the announced edition."""

from dataclasses import dataclass

from django.urls import reverse

from tuntas.files.queries import Sources, sources_of
from tuntas.forum.models import Gathering, Stand
from tuntas.forum.rules.gatherings import has_stands
from tuntas.innovations.models import Picture
from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Entry, Track
from tuntas.kipp.queries.results import Winner, winners

WORDS = 70


@dataclass(frozen=True)
class Shown:
    """A stand as visitors see it. `ask` and `copy` are empty where the innovation is not in the public register."""

    entry: Entry
    text: str
    video: str
    picture: Sources | None
    alt: str
    credit: str
    result: str
    innovation: str
    ask: str
    copy: str


def stands(gathering: Gathering) -> list[tuple[Track, list[Shown]]]:
    """Stands by track, in the order of the result; six queries. Empty before the winners are public."""
    if not has_stands(gathering):
        return []
    assert gathering.edition is not None
    tracks = winners(gathering.edition)
    entries = [one.entry for track in tracks for one in track.winners]
    written = {one.entry_id: one for one in Stand.objects.filter(gathering=gathering)}
    pictures = _pictures([one.innovation_id for one in entries if one.innovation_id])
    return [
        (track.track, [_shown(one, gathering, written.get(one.entry.pk), pictures) for one in track.winners])
        for track in tracks
    ]


def winning_entry(gathering: Gathering, reference: str) -> Winner | None:
    """The winner with a stand here, by its case's reference."""
    if not has_stands(gathering) or gathering.edition is None:
        return None
    found = (one for track in winners(gathering.edition) for one in track.winners)
    return next((one for one in found if one.entry.case.reference == reference), None)


def _pictures(innovations: list[int]) -> dict[int, Picture]:
    """The first picture of each, in one query."""
    first: dict[int, Picture] = {}
    rows = Picture.objects.filter(innovation__in=innovations).select_related("file").order_by("position", "pk")
    for one in rows:
        first.setdefault(one.innovation_id, one)
    return first


def _shown(one: Winner, gathering: Gathering, stand: Stand | None, pictures: dict[int, Picture]) -> Shown:
    entry, innovation = one.entry, one.entry.innovation
    assert gathering.edition is not None
    public = innovation if innovation is not None and innovation.is_public else None
    picture = pictures.get(public.pk) if public else None
    own = said(stand, "text") if stand else ""
    about = said(public, "summary") if public else ""
    return Shown(
        entry=entry,
        text=own or about or _short(one.summary),
        video=stand.video if stand else "",
        picture=sources_of(picture.file, picture.width, picture.height) if picture else None,
        alt=said(picture, "alt") if picture else "",
        credit=picture.credit if picture else "",
        result=reverse("kipp:result", args=[gathering.edition.slug, entry.case.reference]),
        innovation=reverse("innovations:page", args=[public.slug]) if public else "",
        ask=reverse("forum:ask", args=[public.slug]) if public else "",
        copy=reverse("replication:start", args=[public.slug]) if public else "",
    )


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")

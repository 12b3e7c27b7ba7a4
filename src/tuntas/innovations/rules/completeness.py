"""What an innovation page still lacks to be plain, filled and able to stand alone (as OPSI accepts cases). Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from tuntas.innovations.models import Innovation
from tuntas.innovations.terms import ChapterKey, Status


@dataclass(frozen=True)
class Part:
    """A part of the page and whether it is there. `key` is a chapter's key or facts, measures, pictures, papers, …"""

    key: str
    is_done: bool


@dataclass(frozen=True)
class Held:
    """What the page has besides the innovation's own columns."""

    chapters: Collection[str]  # keys of those told
    comparisons: int  # figures with before and after
    pictures: int
    papers: int


def parts(innovation: Innovation, held: Held) -> list[Part]:
    """All parts in the order of the page."""
    facts = all((innovation.summary, innovation.problem, innovation.result, innovation.sources, innovation.started_on))
    return [
        Part("facts", facts),
        *(Part(key, key in held.chapters) for key in ChapterKey.values),
        Part("measures", held.comparisons > 0),
        Part("pictures", held.pictures > 0),
        Part("papers", held.papers > 0),
        Part("status", innovation.status != Status.UNKNOWN),
        Part("english", bool(innovation.summary_en)),
    ]


def missing(found: list[Part]) -> list[Part]:
    """Those that are not there yet."""
    return [part for part in found if not part.is_done]

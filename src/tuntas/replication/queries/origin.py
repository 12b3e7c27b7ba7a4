"""What the origin says, chapter by chapter: the text an adaptation is measured against."""

from collections.abc import Iterable

from tuntas.innovations.models import Innovation, Measure, Paper
from tuntas.kernel.bilingual import said
from tuntas.replication.terms import Chapter


def chapters_of(innovation: Innovation) -> dict[str, str]:
    """The public texts of the origin by chapter, in Indonesian; "" where it is not told yet. Three queries."""
    told = dict(innovation.chapters.values_list("key", "text"))
    return {
        Chapter.PROBLEM.value: innovation.problem,
        **{key.value: told.get(key.value, "") for key in Chapter if key.value not in OWN},
        Chapter.PAPERS.value: _papers(innovation.papers.all()),
        Chapter.MEASURES.value: _measures(innovation.measures.all()),
    }


OWN = frozenset({Chapter.PROBLEM.value, Chapter.PAPERS.value, Chapter.MEASURES.value})


def _papers(papers: Iterable[Paper]) -> str:
    return "\n".join(" ".join([paper.title, paper.number]).strip() for paper in papers)


def _measures(measures: Iterable[Measure]) -> str:
    return "\n".join(_line(measure) for measure in measures)


def _line(measure: Measure) -> str:
    before = "" if measure.before is None else f"{measure.before.normalize():f} → "
    return f"{said(measure, 'name')}: {before}{measure.after.normalize():f} {measure.unit}".strip()

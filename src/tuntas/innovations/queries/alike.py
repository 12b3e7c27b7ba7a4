"""Near copies: innovations that may be the same one under another name."""

from collections import Counter
from math import log

from django.db.models import Q

from tuntas.innovations.models import Innovation
from tuntas.innovations.rules import name_likeness, text_likeness, words_of
from tuntas.kernel.text import likeness, shingles
from tuntas.people.models import Organisation

CANDIDATES = 60  # how many are compared closely
THRESHOLD = 0.3


def alike(
    name: str,
    summary: str = "",
    exclude: Innovation | None = None,
    *,
    owner: Organisation | None = None,
    limit: int = 8,
) -> list[tuple[Innovation, float]]:
    """Innovations like the one described, with a likeness of 0.3 to 1.0, most alike first.

    Looks at public ones and, with `owner`, at that organisation's own; another organisation's unpublished
    work is never revealed. Two queries. A cheap first pass over all (shared rare words, and runs of three
    letters of the name) picks `CANDIDATES`, which are then compared closely.
    """
    seen = Q(is_public=True) | (Q(owner=owner) if owner else Q(pk__in=[]))
    rows = Innovation.objects.filter(seen).order_by().values_list("pk", "name", "words")
    if exclude is not None:
        rows = rows.exclude(pk=exclude.pk)
    picked = _first_pass(name, summary, list(rows))
    found = []
    for innovation in Innovation.objects.filter(pk__in=picked).select_related("owner", "place"):
        close = max(name_likeness(name, innovation.name), text_likeness(summary, innovation.summary))
        if close >= THRESHOLD:
            found.append((innovation, round(close, 2)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name, pair[0].slug))[:limit]


def _first_pass(name: str, summary: str, rows: list[tuple[int, str, str]]) -> list[int]:
    wanted = set(words_of([name, summary]).split())
    runs = shingles(name)
    shared = [(pk, other, wanted.intersection(words.split())) for pk, other, words in rows]
    common = Counter(word for _, _, words in shared for word in words)
    scored = []
    for pk, other, words in shared:
        rare = sum(log(1 + len(rows) / common[word]) for word in words)
        letters = likeness(runs, shingles(other))
        if rare or letters > 0.1:
            scored.append((rare / 10 + letters * 5, pk))
    return [pk for _, pk in sorted(scored, reverse=True)[:CANDIDATES]]

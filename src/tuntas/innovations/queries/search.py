"""One question to the register: `search(Query) -> Found`.

Words are read (`rules.search`), looked up in the index, and misspelt ones replaced by near ones; the telling words
pick a pool of at most `POOL` rows, the best `CLOSELY` of which are compared in Python, the same way on every database.
Without words the choices alone narrow the whole register, in the order asked for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import overload

from django.db.models import Q, QuerySet

from tuntas.innovations.models import Indexed, IndexWord, Innovation
from tuntas.innovations.queries.pool import close_words, holding, how_many
from tuntas.innovations.rules.search import FIELD_WEIGHTS, Asked, Typed, Wanted, answers, near, read, weigh
from tuntas.innovations.rules.tags import EVERY, FACETS, tag

POOL = 1500  # rows a question in words may bring
CLOSELY = 150  # of these are compared word by word
RARE = 1500  # words held by more rows than this do not pick rows while others do
CONTEST, YEAR = FACETS["contest"], FACETS["year"]
UNKNOWN = 4  # unknown words that are looked up by their letters
SORTS = {
    "name": ("sort_name", "pk"),
    "newest": ("-added_at", "sort_name", "pk"),
    "confirmed": ("-confirmed_at", "sort_name", "pk"),
}


@dataclass(frozen=True)
class Query:
    """What is asked; empty fields do not narrow. `sort`: a key of `SORTS`, or empty for the best answer first
    (by name where nothing was typed). `copied` is "yes" or "no"."""

    text: str = ""
    category: str = ""
    goal: str = ""
    regency: str = ""
    year: str = ""
    contest: str = ""
    status: str = ""
    cost: str = ""
    copied: str = ""
    sort: str = ""

    @property
    def tags(self) -> list[str]:
        """The choices as words of the index; contest and year are meant of the same award."""
        chosen = {facet: value for facet in FACETS if (value := getattr(self, facet, ""))}
        if self.contest and self.year:
            chosen["award"] = chosen.pop("year") + chosen.pop("contest")
        return [tag(facet, value) for facet, value in chosen.items()]

    @property
    def narrows(self) -> bool:
        """Whether anything was typed or chosen."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "sort")


class Hits(Sequence[Innovation]):
    """The innovations found, loaded slice by slice with owner, place and awards (two queries a slice)."""

    def __init__(self, keys: Sequence[int] | QuerySet[Indexed, int], total: int) -> None:
        self.keys, self.total = keys, total
        self.also: tuple[str, ...] = ()  # what else to load with a slice

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, at: int) -> Innovation: ...
    @overload
    def __getitem__(self, at: slice) -> list[Innovation]: ...
    def __getitem__(self, at: int | slice) -> Innovation | list[Innovation]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        keys = list(self.keys[at])
        found = Innovation.objects.filter(pk__in=keys, is_public=True).select_related("owner", "place")
        rows = {row.pk: row for row in found.defer("words").prefetch_related("awards", *self.also)}
        return [rows[key] for key in keys if key in rows]


@dataclass(frozen=True)
class Found:
    """The answer. `is_capped`: more would fit than are ranked; `corrected`: (typed, read as); `unknown`: words nobody
    here uses; `was_cut`: the question was longer than is read."""

    hits: Hits
    query: Query
    is_capped: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    was_cut: bool = False
    pool: Sequence[int] | None = field(default=None, repr=False)

    @property
    def total(self) -> int:
        """How many were found."""
        return len(self.hits)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of those found hold each tag, for the choices; empty where that would take too long to count."""
        if not self.query.narrows:
            rows = IndexWord.objects.filter(word__startswith="z", docs__gt=0)
            return dict(rows.values_list("word", "docs"))
        if self.pool is None:
            return {}
        held = Indexed.objects.filter(pk__in=self.pool).values_list("tags", flat=True)
        return dict(Counter(word for tags in held for word in tags.split()))


def contests_and_years() -> tuple[list[str], list[str]]:
    """Contests by name, and years of awards with the latest first, of what is in the register. One query."""
    rows = IndexWord.objects.filter(docs__gt=0).filter(Q(word__startswith=CONTEST) | Q(word__startswith=YEAR))
    held = [(row.word, row.label) for row in rows]
    contests = sorted(label for word, label in held if word.startswith(CONTEST) and label)
    years = sorted((word.removeprefix(YEAR) for word, _label in held if word.startswith(YEAR)), reverse=True)
    return contests, years


def search(query: Query) -> Found:
    """What the public register has to this question."""
    asked = read(query.text)
    return _by_words(query, asked) if asked.words else _by_choices(query)


def _by_choices(query: Query) -> Found:
    """No words: everything that fits, in order. Few rows are sorted, many are walked in the order of an index."""
    order = SORTS.get(query.sort, SORTS["name"])
    rows = Indexed.objects.order_by(*order).values_list("pk", flat=True)
    if not query.tags:
        total = IndexWord.objects.filter(word=EVERY).values_list("docs", flat=True).first() or 0
        return Found(Hits(rows, total), query)
    total = how_many(query.tags)
    if total <= POOL:
        keys = holding([], query.tags, every=True, ranked=False, limit=POOL)
        ordered = list(rows.filter(pk__in=keys))
        return Found(Hits(ordered, len(ordered)), query, pool=ordered)
    for word in query.tags:
        rows = rows.filter(tags__contains=word)
    return Found(Hits(rows, total), query)


def _by_words(query: Query, asked: Asked) -> Found:
    wanted, total, corrected, unknown = _known(asked.words)
    if not wanted:
        return Found(Hits([], 0), query, unknown=unknown, was_cut=asked.was_cut, pool=[])
    pool, is_capped = _pool(wanted, query.tags, total)
    if query.sort in SORTS:
        ordered = list(Indexed.objects.filter(pk__in=pool).order_by(*SORTS[query.sort]).values_list("pk", flat=True))
    else:
        ordered = _best_first(pool, wanted, query.text)
    return Found(Hits(ordered, len(ordered)), query, is_capped, corrected, unknown, asked.was_cut, ordered)


def _known(typed: Sequence[Typed]) -> tuple[list[Wanted], int, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The words with what the index knows, the size of the index, what was read otherwise, what nobody uses."""
    asked = {variant for word in typed for variant in word.variants} | {EVERY}
    held = dict(IndexWord.objects.filter(word__in=asked, docs__gt=0).values_list("word", "docs"))
    total = held.get(EVERY, 0)
    wanted: list[Wanted] = []
    corrected: list[tuple[str, str]] = []
    unknown: list[str] = []
    looked_up = 0
    for word in typed:
        variants = {variant: worth for variant, worth in word.variants.items() if variant in held}
        if not any(worth == 1.0 for worth in variants.values()) and looked_up < UNKNOWN:
            looked_up += 1
            candidates = close_words(word.word)
            close = near(word.word, [(other, docs) for other, docs in candidates if not other.startswith("zcon")])
            held.update({other: docs for other, docs in candidates if other in close})
            if close and not variants:
                corrected.append((word.word, next(iter(close))))
            variants = {**close, **variants}
        if variants:
            rows = {variant: held[variant] for variant in variants}
            wanted.append(Wanted(variants, rows, weigh(sum(rows.values()), total)))
        else:
            unknown.append(word.word)
    return wanted, total, tuple(corrected), tuple(unknown)


def _pool(wanted: list[Wanted], tags: list[str], total: int) -> tuple[list[int], bool]:
    """Rows worth comparing. Any word picks rows while they are few; else the telling ones do, or all together."""
    narrow = how_many(tags) if tags else total
    if narrow <= RARE or sum(word.docs for word in wanted) <= RARE:
        return holding(wanted, tags, every=False, ranked=True, limit=POOL), False
    picking: list[Wanted] = []
    left = RARE
    for word in sorted(wanted, key=lambda one: one.docs):
        if near_ones := word.within(left):
            picking.append(near_ones)
            left -= near_ones.docs
    if picking:
        return holding(picking, tags, every=False, ranked=True, limit=POOL), False
    common = [word.itself for word in sorted(wanted, key=lambda one: one.docs)]
    found = holding(common, tags, every=True, ranked=False, limit=POOL + 1)
    if not found:
        found = holding(common[:1], tags, every=True, ranked=False, limit=POOL + 1)
    return found[:POOL], len(found) > POOL


def _best_first(pool: list[int], wanted: Sequence[Wanted], text: str) -> list[int]:
    """The pool with its first `CLOSELY` compared word by word."""
    scored = []
    rows = Indexed.objects.filter(pk__in=pool[:CLOSELY])
    for row in rows.only("sort_name", *FIELD_WEIGHTS):
        said = answers(wanted, {key: getattr(row, key) for key in FIELD_WEIGHTS}, text[:200], row.sort_name)
        scored.append((-said, row.sort_name, row.pk))
    return [key for _score, _name, key in sorted(scored)] + pool[CLOSELY:]

"""Keeping the search's tables true to the register."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Prefetch

from tuntas.innovations.models import Chapter, Indexed, IndexWord, Innovation, Site
from tuntas.innovations.rules.search import terms_of
from tuntas.innovations.rules.tags import EVERY, tag, years_in
from tuntas.innovations.terms import Category
from tuntas.kernel.bilingual import both
from tuntas.kernel.clock import WIB
from tuntas.places.models import Place

FIELDS = ("sort_name", "added_at", "confirmed_at", "tags", "name", "lead", "rest", "english")
AT_ONCE = 500
NEVER = datetime(1970, 1, 1, tzinfo=WIB)


@transaction.atomic
def index(innovations: Iterable[int]) -> None:
    """Write these innovations (by key) into the search, and take out those that are not public. For actions to call
    inside their own transaction after a change."""
    keys = sorted(set(innovations))
    before = {row.pk: row for row in Indexed.objects.filter(pk__in=keys)}
    labels: dict[str, str] = {}
    whole = list(_whole(keys))
    places = _names_above(whole)
    after = [_row(one, labels, places) for one in whole]
    change: Counter[str] = Counter()
    for row in before.values():
        change.subtract(_words(row))
    for row in after:
        change.update(_words(row))
    public = {row.pk for row in after}
    Indexed.objects.filter(pk__in=[key for key in before if key not in public]).delete()
    Indexed.objects.bulk_create(
        after, AT_ONCE, update_conflicts=True, unique_fields=["innovation"], update_fields=FIELDS
    )
    _count({word: by for word, by in change.items() if by or word in labels}, labels)


def reindex() -> int:
    """Build the search anew from the register, five hundred at a time; returns how many are in it.

    Readers keep finding meanwhile. Running it twice changes nothing.
    """
    keys = list(Innovation.objects.filter(is_public=True).order_by("pk").values_list("pk", flat=True))
    Indexed.objects.exclude(innovation__is_public=True).delete()
    for start in range(0, len(keys), AT_ONCE):
        index(keys[start : start + AT_ONCE])
    _count_anew()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in ("innovations_found", "innovations_letters"):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    return len(keys)


def _whole(keys: Sequence[int]) -> Iterable[Innovation]:
    """The public ones among them with all the search looks at."""
    sites = Prefetch("sites", Site.objects.select_related("place"))
    chapters = Prefetch("chapters", Chapter.objects.exclude(text="", text_en=""))
    found = Innovation.objects.filter(pk__in=keys, is_public=True).select_related("owner", "place")
    return found.prefetch_related("awards", "goals", sites, chapters)


def _names_above(innovations: Iterable[Innovation]) -> dict[str, str]:
    """Names of the regencies and districts they lie in, for whoever asks by those."""
    codes = {code for one in innovations for place in _places(one) for code in place.lineage[1:-1]}
    return {place.code: place.full_name for place in Place.objects.filter(pk__in=codes)}


def _places(one: Innovation) -> list[Place]:
    return [place for place in (one.place, *(site.place for site in one.sites.all())) if place]


def _row(one: Innovation, labels: dict[str, str], places: dict[str, str]) -> Indexed:
    chapters, awards, where = one.chapters.all(), one.awards.all(), _places(one)
    above = [places.get(code, "") for place in where for code in place.lineage]
    fields = both(lambda: Category(one.category).label) if one.category else ("", "")
    who = [one.owner.name if one.owner else one.owner_name, one.place_name]
    labels.update({tag("contest", award.contest): award.contest for award in awards})
    return Indexed(
        innovation=one,
        sort_name=one.name.casefold()[:160],
        added_at=one.added_at,
        confirmed_at=one.confirmed_at or NEVER,
        tags=_tags(one),
        name=terms_of([one.name]),
        lead=terms_of([one.summary, one.problem]),
        rest=terms_of(
            [one.result, *who, *above, *(place.full_name for place in where), str(fields[0])]
            + [text for award in awards for text in (award.contest, award.result)]
            + [chapter.text for chapter in chapters]
        ),
        english=terms_of(
            [one.summary_en, one.problem_en, one.result_en, str(fields[1])] + [chapter.text_en for chapter in chapters]
        ),
    )


def _tags(one: Innovation) -> str:
    sites = one.sites.all()
    found = {EVERY, tag("status", one.status)}
    found |= {tag("goal", str(goal.number)) for goal in one.goals.all()}
    found |= {tag("copied", "yes" if any(site.parent_id for site in sites) else "no")}
    for code in {one.place_id, *(site.place_id for site in sites)} - {None}:
        found.add(tag("regency", ".".join(str(code).split(".")[:2])))
    for facet, value in (("category", one.category), ("cost", one.cost_class)):
        if value:
            found.add(tag(facet, value))
    for award in one.awards.all():
        found.add(tag("contest", award.contest))
        for year in years_in(award.year):
            found |= {tag("year", year), tag("award", year + award.contest)}
    return " ".join(sorted(found))


def _words(row: Indexed) -> set[str]:
    return {word for field in FIELDS[3:] for word in getattr(row, field).split()}


def _count(change: dict[str, int], labels: dict[str, str]) -> None:
    """Add to the counts of words, in one order everywhere so that two writers never wait for each other."""
    table = connection.ops.quote_name(IndexWord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (word, docs, label) VALUES (%s, %s, %s) "
            f"ON CONFLICT (word) DO UPDATE SET docs = {table}.docs + excluded.docs, label = excluded.label",
            [(word, change[word], labels.get(word, "")[:80]) for word in sorted(change)],
        )


@transaction.atomic
def _count_anew() -> None:
    """Counts drift when rows are deleted with their innovation; this counts again."""
    held: Counter[str] = Counter()
    for indexed in Indexed.objects.iterator(AT_ONCE):
        held.update(_words(indexed))
    rows = list(IndexWord.objects.all())
    IndexWord.objects.filter(pk__in=[row.pk for row in rows if row.word not in held]).delete()
    wrong = [row for row in rows if row.word in held and row.docs != held[row.word]]
    for row in wrong:
        row.docs = held[row.word]
    IndexWord.objects.bulk_update(wrong, ["docs"], batch_size=AT_ONCE)

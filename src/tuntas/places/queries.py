"""Finding places."""

from difflib import get_close_matches

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from tuntas.places.models import Place
from tuntas.places.rules import Wanted, read_search
from tuntas.places.terms import CENTRAL_JAVA, Level

_RANK = {Level.PROVINCE: 0, Level.REGENCY: 1, Level.DISTRICT: 2, Level.VILLAGE: 3}


def regencies() -> QuerySet[Place]:
    """The 29 regencies and 6 cities, kabupaten before kota, by name."""
    return Place.objects.filter(level=Level.REGENCY, parent_id=CENTRAL_JAVA).order_by("kind", "name")


def regencies_counted() -> list[Place]:
    """The regencies with `districts`, `desa` and `kelurahan` counted on each."""
    found: list[Place] = list(regencies().annotate(districts=Count("children")))
    below: dict[tuple[str, str], int] = {
        (row["parent__parent_id"], row["kind"]): row["number"]
        for row in Place.objects.filter(level=Level.VILLAGE)
        .order_by()
        .values("parent__parent_id", "kind")
        .annotate(number=Count("code"))
    }
    for place in found:
        place.desa = below.get((place.code, "desa"), 0)  # type: ignore[attr-defined]
        place.kelurahan = below.get((place.code, "kelurahan"), 0)  # type: ignore[attr-defined]
    return found


def children(place: Place) -> QuerySet[Place]:
    """The places directly below, with `number` of places below each, by name."""
    return place.children.annotate(number=Count("children")).order_by("name", "code")


def lineage(place: Place) -> list[Place]:
    """The place with all above it, from the province down."""
    return list(Place.objects.filter(code__in=place.lineage).order_by("code"))


def regency_of(place: Place) -> str | None:
    """Code of the regency or city the place lies in; None for the province itself."""
    return place.lineage[1] if len(place.lineage) > 1 else None


def search(text: str, *, levels: list[Level] | None = None, limit: int = 50) -> list[Place]:
    """Places that fit what was typed, best first; parents are loaded.

    Understands codes ("33.26.05"), kinds ("kec. Talun") and a larger place after a comma ("Talun,
    Pekalongan"). Where nothing fits, names that are one or two letters away are offered.
    """
    wanted = read_search(text)
    if not (wanted.code or wanted.name):
        return []
    base = Place.objects.select_related("parent__parent__parent")
    if levels:
        base = base.filter(level__in=levels)
    found = _fitting(base, wanted, limit)
    if not found and wanted.name and (names := _near_names(wanted, levels)):
        near = base.filter(name__in=names)
        found = sorted(_within(near, wanted)[:limit], key=lambda place: (names.index(place.name), place.code))
    return found


def _fitting(base: QuerySet[Place], wanted: Wanted, limit: int) -> list[Place]:
    if wanted.code:
        return list(base.filter(Q(code=wanted.code) | Q(parent_id=wanted.code)).order_by("code")[:limit])
    fit = Case(
        When(name__iexact=wanted.name, then=Value(0)),
        When(name__istartswith=wanted.name, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    level = Case(*[When(level=key, then=Value(rank)) for key, rank in _RANK.items()], output_field=IntegerField())
    found = _within(base.filter(name__icontains=wanted.name), wanted)
    return list(found.annotate(fit=fit, rank=level).order_by("fit", "rank", "name", "code")[:limit])


def _within(found: QuerySet[Place], wanted: Wanted) -> QuerySet[Place]:
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    if wanted.within:
        part = wanted.within
        found = found.filter(
            Q(parent__name__icontains=part)
            | Q(parent__parent__name__icontains=part)
            | Q(parent__parent__parent__name__icontains=part)
        )
    return found


def _near_names(wanted: Wanted, levels: list[Level] | None) -> list[str]:
    """Up to five names that look like the typed one; only names about as long are compared."""
    names = Place.objects.filter(level__in=levels) if levels else Place.objects.all()
    typed = wanted.name.casefold()
    if len(typed) < 4:
        return []
    known = {
        name.casefold(): name
        for name in names.order_by().values_list("name", flat=True).distinct()
        if abs(len(name) - len(typed)) <= 2
    }
    return [known[found] for found in get_close_matches(typed, known, n=5, cutoff=0.8)]


def described(place: Place) -> str:
    """The place with those above it, up to the regency: "Desa Talun, Kecamatan Talun, Kabupaten Pekalongan"."""
    names, step = [place.full_name], place.parent
    while step is not None and step.level != Level.PROVINCE:
        names.append(step.full_name)
        step = step.parent
    return ", ".join(names)

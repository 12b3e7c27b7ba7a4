"""Services for the demonstration: offered to two regencies, on in one village of each, the second with its own text."""

from datetime import datetime, timedelta

from django.db import transaction

from tuntas.catalogue.actions.practising import write_own
from tuntas.catalogue.actions.switching import put
from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries.practice import held
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module, PartKind, SwitchState
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.quality.actions.sample import build_figures, build_survey

HOME, SECOND = "33.26.05.2005", "33.29"  # Desa Talun; a village of Kabupaten Brebes
FIGURES, TRAIL = "labkd", ("take_up", "to_check", "approve", "sign", "hand_over")
WHY = "Contoh untuk peragaan."
CHANGED = "Contoh: ketentuan ini disesuaikan dengan kebiasaan setempat."


def switch_on(*, by: Person, now: datetime) -> bool:
    """Switch every service on at the sample village and fill it there, once; False when it was done before."""
    if Switch.objects.exists():
        return False
    home = Place.objects.select_related("parent__parent__parent").get(code=HOME)
    second = Place.objects.filter(level=Level.VILLAGE, code__startswith=f"{SECOND}.").order_by("code").first()
    places = list(Place.objects.filter(code__in=[*home.lineage[:2], SECOND]).order_by("code"))
    for module in CATALOGUE:
        with transaction.atomic():
            since = now - timedelta(days=200)
            for place in places:
                put(module=module, place=place, state=SwitchState.OFFERED, by=by, now=since, reason=WHY)
            for village in (home, second):
                if village is not None and Level.VILLAGE in module.levels:
                    put(module=module, place=village, state=SwitchState.ON, by=by, now=since, reason=WHY)
            if module.sample:
                module.sample(place=home, by=by, now=now)
            if module.key == FIGURES:
                _figures(module, home, by, now)
            if second is not None:
                _differ(module, second, by, now - timedelta(days=100))
    return True


def _figures(module: Module, home: Place, by: Person, now: datetime) -> None:
    """Two invented years at the sample village and its neighbours, so that a scorecard has something to say."""
    flow = next(flow for flow in module.flows if flow.promise.days is not None)
    others = Place.objects.filter(parent_id=home.parent_id).exclude(pk=home.pk).order_by("code")[:5]
    build_figures(service=module.key, flow=flow, trail=TRAIL, places=[home, *others], by=by, now=now)
    build_survey(service=module.key, place=home, now=now)


def _differ(module: Module, place: Place, by: Person, now: datetime) -> None:
    """The second village does one thing its own way."""
    for one in held(module, place):
        if one.part.kind == PartKind.SOP:
            text = f"{one.text}\n\n{CHANGED}"
            write_own(module=module, place=place, part=one.part.key, text=text, note=WHY, revision=0, by=by, now=now)
            return

"""A place's own version of a text, and its answer to a change of the origin."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.catalogue.actions.errors import CatalogueRefused, NotAllowed, TextMoved
from tuntas.catalogue.models import PracticeOverride
from tuntas.catalogue.queries.practice import Held, held_part
from tuntas.catalogue.rules.permission import may_manage
from tuntas.catalogue.shelf.merge import compose
from tuntas.catalogue.terms import Module, PracticeChanged
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place


@transaction.atomic
def write_own(
    *, module: Module, place: Place, part: str, text: str, note: str, revision: int, by: Person, now: datetime
) -> PracticeOverride | None:
    """Write the place's version. `revision` is the version the writer had before them (0: none).

    A text that says what the origin says is no version of its own: it takes the place's one away. None if nothing
    changed.
    """
    found = _found(module, place, part, by, now, revision)
    text = clean(text)
    if text == found.text:
        return None
    if text == found.origin:
        return _next(found, module, place, by, now, text="", note=clean(note), restored=True)
    if not clean(note):
        raise CatalogueRefused(_("Write why your place does it differently."))
    # What the origin changed meanwhile is still to be answered: the base stays until then.
    base, version = (found.own.base, found.own.base_version) if found.own else (found.origin, found.part.version)
    return _next(found, module, place, by, now, text=text, note=clean(note), base=base, version=version)


@transaction.atomic
def restore(*, module: Module, place: Place, part: str, revision: int, by: Person, now: datetime) -> None:
    """Go back to what stands above; the place's versions stay in its history."""
    found = _found(module, place, part, by, now, revision)
    if found.own is not None:
        _next(found, module, place, by, now, text="", note="", restored=True)


@transaction.atomic
def answer_news(
    *,
    module: Module,
    place: Place,
    part: str,
    taken: Mapping[int, bool],
    written: Mapping[int, str],
    seen: str,
    revision: int,
    by: Person,
    now: datetime,
) -> PracticeOverride:
    """Answer every part the origin changed: take it, keep one's own, or write something else in its place.

    `seen` is the mark of the origin the answers were given to; if it changed meanwhile, `TextMoved`.
    """
    found = _found(module, place, part, by, now, revision)
    if found.own is None or not found.has_news or found.mark != seen:
        raise TextMoved(_("The origin has changed again meanwhile. Look at the differences once more."))
    if missing := [number for number, _part in found.news if number not in taken and number not in written]:
        raise CatalogueRefused(_("%(count)d differences have no answer yet.") % {"count": len(missing)})
    text = compose(found.merges, taken, written)
    back = text == found.origin
    took = sum(taken.values())
    note = _("%(taken)d of %(all)d changes of the origin taken over.") % {"taken": took, "all": len(found.news)}
    version = found.part.version
    return _next(
        found,
        module,
        place,
        by,
        now,
        text="" if back else text,
        note=note,
        base=found.origin,
        version=version,
        restored=back,
    )


def _found(module: Module, place: Place, part: str, by: Person, now: datetime, revision: int) -> Held:
    if not may_manage(by, place, now):
        raise NotAllowed(_("You do not decide for this place which services run there."))
    Place.objects.select_for_update().get(pk=place.pk)
    found = held_part(module, place, part)
    if found is None:
        raise CatalogueRefused(_("This service has no such text any more."))
    if revision != (found.own.revision if found.own else 0):
        raise TextMoved(_("Somebody else wrote a version meanwhile. Yours is below; compare it with theirs."))
    return found


def _next(
    found: Held,
    module: Module,
    place: Place,
    by: Person,
    now: datetime,
    *,
    text: str,
    note: str,
    base: str = "",
    version: int = 1,
    restored: bool = False,
) -> PracticeOverride:
    rows = PracticeOverride.objects.filter(module=module.key, place=place, part=found.part.key)
    last = rows.order_by("-revision").first()
    rows.filter(ended_at=None).update(ended_at=now)
    made = PracticeOverride.objects.create(
        module=module.key,
        place=place,
        part=found.part.key,
        text=text,
        base=base,
        base_version=version,
        restored=restored,
        note=note,
        revision=last.revision + 1 if last else 1,
        by=by,
        since=now,
    )
    data = {"module": module.key, "part": found.part.key, "revision": made.revision, "restored": restored}
    record(act="catalogue.text_written", subject=place, by=by, now=now, data=data)
    publish(PracticeChanged(made.pk))
    return made

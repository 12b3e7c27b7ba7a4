"""What one good row of a sheet becomes: a proposal, a juror's seat, an assignment, a sheet of scores.

Each is called inside the import's own transaction, after the dry run found nothing against it.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max

from tuntas.casework.actions import move
from tuntas.kernel.text import count_words
from tuntas.kipp.actions.entries import open_entry_case
from tuntas.kipp.actions.seats import seat
from tuntas.kipp.actions.sending import keep_version
from tuntas.kipp.models import Answer, Assignment, Criterion, Edition, Entry, Score, Sheet, Stage
from tuntas.kipp.rules.scoring import total_of
from tuntas.kipp.rules.sketches import sketch_of
from tuntas.kipp.terms import Seat
from tuntas.people.models import Organisation, Person

FROM_SHEET = "Dari lembar kerja penyelenggara / from the organiser's sheet"
BATCH = 500


def take_in_entry(*, edition: Edition, values: dict[str, Any], checked: bool, by: Person, now: datetime) -> Entry:
    """A proposal received elsewhere: case, answers, number and first version, as submitted or as already checked."""
    organisation = _organisation(edition, values)
    title, is_sample = values["title"], edition.is_sample
    case = open_entry_case(title=title, organisation=organisation, by=by, now=now, is_sample=is_sample)
    last = Entry.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    entry = Entry.objects.create(
        edition=edition,
        case=case,
        organisation=organisation,
        track_id=values["track"],
        group_id=values["group"],
        category_id=values.get("category"),
        number=values.get("number") or last + 1,
        title=title,
        started_on=values.get("started_on"),
        integrity=True,
        submitted_at=now,
        submitted_by=by,
        created_by=by,
        created_at=now,
        saved_at=now,
        sketch=sketch_of("\n".join(values["answers"].values())),
        is_sample=is_sample,
    )
    Answer.objects.bulk_create(
        Answer(entry=entry, section_id=section, text=text, words=count_words(text), saved_at=now)
        for section, text in values["answers"].items()
    )
    entry.case = move(case=case, move="take_in_checked" if checked else "take_in", by=by, now=now, note=FROM_SHEET)
    keep_version(entry=entry, move="take_in", by=by, now=now)
    return entry


def _organisation(edition: Edition, values: dict[str, Any]) -> Organisation:
    if values["organisation"]:
        return Organisation.objects.select_related("place").get(pk=values["organisation"])
    return Organisation.objects.select_related("place").get_or_create(
        name=values["organisation_name"],
        place_id=values["place"],
        defaults={"kind": values["kind"], "is_sample": edition.is_sample},
    )[0]


def take_in_jurors(*, edition: Edition, rows: list[dict[str, Any]], by: Person, now: datetime) -> None:
    """Seat each juror; an address without an account gets one that asks for a password at first sign-in."""
    for values in rows:
        person = Person.objects.filter(email=values["email"]).first()
        if person is None:
            person = Person.objects.create_user(values["email"], name=values["name"], is_sample=edition.is_sample)
        seat(edition=edition, person=person, seat=Seat.JUROR, affiliation=values["affiliation"], by=by, now=now)


def _take_in_pairs(*, stage: Stage, rows: list[dict[str, Any]], now: datetime) -> None:
    """Give proposals to jurors; a pair taken off before is given again."""
    Assignment.objects.bulk_create(
        [Assignment(stage=stage, entry_id=values["entry"], juror_id=values["juror"], at=now) for values in rows],
        update_conflicts=True,
        unique_fields=["stage", "entry", "juror"],
        update_fields=["at", "removed_at"],
        batch_size=BATCH,
    )


def take_in_scores(*, stage: Stage, rows: list[dict[str, Any]], now: datetime) -> None:
    """Store raw scores as handed-in sheets; what a juror had before for the same proposal is replaced."""
    _take_in_pairs(stage=stage, rows=rows, now=now)
    criteria: dict[str, Criterion] = {criterion.key: criterion for criterion in stage.criteria.all()}
    weights = {key: criterion.weight for key, criterion in criteria.items()}
    pairs = {
        (entry, juror): pk
        for pk, entry, juror in Assignment.objects.filter(stage=stage).values_list("pk", "entry_id", "juror_id")
    }
    wanted = {pairs[values["entry"], values["juror"]]: values for values in rows}
    old = {sheet.assignment_id: sheet for sheet in Sheet.objects.filter(assignment__stage=stage)}
    replaced = [old[pk].pk for pk in wanted if pk in old]
    for start in range(0, len(replaced), BATCH):
        Score.objects.filter(sheet__in=replaced[start : start + BATCH]).delete()
        Sheet.objects.filter(pk__in=replaced[start : start + BATCH]).delete()
    sheets = [
        Sheet(
            assignment_id=pk,
            total=total_of(values["values"], weights),
            weights_version=stage.weights_version,
            remark=values["remark"],
            revision=old[pk].revision + 1 if pk in old else 1,
            saved_at=now,
            handed_in_at=now,
        )
        for pk, values in wanted.items()
    ]
    Sheet.objects.bulk_create(sheets, batch_size=BATCH)
    Score.objects.bulk_create(
        (
            Score(sheet=sheet, criterion=criteria[key], value=value, remark=values["remarks"].get(key, ""))
            for sheet, values in zip(sheets, wanted.values(), strict=True)
            for key, value in values["values"].items()
        ),
        batch_size=2000,
    )

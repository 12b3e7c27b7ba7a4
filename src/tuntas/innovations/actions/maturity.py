"""Answering the maturity indicators."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from tuntas.files.actions import remove, store
from tuntas.innovations.actions.refusals import Changed, NotAllowed
from tuntas.innovations.actions.upkeep import locked
from tuntas.innovations.models import Innovation, MaturityAnswer
from tuntas.innovations.rules import may_edit
from tuntas.innovations.rules.maturity import MOST, catalogue
from tuntas.innovations.terms import PROOF, PROOF_FILE
from tuntas.journal.actions import record
from tuntas.people.models import Person


@transaction.atomic
def answer_maturity(
    *,
    innovation: Innovation,
    number: int,
    parameter: int,
    note: str,
    by: Person,
    now: datetime,
    revision: int,
    upload: UploadedFile | None = None,
    drop_file: bool = False,
) -> MaturityAnswer:
    """What the owner claims for one indicator of the newest catalogue, with a file that shows it.

    Raises `NotAllowed`, `Changed`, `files.terms.UploadRefused`; `ValueError` for an indicator or parameter there is
    not. The last claim counts; an earlier file is taken away when a new one comes.
    """
    fresh, known = locked(innovation), catalogue()
    if not may_edit(by, fresh, now):
        raise NotAllowed
    if number not in {one.number for one in known.indicators} or not 0 <= parameter <= MOST:
        raise ValueError(f"no such indicator or parameter: {number}, {parameter}")
    held = MaturityAnswer.objects.filter(innovation=fresh, catalogue=known.year, number=number).select_related("file")
    answer = held.first() or MaturityAnswer(innovation=fresh, catalogue=known.year, number=number)
    same = answer.pk and (answer.parameter, answer.note) == (parameter, note) and upload is None and not drop_file
    if same:
        return answer
    if answer.revision != revision:
        raise Changed
    earlier = answer.file
    if upload is not None:
        subject = f"innovations.innovation:{fresh.pk}"
        answer.file = store(
            upload=upload, name=upload.name or "", kind=PROOF, purpose=PROOF_FILE, subject=subject, by=by, now=now
        )
    elif drop_file:
        answer.file = None
    answer.parameter, answer.note, answer.answered_by, answer.answered_at = parameter, note, by, now
    answer.revision += 1
    answer.save()
    if earlier and earlier != answer.file:
        remove(file=earlier, by=by, now=now)
    data = {"catalogue": known.year, "number": number, "parameter": parameter, "file": str(answer.file_id or "")}
    record(act="innovations.maturity_answered", subject=fresh, by=by, now=now, data=data)
    return answer

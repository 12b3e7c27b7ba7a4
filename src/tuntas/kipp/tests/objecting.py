"""Objections on their way, for every test about them."""

from datetime import timedelta

import pytest

from tuntas.kipp.actions.checking import fail_check, save_checks
from tuntas.kipp.actions.objections import (
    answer,
    examine,
    raise_objection,
    receive,
)
from tuntas.kipp.models import Edition, Objection, SeatHolder
from tuntas.kipp.terms import ObjectionScope, Seat, StageKind
from tuntas.kipp.tests.proposals import fresh, sent
from tuntas.kipp.tests.stage import _seated, during

FAILED_AT = during(StageKind.CHECK)  # Tuesday 2 November 2021, noon
SOON = FAILED_AT + timedelta(hours=2)


@pytest.fixture
def heard(small_edition) -> Edition:
    """The small edition with three working days for objections, and a secretariat beside the organiser."""
    small_edition.objection_days, small_edition.objection_scope = 3, ObjectionScope.RESULTS
    small_edition.save()
    _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT)
    return small_edition


@pytest.fixture
def dewi(heard):
    return SeatHolder.objects.get(edition=heard, seat=Seat.SECRETARIAT).person


@pytest.fixture
def failed(heard, dindik, wati, agus, sari):
    """KUDU Sekolah failed the check at noon of 2 November; Sari did the check."""
    entry = sent(heard, dindik, wati, agus)
    verdicts = {item.pk: (False, "Surat belum ada.") for item in heard.check_items.all()}
    save_checks(entry=entry, verdicts=verdicts, by=sari, now=FAILED_AT)
    fail_check(entry=fresh(entry), words="", by=sari, now=FAILED_AT)
    return fresh(entry)


@pytest.fixture
def raised(failed, wati) -> Objection:
    return raise_objection(entry=failed, ground="fact", text="Surat itu ada di halaman 3.", by=wati, now=SOON)


@pytest.fixture
def answered(raised, dewi):
    """Upheld by Dewi."""
    receive(objection=raised, examiner=dewi, by=dewi, now=SOON)
    examine(objection=raised, finding="Suratnya memang ada.", by=dewi, now=SOON)
    return answer(objection=raised, upheld=True, reason="Surat ditemukan.", by=dewi, now=SOON)


def copied(objection: Objection, at: int, **changes) -> Objection:
    case = objection.case
    case = type(case).objects.get(pk=case.pk)
    case.pk, case.reference = None, f"SGH-BULK-{at:04d}"
    case.save()
    copy = Objection.objects.get(pk=objection.pk)
    copy.pk, copy.case = None, case
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    return copy

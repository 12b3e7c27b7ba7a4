"""Entries on the stage: a draft, a finished one, one handed in. Plain functions, so that any test can call them."""

from datetime import date, datetime

from django.urls import reverse
from tests.cast import NOW

from tuntas.casework.models import Case
from tuntas.kipp.actions.entries import save_answer, start
from tuntas.kipp.actions.sending import hand_over, submit
from tuntas.kipp.models import Edition, Entry, Section
from tuntas.people.models import Organisation, Person


def draft(edition: Edition, organisation: Organisation, by: Person, title: str = "KUDU Sekolah", **facts) -> Entry:
    """A draft with its facts, without answers."""
    facts = {"started_on": date(2018, 7, 1), "category": edition.categories.first(), "now": NOW} | facts
    return start(edition=edition, organisation=organisation, group=edition.groups.first(), title=title, by=by, **facts)


def url(name: str, entry: Entry, *more: object) -> str:
    """The address of that page of the entry."""
    return reverse(f"kipp:{name}", args=[entry.edition.slug, entry.case.reference, *more])


def write(entry: Entry, key: str, text: str, by: Person, now: datetime = NOW) -> None:
    """Save a section as the page of its newest revision would."""
    section = Section.objects.get(edition=entry.edition, key=key)
    answer = entry.answers.filter(section=section).first()
    save_answer(entry=entry, section=section, text=text, revision=answer.revision if answer else 0, by=by, now=now)


def finished(edition: Edition, organisation: Organisation, by: Person, title: str = "KUDU Sekolah", **facts) -> Entry:
    """A draft of the small edition with every section written."""
    entry = draft(edition, organisation, by, title, **facts)
    write(entry, "ringkasan", "Anak yang putus sekolah didata lalu diajak kembali belajar.", by)
    write(entry, "dampak", "Sebelum ada program 3.041 anak tidak sekolah; sesudahnya 1.212 anak kembali.", by)
    return fresh(entry)


def sent(edition: Edition, organisation: Organisation, by: Person, admin: Person, title: str = "KUDU Sekolah") -> Entry:
    """An entry of the small edition, submitted by the local admin."""
    entry = hand_over(entry=finished(edition, organisation, by, title), by=by, now=NOW)
    return fresh(submit(entry=entry, integrity=True, by=admin, now=NOW))


def fresh(entry: Entry) -> Entry:
    """The entry and its case from the database."""
    found = Entry.objects.select_related("case", "edition", "organisation__place", "group").get(pk=entry.pk)
    assert found.case == Case.objects.get(pk=entry.case_id)
    return found

"""Proposals of the sample editions, written, submitted and checked by the real actions."""

from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

from pypdf import PdfWriter

from tuntas.kipp.actions.checking import pass_check, save_checks
from tuntas.kipp.actions.entries import save_answer, start
from tuntas.kipp.actions.evidence import attach_file, attach_link
from tuntas.kipp.actions.sample.people import account, give, office
from tuntas.kipp.actions.sample.texts import answers
from tuntas.kipp.actions.sending import hand_over, submit
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.presets.sample_ideas import Idea
from tuntas.kipp.terms import EvidenceKind
from tuntas.people.models import Organisation, Person
from tuntas.people.terms import Role
from tuntas.places.models import Place

# Sections of the form of 2025 answered with the text of a section of 2021.
SAME = {
    "latar-belakang": "tujuan",
    "cara-kerja": "inovatif",
    "keunggulan": "inovatif",
    "dampak": "signifikansi",
    "difusi-replikasi": "transferabilitas",
}


def fresh(entry: Entry) -> Entry:
    return Entry.objects.select_related("case", "edition", "organisation__place", "group").get(pk=entry.pk)


def draft(
    edition: Edition, owner: Organisation, by: Person, idea: Idea, title: str, now: datetime, lot: Random, sections: int
) -> Entry:
    """A draft with the first `sections` sections written."""
    entry = start(
        edition=edition,
        organisation=owner,
        group=edition.groups.get(key="umum"),
        category=edition.categories.filter(key=idea.category).first() or edition.categories.last(),
        title=title,
        started_on=date(now.year - 3, lot.randint(1, 12), 1),
        by=by,
        now=now,
        is_sample=True,
    )
    texts = answers(idea, title, owner.place.full_name, lot)
    for section in edition.sections.filter(group=None).order_by("order")[:sections]:
        save_answer(
            entry=entry,
            section=section,
            text=texts.get(SAME.get(section.key, section.key), "–"),
            revision=0,
            by=by,
            now=now,
        )
    return fresh(entry)


def written(
    edition: Edition, owner: Organisation, by: Person, idea: Idea, title: str, now: datetime, lot: Random
) -> Entry:
    """A draft with every section and every required attachment."""
    entry = draft(edition, owner, by, idea, title, now, lot, sections=99)
    for requirement in edition.requirements.filter(required=True, group=None):
        if requirement.kind == EvidenceKind.PDF:
            attach_file(
                entry=entry,
                requirement=requirement,
                upload=_paper(requirement.title),
                name="contoh.pdf",
                caption="Contoh",
                by=by,
                now=now,
            )
        elif requirement.kind in (EvidenceKind.VIDEO, EvidenceKind.LINK):
            attach_link(
                entry=entry,
                requirement=requirement,
                link="https://www.youtube.com/watch?v=contoh",
                caption="Contoh",
                by=by,
                now=now,
            )
    return fresh(entry)


def _paper(title: str) -> bytes:
    """A blank page, as a stand-in for a scanned letter."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": title})
    writer.write(out)
    return out.getvalue()


def sent(edition: Edition, idea: Idea, number: int, now: datetime, lot: Random) -> Entry:
    """A proposal of another sample office, submitted by its one person."""
    places = list(Place.objects.filter(level="regency", code__startswith="33.").order_by("code"))
    provincial = number % 2 == 0
    place = Place.objects.get(code="33") if provincial else places[(number * 7) % len(places)]
    short = "Provinsi Jawa Tengah" if provincial else place.full_name.replace("Kabupaten", "Kab.")
    owner = office(f"{idea.office} {short}", place, idea.kind if provincial else "regency")
    by = account(f"inovator-{number}", f"Inovator Contoh {number + 2}")
    for role in (Role.INNOVATOR, Role.LOCAL_ADMIN):
        give(by, role, owner, now - timedelta(days=60))
    entry = written(edition, owner, by, idea, f"Jejak {idea.word}", now, lot)
    return submit(entry=hand_over(entry=entry, by=by, now=now), integrity=True, by=by, now=now)


def check(entry: Entry, by: Person, now: datetime, bad: str) -> None:
    """Verdicts on the whole checklist; without a bad line the proposal passes."""
    verdicts = {item.pk: (item.key != bad, "") for item in entry.edition.check_items.all()}
    save_checks(entry=fresh(entry), verdicts=verdicts, by=by, now=now)
    if not bad:
        pass_check(entry=fresh(entry), by=by, now=now)

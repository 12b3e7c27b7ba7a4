"""A winner's proposal becomes the draft of its innovation page; the owner decides what is shown."""

from tuntas.innovations.actions import offer_drafts
from tuntas.innovations.terms import ChapterKey
from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.models import Entry
from tuntas.kipp.terms import EntryStage, WinnersAnnounced

# Which section of the forms fills which chapter; the first one that was answered counts.
CHAPTERS: dict[ChapterKey, tuple[str, ...]] = {
    ChapterKey.NOVELTY: ("inovatif", "kebaruan", "keunggulan"),
    ChapterKey.HOW: ("implementasi", "cara-kerja"),
    ChapterKey.COST: ("sumber-daya",),
    ChapterKey.PEOPLE: ("pemangku-kepentingan",),
    ChapterKey.CONDITIONS: ("faktor-penentu",),
    ChapterKey.LESSONS: ("evaluasi",),
    ChapterKey.START: ("transferabilitas", "adaptabilitas-potensi", "difusi-replikasi"),
}


def offer_chapters(event: WinnersAnnounced) -> None:
    """Offer every winner's answers to the owner of its innovation as drafts; told or begun chapters stay.

    A sample edition's invented answers never become drafts of a real innovation.
    """
    now = clock_now()
    winners = Entry.objects.filter(edition=event.edition_id, case__stage=EntryStage.WINNER, innovation__isnull=False)
    for entry in winners.select_related("innovation", "edition").prefetch_related("answers__section"):
        innovation = entry.innovation
        if innovation is None or (entry.edition.is_sample and not innovation.is_sample):
            continue
        said = {answer.section.key: answer.text for answer in entry.answers.all() if answer.text.strip()}
        texts = {
            key: text
            for key, sections in CHAPTERS.items()
            if (text := next((said[name] for name in sections if name in said), ""))
        }
        offer_drafts(innovation=innovation, texts=texts, source=f"kipp.entry:{entry.pk}", now=now)

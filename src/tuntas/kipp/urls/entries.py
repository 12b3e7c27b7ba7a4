"""Addresses of entries. Fixed words come before an entry's reference."""

from django.urls import path

from tuntas.kipp.views.entries import checking, evidence, listing, reading, review, starting, writing

ONE = "<slug:edition>/usulan/<str:reference>/"

urlpatterns = [
    path("<slug:edition>/usulan/", listing.entries, name="entries"),
    path("<slug:edition>/usulan/ingatkan/", listing.remind, name="entries_remind"),
    path("<slug:edition>/usulan/undangan/", listing.invites, name="invites"),
    path("<slug:edition>/usulan-saya/", starting.mine, name="mine"),
    path("<slug:edition>/usulan/baru/", starting.new, name="entry_new"),
    path(ONE, reading.entry, name="entry"),
    path(f"{ONE}tulis/", writing.tasks, name="entry_write"),
    path(f"{ONE}data/", writing.facts, name="entry_facts"),
    path(f"{ONE}tulis/<slug:section>/", writing.section, name="entry_section"),
    path(f"{ONE}tulis/<slug:section>/simpan/", writing.autosave, name="entry_autosave"),
    path(f"{ONE}bukti/<slug:requirement>/", evidence.evidence, name="entry_evidence"),
    path(f"{ONE}bukti/<slug:requirement>/<int:item>/", evidence.evidence_off, name="entry_evidence_off"),
    path(f"{ONE}tinjau/", review.review, name="entry_review"),
    path(f"{ONE}terkirim/", review.sent, name="entry_sent"),
    path(f"{ONE}tarik/", review.leave, name="entry_withdraw"),
    path(f"{ONE}versi/", reading.versions, name="entry_versions"),
    path("<slug:edition>/periksa/", checking.queue, name="check"),
    path("<slug:edition>/periksa/<str:reference>/", checking.check, name="check_entry"),
]

"""Entries in the inbox of those whose turn it is."""

import time_machine
from tests.cast import NOW

from tuntas.kipp.tests.proposals import draft


@time_machine.travel(NOW)
def test_the_inbox_costs_the_same_for_thirty_drafts(
    small_edition, dindik, wati, budi, signed_in, django_assert_max_num_queries
):
    first = draft(small_edition, dindik, wati, title="Inovasi pertama")
    browser = signed_in(wati)
    with django_assert_max_num_queries(12) as few:
        page = browser.get("/urusan/").content.decode()
    assert "Inovasi pertama" in page and f"/kipp/{small_edition.slug}/usulan/{first.case.reference}/" in page
    for number in range(30):
        draft(small_edition, dindik, wati, title=f"Inovasi {number}")
    with django_assert_max_num_queries(12) as many:
        browser.get("/urusan/")
    assert len(few) == len(many)
    assert "Inovasi" not in signed_in(budi).get("/urusan/").content.decode().split("<h1")[1].split("</main")[0]

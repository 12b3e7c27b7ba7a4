"""Writing the rules of an edition in the browser."""

import pytest
from django.urls import reverse

from tuntas.kipp.models import Criterion, Edition

pytestmark = pytest.mark.usefixtures("still")


def typed(page) -> dict[str, str]:
    """Everything a browser would post from the form of that page."""
    found = {"revision": page.context["revision"]}
    sets = [pair[1] for pair in page.context.get("pairs", [])]
    for form in [page.context.get("form"), *(form for one in sets for form in one.forms)]:
        for field in form or []:
            if (value := field.value()) is None or value is False:
                continue
            widget = field.field.widget
            shown = widget.format_value(value) if hasattr(widget, "format_value") else value
            found[field.html_name] = value if isinstance(value, (list, bool)) else shown if shown is not None else ""
            if isinstance(found[field.html_name], list) and len(found[field.html_name]) == 1:
                found[field.html_name] = found[field.html_name][0]
    for one in sets:
        for field in one.management_form:
            found[field.html_name] = field.value()
    return found


@pytest.mark.parametrize("part", ["identitas", "jadwal", "jumlah", "formulir", "penilaian", "syarat"])
def test_saving_a_page_as_it_is_changes_nothing_but_the_revision(part, draft_edition, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft_edition.slug, part])
    before = _content(draft_edition)
    page = client.get(address)
    answer = client.post(address, typed(page))
    assert answer.status_code == 302, [f.errors for _t, f in answer.context["pairs"]] if answer.context else ""
    draft_edition.refresh_from_db()
    assert draft_edition.revision == 1
    assert _content(draft_edition) == before
    assert client.post(address, typed(page)).status_code == 200, "the second click is told, and nothing is doubled"
    assert _content(draft_edition) == before


def _content(edition: Edition) -> list:
    fresh = Edition.objects.get(pk=edition.pk)
    found = [fresh.name, fresh.tie_break, fresh.blind, fresh.passing_grade, fresh.about_en]
    for name in ("stages", "tracks", "groups", "categories", "sections", "requirements", "check_items"):
        found.append(list(getattr(fresh, name).order_by("pk").values()))
    found.append(list(Criterion.objects.filter(stage__edition=fresh).order_by("pk").values()))
    return found


def test_add_a_row_keeps_what_was_typed(draft_edition, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft_edition.slug, "formulir"])
    data = typed(client.get(address)) | {"bagian-0-title": "Ringkasan pendek", "more": "bagian"}
    count = draft_edition.sections.count()
    page = client.post(address, data)
    assert page.status_code == 200
    assert "Ringkasan pendek" in page.content.decode()
    rows = page.context["pairs"][0][1].total_form_count()
    assert rows == count + 1
    assert draft_edition.sections.count() == count
    data = typed(page) | {
        f"bagian-{count}-title": "Pelajaran",
        f"bagian-{count}-words": "150",
        f"bagian-{count}-required": "on",
    }
    assert client.post(address, data).status_code == 302
    added = draft_edition.sections.get(key="pelajaran")
    assert (added.words, added.required, added.order) == (150, True, count + 1)
    assert draft_edition.sections.first().title == "Ringkasan pendek"


def test_weights_must_sum_to_exactly_100(draft_edition, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft_edition.slug, "penilaian"])
    page = client.get(address)
    refused = client.post(address, typed(page) | {"kriteria-proposal-0-weight": "9.999"})
    assert refused.status_code == 200
    assert "99.999" in refused.content.decode()
    moved = typed(page) | {"kriteria-proposal-0-weight": "9.999", "kriteria-proposal-1-weight": "15.001"}
    assert client.post(address, moved).status_code == 302


def test_removing_a_row_asks_first(draft_edition, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft_edition.slug, "jumlah"])
    before = draft_edition.categories.count()
    data = typed(client.get(address)) | {"kategori-0-DELETE": "on", "kategori-0-title": ""}
    asked = client.post(address, data)
    assert asked.status_code == 200 and asked.context["leaving"]
    assert draft_edition.categories.count() == before
    assert client.post(address, data | {"sure": "1"}).status_code == 302
    assert draft_edition.categories.count() == before - 1


def test_published_rules_stay(edition, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[edition.slug, "formulir"])
    answer = client.post(address, {"revision": 0, "bagian-TOTAL_FORMS": 0, "bagian-INITIAL_FORMS": 0})
    assert answer.status_code == 302
    assert edition.sections.exists()


def test_rubric_bands_leave_no_gap(draft_edition, sari, signed_in):
    criterion = Criterion.objects.filter(stage__edition=draft_edition).first()
    client, address = (
        signed_in(sari),
        reverse("kipp:rules_criterion", args=[draft_edition.slug, criterion.stage.key, criterion.key]),
    )

    def bands(*rows: tuple[int, int]) -> dict:
        data = {"revision": draft_edition.revision, "rentang-TOTAL_FORMS": len(rows), "rentang-INITIAL_FORMS": 0}
        for n, (low, high) in enumerate(rows):
            data |= {f"rentang-{n}-low": low, f"rentang-{n}-high": high, f"rentang-{n}-id": f"Arti {n}"}
        return data

    assert client.post(address, bands((80, 100), (0, 70))).status_code == 200
    assert client.post(address, bands((0, 79), (80, 100))).status_code == 302
    criterion.refresh_from_db()
    assert [band["from"] for band in criterion.anchors] == [80, 0]

"""Pages of amendments, of shared rules and of previews: what they show, who comes in, what they cost."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.addresses import addresses, filled
from tests.cast import hold, person

from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.actions.rulebook import change
from tuntas.kipp.models import Amendment, Edition, Removal, SeatHolder
from tuntas.kipp.rules.charter.editing import with_rows
from tuntas.kipp.rules.charter.facts import SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of, file_of
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.tests.stage import OPENED, during
from tuntas.kipp.tests.test_amendments import WORDS, drafted, enacted, longer
from tuntas.kipp.tests.test_editions_rules import typed
from tuntas.kipp.urls import urlpatterns
from tuntas.people.terms import Role

pytestmark = pytest.mark.usefixtures("still")

DRAFT_PAGES = ["amend", "amend_enact", "amend_drop"]


def url(name: str, edition: Edition, *more: str) -> str:
    return reverse(f"kipp:{name}", args=[edition.slug, *more])


@pytest.fixture
def draft(small_edition, sari, now):
    return drafted(small_edition, sari, now, longer(small_edition))


@pytest.fixture
def other(jateng):
    """Organises for the province, but not this edition."""
    who = person("Lina Organiser")
    hold(who, Role.ORGANISER, jateng)
    return who


# ---- an amendment from the first click to the public list


def test_an_amendment_by_clicks(small_edition, sari, client, signed_in, now):
    inside = signed_in(sari)
    assert "Susun perubahan" in inside.get(url("amendments", small_edition)).content.decode()
    assert inside.post(url("amend_begin", small_edition)).url == url("amend", small_edition)
    page = inside.get(url("amend_part", small_edition, "formulir"))
    assert inside.post(page.request["PATH_INFO"], typed(page) | {"bagian-0-words": "80"}).status_code == 302
    assert small_edition.sections.get(key="ringkasan").words == 50, "the rules stay"
    page = inside.get(url("amend_part", small_edition, "formulir"))
    assert page.context["pairs"][0][1].forms[0]["words"].value() == 80, "the draft is what the page shows"
    draft = inside.get(url("amend", small_edition))
    assert draft.context["good"] and not draft.context["ready"]
    words = WORDS | {"revision": draft.context["revision"]}
    assert inside.post(url("amend", small_edition), words).status_code == 302
    assert inside.post(url("amend", small_edition), words).context["form"].errors, "the second click is told"
    sure = inside.get(url("amend_enact", small_edition))
    assert sure.context["ready"]
    data = {"revision": sure.context["revision"], "effective_at": "2021-10-04T09:00"}
    assert inside.post(url("amend_enact", small_edition), data).url == url("amendments", small_edition) + "#perubahan-1"
    assert inside.post(url("amend_enact", small_edition), data).url == url("amendments", small_edition)
    assert small_edition.sections.get(key="ringkasan").words == 80
    client.logout()
    for address in (url("amendments", small_edition), url("edition", small_edition)):
        text = client.get(address).content.decode()
        assert "<del>50</del>" in text and "<ins>80</ins>" in text and WORDS["reason"] in text
        assert WORDS["reference"] in text


def test_what_is_wrong_is_shown_and_can_be_left_out(small_edition, sari, signed_in, now):
    wanted = with_rows(longer(small_edition), SECTIONS, [{"id": "dampak", "title": ""}])
    wanted["edition"]["year"] = 2030
    draft = drafted(small_edition, sari, now, wanted)
    inside = signed_in(sari)
    page = inside.get(url("amend", small_edition))
    assert not page.context["good"] and "penanda edisi" in page.content.decode()
    data = {"revision": draft.revision, "path": "edition/year"}
    assert inside.post(url("amend_forget", small_edition), data).status_code == 302
    assert inside.get(url("amend", small_edition)).context["good"]
    assert inside.get(url("amend_drop", small_edition)).status_code == 200
    assert inside.post(url("amend_drop", small_edition), {"draft": draft.pk}).status_code == 302
    assert inside.get(url("amend", small_edition)).url == url("amendments", small_edition)


def test_the_words_of_a_criterion_in_a_draft(small_edition, sari, signed_in, draft):
    inside = signed_in(sari)
    address = url("amend_criterion", small_edition, "desk", "kebaruan")
    page = inside.get(address)
    data = {"revision": page.context["revision"], "help": "Apa yang baru?", "help_en": "What is new?"}
    data |= {"rentang-TOTAL_FORMS": 0, "rentang-INITIAL_FORMS": 0}
    assert inside.post(address, data).status_code == 302
    assert inside.post(address, data).status_code == 200, "an old tab is told"
    draft.refresh_from_db()
    assert "stages/desk/criteria/kebaruan/help" in [one["path"] for one in draft.changes]
    assert inside.get(url("amend_criterion", small_edition, "desk", "bukan")).status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_in_both_languages(language, small_edition, sari, signed_in, now, edition):
    enacted(small_edition, sari, now, longer(small_edition))
    drafted(small_edition, sari, now, longer(small_edition, 120))
    inside = signed_in(sari)
    inside.cookies["django_language"] = language
    for name in ("amendments", *DRAFT_PAGES, "preview_juror", "copy", "compare", "edition", "rules"):
        assert inside.get(url(name, small_edition)).status_code == 200, name
    found = inside.get(url("compare", small_edition), {"dengan": edition.slug, "semua": 1}).content.decode()
    assert ("Bandingkan" in found) == (language == "id")


# ---- who


def test_who_comes_in(small_edition, sari, draft, other, secretary, juror_seats, wati, agus, tono, client, signed_in):
    SeatHolder.objects.filter(seat=Seat.SECRETARIAT).update(edition=small_edition)
    SeatHolder.objects.filter(seat=Seat.JUROR).update(edition=small_edition)
    public = [url("amendments", small_edition), url("rules_file", small_edition), url("compare", small_edition)]
    writing = [
        url("amend_begin", small_edition), url("amend_forget", small_edition), url("amend_drop", small_edition),
        url("amend_enact", small_edition), url("amend_part", small_edition, "formulir"),
        url("amend_criterion", small_edition, "desk", "kebaruan"),
    ]  # fmt: skip
    for address in public:
        assert client.get(address).status_code == 200
    for address in [
        *writing,
        url("amend", small_edition),
        url("copy", small_edition),
        url("preview_juror", small_edition),
    ]:
        assert "/masuk" in client.get(address).url or "login" in client.get(address).url
    for who in (other, wati, agus, tono, juror_seats[0].person):
        inside = signed_in(who)
        for address in [*writing, url("amend", small_edition), url("preview_juror", small_edition)]:
            assert inside.get(address).status_code == inside.post(address).status_code == 403, (who, address)
        assert "rancangan" not in inside.get(url("amendments", small_edition)).content.decode().lower()
        assert inside.get(url("copy", small_edition)).status_code == (200 if who == other else 403)
    inside = signed_in(secretary)
    page = inside.get(url("amend", small_edition))
    assert page.status_code == 200 and "amend_enact" not in page.content.decode()
    assert 'action="' + url("amend_forget", small_edition) not in page.content.decode()
    inside.post(url("amend", small_edition), WORDS | {"title": "Curian", "revision": draft.revision})
    draft.refresh_from_db()
    assert draft.title == WORDS["title"], "the secretariat only reads"
    for address in writing:
        assert inside.get(address).status_code == inside.post(address).status_code == 403, address


def test_a_draft_edition_is_hidden_here_too(draft_edition, other, secretary, sari, client, signed_in):
    names = ["amendments", "rules_file", "compare", "copy", "preview_juror", "amend", "rules_import"]
    for who in (None, other, secretary):
        inside = signed_in(who) if who else client
        for name in names:
            answer = inside.get(url(name, draft_edition))
            assert answer.status_code == 404 or (who is None and answer.status_code == 302), name
    inside = signed_in(sari)
    assert inside.get(url("rules_file", draft_edition)).status_code == 200
    assert inside.post(url("amend_begin", draft_edition)).status_code == 302
    assert not Amendment.objects.exists()


def test_no_writing_page_changes_published_rules(edition, small_edition, sari, signed_in, now):
    """Every address of an edition, posted to by its organiser with nonsense and with what its own page would send."""
    apart = {"kipp:extend", "kipp:amend_enact"}  # the two doors through which public rules change
    inside = signed_in(sari)
    before, drafts = charter_of(edition), Edition.objects.count()
    values = {
        "edition": edition.slug, "part": "formulir", "stage": "proposal", "criterion": "kebaruan", "what": "entries",
        "form": "xlsx", "reference": "KIPP-0000-0000",
    }  # fmt: skip
    posted = 0
    for name, route in addresses(list(urlpatterns), "kipp/", "kipp:"):
        if "edition" not in route or name in apart:
            continue
        address = filled(route, values)
        page = inside.get(address)
        data = {"revision": "0", "sure": "1", "name": "Curian", "title": "Curian", "quorum": "1", "reason": "Sebab"}
        if page.status_code == 200 and page.context is not None and "revision" in page.context:
            data = typed(page) | data
        inside.post(address, data)
        posted += 1
        now_rules = charter_of(Edition.objects.get(pk=edition.pk))
        for stage in now_rules["stages"]:
            stage["quorum"] = None  # set by the assigning page until scoring begins, with its own record
        assert now_rules == before, name
    assert posted > 60
    assert Edition.objects.count() <= drafts + 1


# ---- what it costs


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_whatever_its_length(
    count, small_edition, sari, client, now, django_assert_max_num_queries
):
    for number in range(count):
        enacted(small_edition, sari, now, longer(small_edition, 80 + number))
    with django_assert_max_num_queries(5):
        assert client.get(url("amendments", small_edition)).content.decode().count("<article") == count
    with django_assert_max_num_queries(12):
        client.get(url("edition", small_edition))


def test_the_draft_costs_little(small_edition, sari, signed_in, draft, django_assert_max_num_queries):
    inside = signed_in(sari)
    with django_assert_max_num_queries(26):
        inside.get(url("amend", small_edition))


# ---- a draft edition: moving, restoring, sums


def test_rows_move_without_scripts(draft_edition, sari, signed_in):
    inside = signed_in(sari)
    address = url("rules_part", draft_edition, "formulir")
    first, second = list(draft_edition.sections.values_list("key", flat=True)[:2])
    page = inside.get(address)
    moved = inside.post(address, typed(page) | {"move": "bagian-1-up"})
    assert moved.status_code == 200
    assert [form["id"].value() for form in moved.context["pairs"][0][1].in_order()][:2] == [second, first]
    assert inside.post(address, typed(moved)).status_code == 302
    assert list(draft_edition.sections.values_list("key", flat=True)[:2]) == [second, first]
    for nonsense in ("bagian-99-up", "x", "bagian-0-up", "--", "bagian-0-sideways"):
        assert inside.post(address, typed(page) | {"move": nonsense}).status_code == 200


def test_the_sum_is_counted_without_scripts(draft_edition, sari, signed_in):
    inside = signed_in(sari)
    address = url("rules_part", draft_edition, "penilaian")
    page = inside.get(address)
    (name,) = [key for key in typed(page) if key.startswith("kriteria-") and key.endswith("-0-weight")][:1]
    counted = inside.post(address, typed(page) | {name: "11.5", "count": "1"})
    table = next(rows for table, rows in counted.context["pairs"] if table.prefix == name.rsplit("-", 2)[0])
    assert table.sum != "100" and "harus 100" in counted.content.decode()
    assert inside.post(address, typed(page) | {name: "x", "count": "1"}).status_code == 200


def test_restoring_by_click(draft_edition, sari, wati, signed_in, now):
    wanted = with_rows(charter_of(draft_edition), SECTIONS, [{"id": draft_edition.sections.first().key, "gone": True}])
    change(edition=draft_edition, by=sari, now=now, seen=0, part="formulir", charter=wanted)
    removal, count = Removal.objects.get(), draft_edition.sections.count()
    inside = signed_in(sari)
    assert removal.title in inside.get(url("rules", draft_edition)).content.decode()
    assert inside.post(url("rules_restore", draft_edition, removal.pk)).status_code == 302
    assert draft_edition.sections.count() == count + 1
    assert signed_in(wati).post(url("rules_restore", draft_edition, removal.pk)).status_code == 404


# ---- files, copies, comparison


def upload(text: str, name: str = "aturan.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "application/json")


def test_a_file_from_one_edition_into_another(edition, draft_edition, sari, signed_in):
    inside = signed_in(sari)
    taken = inside.get(url("rules_file", edition))
    assert taken["Content-Type"].startswith("application/json") and "attachment" in taken["Content-Disposition"]
    look = inside.post(url("rules_import", draft_edition), {"file": upload(taken.content.decode())})
    assert look.context["differences"] and draft_edition.revision == Edition.objects.get(pk=draft_edition.pk).revision
    data = {"text": look.context["text"], "revision": look.context["revision"], "parts": ["formulir", "syarat"]}
    fewer = inside.post(url("rules_import", draft_edition), data | {"look": "1"})
    assert len(fewer.context["differences"]) < len(look.context["differences"])
    assert inside.post(url("rules_import", draft_edition), data | {"take": "1"}).status_code == 302
    assert inside.post(url("rules_import", draft_edition), data | {"take": "1"}).status_code == 200, "an old tab"
    mine, theirs = charter_of(draft_edition), charter_of(edition)
    assert mine["sections"] == theirs["sections"] and mine["tracks"] != theirs["tracks"]


@pytest.mark.parametrize("text", ["", "{}", "PK\x03\x04", "[1, 2]", '{"format": "tuntas-kipp-rules", "version": 9}'])
def test_other_files_are_refused_in_words(text, draft_edition, sari, signed_in):
    page = signed_in(sari).post(url("rules_import", draft_edition), {"file": upload(text)})
    assert page.status_code == 200 and page.context["form"].errors
    no_text = SimpleUploadedFile("x.json", b"\xff\xfe\x00")
    assert signed_in(sari).post(url("rules_import", draft_edition), {"file": no_text}).context["form"].errors


def test_markup_in_a_file_stays_text(edition, draft_edition, sari, signed_in):
    data = file_of(edition, charter_of(edition))
    data["name"] = "<script>alert(1)</script>"
    data["rules"]["sections"][0]["title"] = "<img src=x onerror=alert(1)>"
    page = signed_in(sari).post(url("rules_import", draft_edition), {"file": upload(json.dumps(data))}).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page


def test_next_year_by_click(edition, sari, signed_in):
    inside = signed_in(sari)
    page = inside.get(url("copy", edition))
    assert page.context["form"]["name"].value() == "KIPP Jawa Tengah 2022"
    data = {"name": "KIPP Jawa Tengah 2022", "year": 2022, "office": edition.office_id}
    answer = inside.post(url("copy", edition), data)
    assert inside.post(url("copy", edition), data).url == answer.url, "the second click opens nothing more"
    made = Edition.objects.get(year=2022)
    assert answer.url == url("rules", made)
    assert inside.post(url("copy", edition), data | {"year": 1900}).status_code == 200
    assert url("copy", edition) in inside.get(reverse("kipp:new")).content.decode()


def test_two_editions_side_by_side(edition, small_edition, draft_edition, client, sari, signed_in):
    page = client.get(url("compare", edition), {"dengan": small_edition.slug})
    text = page.content.decode()
    assert "KIPP Kecil" in text and "Ringkasan" in text
    assert client.get(url("compare", edition), {"dengan": draft_edition.slug}).context["other"] is None
    assert signed_in(sari).get(url("compare", edition), {"dengan": draft_edition.slug}).context["other"]
    twice = signed_in(sari).get(url("compare", edition), {"dengan": "bukan"})
    assert twice.status_code == 200 and twice.context["other"] is None


def test_ranks_stay_hidden_while_a_stage_runs(small_edition, sari, signed_in, now):
    wanted = charter_of(small_edition)
    for row in wanted["stages"][2]["criteria"]:
        row["weight"] = "50"
    draft = acts.begin(edition=small_edition, by=sari, now=OPENED)
    acts.propose(amendment=draft, charter=wanted, by=sari, now=OPENED, seen=0)
    with time_machine.travel(during(StageKind.DESK) + timedelta(hours=1), tick=False):
        assert signed_in(sari).get(url("amend", small_edition)).context["trials"] == []

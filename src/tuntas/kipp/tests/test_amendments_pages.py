"""Pages of amendments, of shared rules and of previews: what they show, who comes in, what they cost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from tests.addresses import addresses, filled
from tests.cast import hold, person

from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.models import Amendment, Edition, SeatHolder
from tuntas.kipp.rules.charter.editing import with_rows
from tuntas.kipp.rules.charter.facts import SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.tests.amending import WORDS, drafted, enacted, longer
from tuntas.kipp.tests.stage import OPENED, during
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


def rules_of(edition: Edition) -> dict:
    """The rules without the quorum, which the assigning page sets until scoring begins, with its own record."""
    charter = charter_of(Edition.objects.get(pk=edition.pk))
    for stage in charter["stages"]:
        del stage["quorum"]
    return charter


def test_no_writing_page_changes_published_rules(edition, small_edition, sari, signed_in, now):
    """Every address of an edition, posted to by its organiser with nonsense and with what its own page would send."""
    apart = {"kipp:extend", "kipp:amend_enact"}  # the two doors through which public rules change
    inside = signed_in(sari)
    before, drafts = rules_of(edition), Edition.objects.count()
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
        assert rules_of(edition) == before, name
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


def test_ranks_stay_hidden_while_a_stage_runs(small_edition, sari, signed_in, now):
    wanted = charter_of(small_edition)
    for row in wanted["stages"][2]["criteria"]:
        row["weight"] = "50"
    draft = acts.begin(edition=small_edition, by=sari, now=OPENED)
    acts.propose(amendment=draft, charter=wanted, by=sari, now=OPENED, seen=0)
    with time_machine.travel(during(StageKind.DESK) + timedelta(hours=1), tick=False):
        assert signed_in(sari).get(url("amend", small_edition)).context["trials"] == []

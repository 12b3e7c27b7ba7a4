"""Every address is public by name, or shut to those who have no business there; and no page offers a dead link.

The world: a small competition that has announced its winners, and a published one whose registration runs.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from tests.addresses import addresses, filled
from tests.cast import NOW, hold, person
from tuntas.documents.actions import press_pending
from tuntas.documents.models import Document
from tuntas.forum.models import Gathering, Honour, Programme
from tuntas.innovations.models import Innovation
from tuntas.people.models import Person
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db

PUBLIC = {
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_email_verification_sent",
    "catalogue:home", "catalogue:desk", "catalogue:service", "catalogue:text",
    "account_confirm_email", "account_inactive", "account_logout", "mfa_login_webauthn", "mfa_signup_webauthn",
    "documents:check", "innovations:export", "innovations:list", "innovations:page", "kipp:edition", "kipp:home",
    "kipp:result", "kipp:results", "kipp:export", "kipp:preview", "kipp:amendments", "kipp:compare", "kipp:rules_file",
    "kipp:vote", "kipp:vote_count",
    "forum:archive", "forum:ask", "forum:atom", "forum:card", "forum:category", "forum:month", "forum:question",
    "forum:exhibition", "forum:gathering", "forum:gathering_calendar", "forum:gatherings", "forum:gatherings_calendar",
    "forum:gatherings_past", "forum:honour", "forum:honours", "forum:programme", "forum:programmes",
    "forum:rss", "forum:sitemap", "forum:stories", "forum:story",
    "quality:answer", "quality:home", "quality:kiosk", "quality:place", "quality:result", "quality:result_export",
    "quality:service",
    "replication:home", "replication:tree", "innovations:card", "lobby:data", "lobby:table",
    "data:api-root", "data:awards", "data:editions", "data:innovation", "data:innovations", "data:openapi-json",
    "data:places", "data:replications", "data:results", "data:sites", "data:stories",
    "lobby:guide", "lobby:guide_picture", "lobby:health", "lobby:help", "lobby:home", "lobby:robots",
    "lobby:search", "people:invitation", "places:home", "places:place", "set_language", "ui:style",
}  # fmt: skip
# What anybody with an account may open: own pages, and asking to take part.
MEMBERS = PUBLIC | {
    "account_change_password", "account_email", "account_reauthenticate", "account_set_password", "casework:inbox",
    "forum:book", "forum:report", "forum:unanswered", "replication:mine", "replication:start",
    "casework:export", "casework:referrals", "casework:stuck", "casework:stuck_export",
    "innovations:mine", "innovations:new", "kipp:entry_new", "kipp:mine",
    "lobby:desk",
    "mfa_activate_totp", "mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "notices:choices", "notices:list", "people:join_search", "people:join", "people:me", "people:organisations",
    "people:profile", "people:everywhere_out",
    "people:organisation",  # its name and the way in; members and invitations are for its own
}  # fmt: skip


@pytest.fixture
def world(announced_edition, edition, talun, finalists):
    """Values for every kind of address, of things that exist."""
    Innovation.objects.create(slug="gerakan-kudu-sekolah", name="Gerakan KUDU Sekolah", is_public=True, added_at=NOW)
    entry = finalists[0]
    _forum(announced_edition)
    press_pending(now=NOW)
    document = Document.objects.first()
    return {
        "edition": announced_edition.slug, "reference": entry.case.reference, "ref": entry.case.reference,
        "code": talun.code, "slug": "gerakan-kudu-sekolah", "stage": "desk", "section": "ringkasan",
        "place": talun.code, "prefix": "labkd", "service": "labkd",
        "what": "entries", "form": "xlsx", "format": "xlsx",
        "token": document.token if document else "1", "pk": "1", "what_": "scores",
    }  # fmt: skip


def _forum(edition) -> None:
    """A programme, an award and an event that show winners, all at the address of the world's one slug."""
    words = {"slug": "gerakan-kudu-sekolah", "created_at": NOW}
    who, office = edition.created_by, edition.office
    Programme.objects.create(name="Program", summary="x", sources="y", is_public=True, saved_at=NOW, **words)
    Honour.objects.create(name="Piagam", citation="x", giver=office, created_by=who, granted_at=NOW, **words)
    Gathering.objects.create(
        title="Forum", about="x", starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=10), host=office,
        capacity=9, edition=edition, published_at=NOW, saved_at=NOW, **words,
    )  # fmt: skip


def opened(client: Client, world: dict[str, str]) -> set[str]:
    """Names of the addresses that answer 200 to a visitor."""
    found = set()
    for name, route in addresses(get_resolver().url_patterns):
        answer = client.get(filled(route, world))
        assert answer.status_code < 500, (name, filled(route, world))
        if answer.status_code == 200:
            found.add(name)
    return found


def test_a_stranger_sees_what_is_public_and_nothing_else(world, client) -> None:
    assert opened(client, world) - PUBLIC == set()


def test_an_account_without_a_role_sees_own_pages_only(world, tono, signed_in) -> None:
    assert opened(signed_in(tono), world) - MEMBERS == set()


def test_another_editions_organiser_is_an_outsider_to_staff_pages(world, jateng, signed_in) -> None:
    other = person("Lain Organiser")
    hold(other, Role.ORGANISER, jateng)
    kipp = {name for name in opened(signed_in(other), world) if name.startswith("kipp:")}
    assert kipp - MEMBERS - {"kipp:new", "kipp:copy"} == set()


@pytest.mark.parametrize("name", ["nobody", "tono", "wati", "agus", "budi", "ratna", "sari", "dewi"])
def test_no_page_offers_a_dead_link(name: str, world, edition, secretary, juror_seats, client) -> None:
    cache.clear()
    who = Person.objects.filter(email=f"{name}@example.org").first()
    with time_machine.travel(NOW):
        if who:
            client.force_login(who)
        dead, seen = {}, set()
        queue = ["/", "/meja/", "/urusan/", "/kabar/", "/akun/saya/", "/kipp/", f"/kipp/{edition.slug}/"]
        queue += [
            f"/kipp/{slug}/{page}/"
            for slug in (edition.slug, world["edition"])
            for page in ("papan", "hasil", "usulan-saya")
        ]
        first = len(queue)
        for at, address in enumerate(queue):
            answer = client.get(address)
            if at >= first and answer.status_code not in (200, 302):
                dead[address] = answer.status_code
            if answer.status_code != 200 or "text/html" not in answer["Content-Type"] or len(queue) > 400:
                continue
            for link in re.findall(r'href="(/[^"#]*)"', answer.content.decode()):
                link = link.replace("&amp;", "&")
                path = re.sub(r"\d+", "0", link.split("?")[0])
                if path not in seen and not link.startswith(("/static/", "/inovasi/", "/wilayah/")):
                    seen.add(path)
                    queue.append(link)
    assert not dead

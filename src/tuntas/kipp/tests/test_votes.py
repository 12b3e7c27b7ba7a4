"""The public vote: one a person, changeable, secret until closed; signals only flag; what is set aside is told."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.cast import person

from tuntas.files.actions import store
from tuntas.files.terms import IMAGE
from tuntas.journal.models import Line
from tuntas.kipp.actions.conflicts import add_by_hand
from tuntas.kipp.actions.votes import VoteClosed, VoteRefused, exclude, put_back, vote
from tuntas.kipp.models import Edition, Evidence, Requirement, Stage, Vote, VoteSalt
from tuntas.kipp.queries.minutes import minutes_data
from tuntas.kipp.queries.plenary import board
from tuntas.kipp.queries.votes import counted, order_of, signals, tally
from tuntas.kipp.rules.evidence import PURPOSE, may_read_evidence
from tuntas.kipp.rules.votes import (
    beside,
    hidden_network,
    points_of,
    prefix_of,
    public_counts,
    questions_of,
    takes_votes,
)
from tuntas.kipp.terms import EvidenceKind, SignalKind, StageKind
from tuntas.kipp.tests.finished import jury_of, more_finalists
from tuntas.kipp.tests.stage import during, moment
from tuntas.people.models import Person

pytestmark = pytest.mark.django_db
OPEN, SHUT = moment("2021-12-03 08:00:00"), moment("2021-12-12 23:59:59")
NOON = OPEN + timedelta(hours=4)


@pytest.fixture
def ballot(small_edition: Edition, scored_finals) -> Stage:
    return Stage.objects.create(
        edition=small_edition, key="warga", title="Suara warga", kind=StageKind.VOTE, order=90,
        opens_at=OPEN, closes_at=SHUT, vote_question="Mana yang paling bermanfaat?\nMana yang paling mudah ditiru?",
    )  # fmt: skip


def citizen(name: str, *, verified: bool = True) -> Person:
    made = person(name)
    EmailAddress.objects.filter(user=made).delete()
    EmailAddress.objects.create(user=made, email=made.email, verified=verified, primary=True)
    Person.objects.filter(pk=made.pk).update(joined_at=OPEN - timedelta(days=30))
    return made


def crowd(stage: Stage, entry, count: int, **more) -> None:
    """Votes in bulk, as after a long vote."""
    start = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(email=f"warga{start + at}@{more.get('domain', f'surat{at % 500}.example')}", name="Warga Contoh")
        for at in range(count)
    )
    Person.objects.filter(pk__gte=people[0].pk).update(joined_at=more.get("joined", OPEN - timedelta(days=30)))
    Vote.objects.bulk_create(
        Vote(
            stage=stage, question=1, person=one, entry=entry, at=NOON,
            first_at=NOON + timedelta(seconds=more.get("step", 61) * at),
            network=more.get("network", f"{at:016d}"),
        )
        for at, one in enumerate(people)
    )  # fmt: skip


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 50), max_size=12))
def test_small_figures_are_never_told_nor_given_away(given_) -> None:
    shown = public_counts(given_)
    assert all(count is None or count == 0 or count >= 5 for count in shown.values())
    held = [entry for entry, count in shown.items() if count is None]
    assert len(held) != 1 or sum(count > 0 for count in given_.values()) == 1
    assert all(shown[entry] == given_[entry] for entry in given_ if entry not in held)


@given(st.lists(st.dictionaries(st.integers(1, 5), st.integers(0, 1000), max_size=5), max_size=4))
def test_points_lie_between_nothing_and_the_most_votes(counts) -> None:
    for entry in range(1, 6):
        points = points_of(counts, entry)
        assert points is None or 0 <= points <= 100
    if counts and all(max(one.values(), default=0) == one.get(1, 0) > 0 for one in counts):
        assert points_of(counts, 1) == 100


def test_a_weight_of_nothing_joins_nothing() -> None:
    assert beside(Decimal(80), Decimal(100), Decimal(0)) is None
    assert beside(Decimal(80), Decimal(100), Decimal(25)) == Decimal(85)


def test_a_network_is_a_prefix_that_changes_with_the_salt() -> None:
    assert prefix_of("203.0.113.77") == "203.0.113.0/24"
    assert prefix_of("2001:db8:1:2::5") == "2001:db8:1::/48"
    assert prefix_of("nonsense") == hidden_network("", "x") == ""
    assert hidden_network("203.0.113.1", "a") == hidden_network("203.0.113.9", "a")
    assert hidden_network("203.0.113.1", "a") != hidden_network("203.0.113.1", "b")


def test_one_vote_a_person_and_question_that_can_change(ballot, scored_finals) -> None:
    rini = citizen("Rini Warga")
    first, second = scored_finals[:2]
    vote(stage=ballot, question=1, entry=first, by=rini, now=NOON, address="203.0.113.7")
    vote(stage=ballot, question=1, entry=first, by=rini, now=NOON)
    kept = vote(stage=ballot, question=1, entry=second, by=rini, now=NOON + timedelta(hours=1))
    vote(stage=ballot, question=2, entry=second, by=rini, now=NOON)
    assert tally(ballot) == {1: {second.pk: 1}, 2: {second.pk: 1}}
    assert kept.changes == 1 and kept.first_at == NOON and kept.network
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(stage=ballot, question=1, person=rini, entry=first, first_at=NOON, at=NOON)
    lines = Line.objects.filter(act__in=["kipp.voted", "kipp.vote_changed"])
    assert [line.act for line in lines.order_by("pk")] == ["kipp.voted", "kipp.vote_changed", "kipp.voted"]
    assert all(set(line.data) == {"question"} for line in lines)  # never for what


def test_who_has_no_vote(ballot, scored_finals, small_edition, sari, ratna) -> None:
    entry = scored_finals[0]
    for who in (sari, ratna, citizen("Belum Konfirmasi", verified=False)):
        EmailAddress.objects.get_or_create(user=who, email=who.email, defaults={"verified": True})
        with pytest.raises(VoteRefused):
            vote(stage=ballot, question=1, entry=entry, by=who, now=NOON)
    rini = citizen("Rini Warga")
    for when in (OPEN - timedelta(seconds=1), SHUT + timedelta(seconds=1)):
        with pytest.raises(VoteClosed):
            vote(stage=ballot, question=1, entry=entry, by=rini, now=when)
    assert takes_votes(ballot, small_edition, SHUT)  # the closing second still counts
    with pytest.raises(VoteRefused):
        vote(stage=ballot, question=3, entry=entry, by=rini, now=NOON)
    entry.case.stage = "passed"
    entry.case.save()
    with pytest.raises(VoteRefused):
        vote(stage=ballot, question=1, entry=entry, by=rini, now=NOON)
    assert not Vote.objects.exists()


def test_salts_of_earlier_days_are_thrown_away(ballot, scored_finals) -> None:
    for at, name in enumerate(["Rini Warga", "Joko Warga"]):
        vote(stage=ballot, question=1, entry=scored_finals[0], by=citizen(name), now=NOON + timedelta(days=at))
    assert VoteSalt.objects.count() == 1


def test_ten_thousand_votes_are_counted_in_one_query(ballot, scored_finals, django_assert_num_queries) -> None:
    crowd(ballot, scored_finals[0], 6000)
    crowd(ballot, scored_finals[1], 4000)
    with django_assert_num_queries(1):
        found = tally(ballot)
    assert found == {1: {scored_finals[0].pk: 6000, scored_finals[1].pk: 4000}}


def test_signals_flag_and_remove_nothing(ballot, scored_finals) -> None:
    crowd(ballot, scored_finals[0], 25, step=1, network="a" * 16, domain="satu.example", joined=NOON)
    crowd(ballot, scored_finals[1], 5)
    found = {one.kind: one for one in signals(ballot)}
    counts = dict.fromkeys(SignalKind, 25) | {SignalKind.BURST: 26}  # another vote fell into that minute
    assert {kind: one.count for kind, one in found.items()} == counts
    assert sum(tally(ballot)[1].values()) == 30


def test_setting_aside_wants_a_reason_and_stands_in_the_minutes(ballot, open_plenary, scored_finals, sari) -> None:
    crowd(ballot, scored_finals[0], 12, network="b" * 16)
    crowd(ballot, scored_finals[1], 7)
    late = SHUT + timedelta(days=1)
    with pytest.raises(VoteRefused):  # while the vote runs
        exclude(stage=ballot, signal="network", value="b" * 16, reason="Satu jaringan.", by=sari, now=NOON)
    with pytest.raises(VoteRefused):
        exclude(stage=ballot, signal="network", value="b" * 16, reason=" ", by=sari, now=late)
    made = exclude(stage=ballot, signal="network", value="b" * 16, reason="Satu jaringan.", by=sari, now=late)
    assert made.count == 12 and tally(ballot) == {1: {scored_finals[1].pk: 7}}
    data = minutes_data(open_plenary, board(ballot.edition, open_plenary))
    assert data["votes"][0]["aside"] == [{"count": 12, "reason": "Satu jaringan."}]
    put_back(exclusion=made, reason="Ternyata sekolah.", by=sari, now=late)
    assert tally(ballot)[1][scored_finals[0].pk] == 12


def test_counts_are_secret_until_the_vote_has_closed(
    ballot, scored_finals, sari, tono, wati, signed_in, client
) -> None:
    crowd(ballot, scored_finals[0], 4)
    slug = ballot.edition.slug
    address = reverse("kipp:vote_count", args=[slug, "warga"])
    with time_machine.travel(NOON):
        assert [signed_in(one).get(address).status_code for one in (sari, tono)] == [404, 404]
        office = reverse("kipp:vote_office", args=[slug, "warga"])
        assert signed_in(tono).get(office).status_code == 403
        assert signed_in(sari).get(office).status_code == 200
    with time_machine.travel(SHUT + timedelta(days=1)):
        assert [signed_in(one).get(address).status_code for one in (sari, tono)] == [200, 404]


def test_a_citizen_votes_without_scripts_on_a_light_page(ballot, scored_finals, signed_in, client) -> None:
    rini = citizen("Rini Warga")
    address = reverse("kipp:vote", args=[ballot.edition.slug, "warga"])
    with time_machine.travel(NOON):
        page = client.get(address)
        assert page.status_code == 200 and len(page.content) < 60_000
        assert client.post(address, {"choice": scored_finals[0].case.reference}).status_code == 302
        assert not Vote.objects.exists()
        me = signed_in(rini)
        answer = me.post(address + "?tanya=1", {"choice": scored_finals[1].case.reference})
        assert answer["Location"].endswith("tanya=2")  # on to the question that is open
        assert scored_finals[1].title in me.get(address).content.decode()
        assert me.post(address, {"choice": "KIPP-TIDAK-ADA"}).status_code == 404
    with time_machine.travel(OPEN - timedelta(days=1)):
        assert me.get(address).status_code == 404
    mine, other = (order_of(ballot.edition, ballot, str(pk)) for pk in (rini.pk, 12345))
    assert sorted(mine) == sorted(other) and mine == order_of(ballot.edition, ballot, str(rini.pk))


def test_a_juror_in_conflict_finds_the_entry_not_here_either(ballot, scored_finals, sari, signed_in) -> None:
    ratna, entry = jury_of(ballot.edition)[0], scored_finals[0]
    add_by_hand(juror=ratna, entry=entry, evidence="Kerabat.", by=sari, now=NOON)
    address = reverse("kipp:vote", args=[ballot.edition.slug, "warga"])
    with time_machine.travel(NOON):
        assert entry.title not in signed_in(ratna.person).get(address).content.decode()
        assert entry.title in signed_in(jury_of(ballot.edition)[1].person).get(address).content.decode()


def test_pictures_of_finalists_show_to_voters_once_the_vote_has_opened(ballot, scored_finals) -> None:
    requirement = Requirement.objects.create(
        edition=ballot.edition, key="foto", title="Foto", kind=EvidenceKind.IMAGE, order=1
    )
    out = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "PNG")
    entry = scored_finals[0]
    kept = store(upload=out.getvalue(), name="foto.png", kind=IMAGE(2), purpose=PURPOSE, subject="", by=None, now=NOON)
    shown = Evidence.objects.create(
        entry=entry, requirement=requirement, file=kept, added_by=entry.created_by, added_at=NOON
    )
    assert may_read_evidence(AnonymousUser(), kept, NOON)
    assert not may_read_evidence(AnonymousUser(), kept, OPEN - timedelta(seconds=1))
    Evidence.objects.filter(pk=shown.pk).update(removed_at=NOON)
    assert not may_read_evidence(AnonymousUser(), kept, NOON)


def test_questions_fall_back(ballot) -> None:
    ballot.vote_question_en = "Which helps most?"
    assert questions_of(ballot, english=True) == ["Which helps most?", "Mana yang paling mudah ditiru?"]
    ballot.vote_question = ""
    assert len(questions_of(ballot)) == 1


def test_the_count_stands_beside_the_score(ballot, scored_finals) -> None:
    Stage.objects.filter(pk=ballot.pk).update(vote_weight=20)
    crowd(ballot, scored_finals[3], 8)
    rows = counted(ballot.edition, Stage.objects.get(pk=ballot.pk), public=False, scores=True)
    assert rows[0].entry == scored_finals[3] and rows[0].points == 100
    assert rows[0].official is not None and rows[0].joined == beside(rows[0].official, rows[0].points, 20)
    assert during(StageKind.PLENARY) > SHUT


def test_pages_cost_the_same_however_many(
    ballot, scored_finals, sari, signed_in, django_assert_max_num_queries
) -> None:
    office = signed_in(sari)
    for count in (0, 30):
        more_finalists(scored_finals[0], count)
        with time_machine.travel(NOON), django_assert_max_num_queries(12):
            office.get(reverse("kipp:vote", args=[ballot.edition.slug, "warga"]))
        with time_machine.travel(NOON), django_assert_max_num_queries(14):
            office.get(reverse("kipp:vote_office", args=[ballot.edition.slug, "warga"]))

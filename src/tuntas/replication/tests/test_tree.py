"""A place copies once, never itself, never in a circle: by rule, and by the database when the rule is passed by."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation
from tuntas.replication.actions import moving
from tuntas.replication.actions.errors import AlreadyCopied, CannotCopy, NotAllowed
from tuntas.replication.models import Milestone, Replication
from tuntas.replication.queries.tree import tree_of
from tuntas.replication.rules import weighted_progress
from tuntas.replication.tests.kit import Sides, begun, brought, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def test_the_same_place_twice_is_led_to_the_copy_that_lives(copy, kudu, dukcapil, rini, brebes, signed_in, now) -> None:
    with pytest.raises(AlreadyCopied):
        begun(kudu, dukcapil, rini)
    page = signed_in(rini).post(reverse("replication:start", args=["kudu"]), {"adopter": dukcapil.pk, "reason": "Lagi"})
    assert page.status_code == 409 and copy.case.reference in page.content.decode() and "Lagi" in page.content.decode()
    other = Organisation.objects.create(name="Bappeda Brebes", kind="regency", place=brebes)
    rini.holdings.create(role="local_admin", organisation=other, since=now)
    with pytest.raises(AlreadyCopied):
        begun(kudu, other, rini)
    with pytest.raises(IntegrityError), transaction.atomic():
        Replication.objects.filter(pk=copy.pk).update(case=copy.case, spot=copy.origin_spot)
    moving.step(copy=copy, key="withdraw", by=rini, now=now, message="Belum siap.")
    assert begun(kudu, other, rini).pk != copy.pk


def test_two_that_ask_at_once_meet_the_constraint(copy, kudu, dukcapil, rini, monkeypatch) -> None:
    """The second has looked before the first was there."""
    from tuntas.replication.actions import starting

    answers = iter([None])
    look = starting.living
    monkeypatch.setattr(starting, "living", lambda *asked: next(answers, look(*asked)))
    with pytest.raises(AlreadyCopied) as refused:
        begun(kudu, dukcapil, rini)
    assert refused.value.existing.pk == copy.pk


def test_two_regencies_may_ask_at_once(copy, kudu, batang, dewi) -> None:
    assert begun(kudu, batang, dewi).case.stage == copy.case.stage == "interest"


def test_no_copy_of_oneself_nor_of_what_does_not_run(copy, kudu, dindik, agus, batang, dewi, rini, sides) -> None:
    with pytest.raises(CannotCopy):
        begun(kudu, dindik, agus)
    with pytest.raises(CannotCopy):
        begun(kudu, batang, dewi, parent=copy)
    with pytest.raises(NotAllowed):
        begun(kudu, batang, rini)
    copy = brought(copy, "running", sides)
    child = begun(kudu, batang, dewi, parent=copy)
    assert (child.depth, child.parent_id) == (2, copy.pk)
    with pytest.raises(CannotCopy):
        begun(kudu, dindik, agus, parent=copy)


def test_a_circle_through_a_stopped_copy_is_refused(
    copy, kudu, batang, dewi, dukcapil, rini, sari, agus, sides, now
) -> None:
    copy = brought(copy, "running", sides)
    child = brought(begun(kudu, batang, dewi, parent=copy), "running", Sides(dewi, agus, sari))
    moving.step(copy=copy, key="stop", by=rini, now=now, message="Anggaran habis.")
    with pytest.raises(CannotCopy, match="berputar"):
        begun(kudu, dukcapil, rini, parent=fresh(child))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda copy, child: {"pk": copy.pk, "parent": child},
        lambda copy, child: {"pk": copy.pk, "parent": copy},
        lambda copy, child: {"pk": child.pk, "parent": None},
        lambda copy, child: {"pk": child.pk, "depth": 1},
    ],
)
def test_the_database_keeps_the_tree(wrong, copy, kudu, batang, dewi, sides) -> None:
    copy = brought(copy, "running", sides)
    child = begun(kudu, batang, dewi, parent=copy)
    change = wrong(copy, child)
    with pytest.raises(IntegrityError), transaction.atomic():
        Replication.objects.filter(pk=change.pop("pk")).update(**change)


def test_the_database_keeps_the_innovation(copy, now) -> None:
    other = Innovation.objects.create(slug="lain", name="Lain", added_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Replication.objects.filter(pk=copy.pk).update(innovation=other)


def test_the_tree_shows_copies_of_copies_and_hides_what_is_not_agreed(
    copy, kudu, batang, dewi, agus, sari, sides, client
) -> None:
    assert not tree_of(kudu).rows
    copy = brought(copy, "running", sides)
    child = brought(begun(kudu, batang, dewi, parent=copy), "agreed", Sides(dewi, agus, sari))
    tree = tree_of(kudu)
    assert [(row.node.copy.pk, row.depth) for row in tree.rows] == [(copy.pk, 0), (child.pk, 1)]
    assert tree.numbers == {"33.29": 1, "33.25": 1}
    page = client.get(reverse("replication:tree", args=["kudu"])).content.decode()
    assert f"/replikasi/{copy.case.reference}/" in page and f"/replikasi/{child.case.reference}/" not in page


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), max_size=30))
def test_progress_by_weight_lies_between_least_and_most(rows: list[tuple[int, int]]) -> None:
    progress = weighted_progress(Milestone(weight=weight, done=done) for weight, done in rows)
    dones = [done for _weight, done in rows] or [0]
    assert min(dones) <= progress <= max(dones)
    assert (progress == 100) == (bool(rows) and min(dones) == 100)

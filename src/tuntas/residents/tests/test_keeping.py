"""Keys, erasing, retention, requests: what is kept, how it is sealed, when it goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from tuntas.residents.actions import NotAllowed, NotAsItWas, add, identify, names, search
from tuntas.residents.actions.alike import merge, undo_merge
from tuntas.residents.actions.changing import change, note_life
from tuntas.residents.actions.erasing import erase
from tuntas.residents.actions.retention import sweep
from tuntas.residents.actions.rights import answer, asked, receive
from tuntas.residents.actions.rotating import rotate
from tuntas.residents.models import Register, Resident, SealingKey, Version
from tuntas.residents.queries import counts
from tuntas.residents.rules import keyring as keys
from tuntas.residents.terms import Basis, Group, LifeKind, Purpose, ResidentState, RightKind, RightOutcome
from tuntas.residents.tests.neighbours import PEOPLE
from tuntas.residents.vault import Key, KeyLost, Keyring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path


def test_a_sealed_value_opens_only_whole_and_in_its_place():
    key, ring = Key(1, b"k" * 32), Keyring({1: b"k" * 32})
    sealed = key.seal(b"Siti", "resident:a")
    assert ring.open(sealed, "resident:a") == b"Siti" and key.seal(b"Siti", "resident:a") != sealed
    flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for value, bound in ((sealed, "resident:b"), (flipped, "resident:a"), (sealed[:10], "resident:a"), (b"", "a")):
        with pytest.raises(KeyLost):
            ring.open(value, bound)
    with pytest.raises(KeyLost, match="Key 1"):
        Keyring({2: b"k" * 32}).open(sealed, "resident:a")


def test_a_new_key_seals_everything_anew_and_nothing_is_lost(neighbours, officer, talun, now, capsys):
    siti, rudi = neighbours["Siti"], neighbours["Rudi"]
    change(resident=rudi, fields=replace(PEOPLE["Rudi"], phone="0811"), revision=1, by=officer, now=now)
    double = replace(PEOPLE["Siti"], nik="", family_number="", relation="")
    second = add(place=talun, fields=double, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    done = merge(kept=siti, gone=second, by=officer, now=now)
    asking = receive(place=talun, kind=RightKind.COPY, who="Rudi", text="Minta salinan", by=officer, now=now)
    before = {pk: bytes(sealed) for pk, sealed in Resident.objects.values_list("pk", "sealed")}
    call_command("residents", "rotate-key")
    assert "33.26.05.2005" in capsys.readouterr().out
    (keys.keys_folder() / "1.key").unlink()  # nothing needs the old key any more
    assert all(bytes(row.sealed) != before[row.pk] for row in Resident.objects.all())
    assert SealingKey.objects.get(pk=1).retired_at and Register.objects.get().key_id == 2
    assert search(place=talun, text=PEOPLE["Slamet"].nik, purpose=Purpose.LETTER, by=officer, now=now)
    assert search(place=talun, text="rudi", purpose=Purpose.LETTER, by=officer, now=now)[0].resident_id == rudi.pk
    asking.refresh_from_db()
    assert asked(asking).who == "Rudi"
    done.refresh_from_db()
    undo_merge(merge=done, by=officer, now=now)
    assert identify(resident=siti, purpose=Purpose.LETTER, by=officer, now=now).family_number


def test_a_rotation_that_was_stopped_goes_on(neighbours, officer, talun, pekalongan, now):
    other = type(talun).objects.create(
        code="33.26.05.2006", level="village", name="Kalirejo", kind="desa", parent=talun.parent
    )
    Register.objects.create(village=other, key_id=1, opened_at=now)

    def stop(village: str, done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(now=now, tell=stop)
    assert sorted(Register.objects.values_list("key_id", flat=True)) == [1, 2]
    assert search(place=talun, text="siti", purpose=Purpose.LETTER, by=officer, now=now)
    rotate(now=now, tell=lambda *_: None)
    assert set(Register.objects.values_list("key_id", flat=True)) == {2} and SealingKey.objects.count() == 2


def test_a_lost_or_wrong_key_is_said_and_never_replaced(neighbours, officer, talun, now):
    (keys.keys_folder() / "1.key").unlink()
    with pytest.raises(KeyLost, match="missing"):
        identify(resident=neighbours["Siti"], purpose=Purpose.LETTER, by=officer, now=now)
    Register.objects.all().delete()
    with pytest.raises(KeyLost):
        add(place=talun, fields=PEOPLE["Rudi"], basis=Basis.LEGAL_DUTY, by=officer, now=now)
    assert not list(keys.keys_folder().glob("*.key"))


def test_keys_may_come_from_a_setting(settings, officer, talun, now):
    settings.RESIDENT_KEYS = ["1:" + "QUFB" * 10 + "QUE="]
    made = add(place=talun, fields=PEOPLE["Rudi"], basis=Basis.LEGAL_DUTY, by=officer, now=now)
    assert identify(resident=made, purpose=Purpose.LETTER, by=officer, now=now).name == "Rudi Contoh"
    assert not keys.keys_folder().exists()
    with pytest.raises(KeyLost, match="Add key 2"):
        rotate(now=now, tell=lambda *_: None)


def test_erasing_who_lives_here_takes_what_no_law_asks_for(neighbours, officer, now):
    rudi = neighbours["Rudi"]
    change(resident=rudi, fields=replace(PEOPLE["Rudi"], phone="0811"), revision=1, by=officer, now=now)
    kept = erase(resident=rudi, by=officer, now=now)
    read = identify(resident=rudi, purpose=Purpose.LETTER, by=officer, now=now)
    assert not kept.whole and "47/2016" in kept.sentence
    assert (read.phone, read.name) == ("", "Rudi Contoh") and not Version.objects.filter(resident=rudi).exists()


def test_erasing_who_left_long_ago_takes_the_identity_and_keeps_the_figure(neighbours, officer, talun, now):
    painah = neighbours["Painah"]
    note_life(resident=painah, kind=LifeKind.DEATH, day=date(2021, 9, 1), note="contoh", by=officer, now=now)
    later = now.replace(year=2026, month=9)
    assert [(line.key, line.number) for line in sweep(now=later, dry_run=True) if line.number] == [("left", 1)]
    assert Resident.objects.get(pk=painah.pk).state == ResidentState.DEAD
    sweep(now=later, dry_run=False)
    row = Resident.objects.get(pk=painah.pk)
    assert (row.state, row.sealed, row.nik_index, row.born) == (ResidentState.ERASED, None, None, date(1949, 1, 1))
    assert not row.tokens.exists() and not row.addresses.exclude(sealed=None).exists()
    assert names(ids=[painah.pk], purpose=Purpose.LETTER, by=officer, now=later) == {painah.pk: "identitas dihapus"}
    assert counts(talun, later)[Group.WOMAN] == 1
    assert all(line.number == 0 for line in sweep(now=later, dry_run=True))


def test_the_trail_is_kept_five_years(neighbours, officer, now):
    identify(resident=neighbours["Siti"], purpose=Purpose.LETTER, by=officer, now=now)
    assert {line.key for line in sweep(now=now + timedelta(days=1826), dry_run=True) if line.number} == {"trail"}


def test_a_request_has_three_days_and_one_answer(neighbours, officer, talun, tono, now):
    with pytest.raises(NotAllowed):
        receive(place=talun, kind=RightKind.ACCESS, who="Siti", text="", by=tono, now=now)
    asking = receive(
        place=talun, kind=RightKind.ERASURE, who="Siti", text="Hapus", by=officer, now=now, resident=neighbours["Siti"]
    )
    assert asking.due_at - now == timedelta(days=3) and b"Siti" not in bytes(asking.sealed)
    with pytest.raises(NotAsItWas):
        answer(request=asking, outcome=RightOutcome.REFUSED, text=" ", by=officer, now=now)
    done = answer(request=asking, outcome=RightOutcome.PARTLY, text="Telepon dihapus", by=officer, now=now)
    assert asked(done).answer == "Telepon dihapus"
    with pytest.raises(NotAsItWas):
        answer(request=asking, outcome=RightOutcome.GRANTED, text="lagi", by=officer, now=now)

"""The sealed archive: what it holds, that it can be made again, and that nothing in it can be changed unseen."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.documents.actions import sealer
from tuntas.documents.press.seal import LocalSealer
from tuntas.journal.models import Line
from tuntas.kipp.actions.archiving import NotOrganiser, TooEarly, make_archive, pack
from tuntas.kipp.actions.unsealing import unseal
from tuntas.kipp.models import Edition, Entry, Sheet
from tuntas.kipp.rules.archive.container import Reader, Writer
from tuntas.kipp.rules.archive.manifest import Listed, manifest
from tuntas.kipp.rules.archive.shape import MANIFEST, NAMES, SEAL, SIGNATURE, table
from tuntas.kipp.rules.archive.verifying import AGREES, DIFFERS, NO_ARCHIVE, UNSEALED, Report, verify
from tuntas.kipp.terms import StageKind
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY, MEETING_DAY
from tuntas.kipp.tests.judging_stage import DESK_DAY
from tuntas.kipp.tests.stage import stage
from tuntas.people.models import Person

KEPT: dict[str, bytes] = {}  # the archive of one test, for those that only tamper with it


def packed(edition: Edition, *, named: bool = False) -> bytes:
    out = io.BytesIO()
    pack(edition=edition, named=named, out=out)
    return out.getvalue()


def checked(data: bytes, trust: bytes | None = None) -> Report:
    return verify(io.BytesIO(data), trust=trust)


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:  # any tool opens it
        return {one.filename: archive.read(one) for one in archive.infolist()}


def rebuilt(files: dict[str, bytes], seal: LocalSealer | None = None) -> bytes:
    """A container of these files; with `seal`, manifest and signature made anew, as a forger would."""
    import hashlib
    import zlib

    files = dict(files)
    if seal is not None:
        files[SEAL] = seal.certificate
        old = json.loads(files[MANIFEST])
        listed = {n: Listed(hashlib.sha256(files[n]).hexdigest(), len(files[n])) for n in (*NAMES, SEAL)}
        head = (old["journal_head"]["number"], old["journal_head"]["hash"])
        files[MANIFEST] = manifest(old["edition"], old["named"], head, listed)
        files[SIGNATURE] = seal.sign(files[MANIFEST])
    out = io.BytesIO()
    writer = Writer(out)
    for name, content in files.items():
        writer.add(name, io.BytesIO(content), len(content), zlib.crc32(content))
    writer.close()
    return out.getvalue()


def said(report: Report) -> str:
    return "\n".join(trouble for one in report.checks for trouble in one.troubles)


@pytest.fixture
def archive(announced_edition: Edition) -> bytes:
    return packed(announced_edition)


@pytest.mark.django_db
def test_an_announced_edition_is_counted_again_to_the_last_rank(archive: bytes) -> None:
    report = checked(archive, sealer().certificate)
    assert said(report) == "" and report.code == AGREES and report.seal.trusted
    assert len(report.checks) == 8 and report.sheets == 24 and report.brought_in == 0
    files = files_of(archive)
    rows = table("ranking.csv", files["ranking.csv"])
    final = [
        (row["entry"], row["rank"], row["score"]) for row in rows if row["view"] == "final" and row["track"] == "daerah"
    ]
    assert [(rank, score) for _entry, rank, score in final] == [("1", "89.200000"), ("2", "87.200000")]
    assert {row["act"] for row in table("journal.csv", files["journal.csv"])} >= {
        "kipp.stage_locked", "kipp.sheet_handed_in", "kipp.plenary_closed", "kipp.announced",
    }  # fmt: skip
    edition = json.loads(files["edition.json"])
    assert [one["weight"] for one in edition["stages"] if one["scored"]][:2] == ["60.00", "40.00"]


@pytest.mark.django_db
def test_the_same_data_gives_the_same_bytes_also_after_it_was_kept(announced_edition: Edition, sari, now) -> None:
    first = packed(announced_edition)
    kept = make_archive(edition=announced_edition, named=False, by=sari, now=ANNOUNCEMENT_DAY)
    assert packed(announced_edition) == first
    assert make_archive(edition=announced_edition, named=False, by=sari, now=ANNOUNCEMENT_DAY) == kept
    assert Line.objects.filter(act="kipp.archive_made").get().data["sha256"] == kept.file.sha256
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None


@pytest.mark.django_db
def test_names_addresses_and_identity_numbers_stay_out(announced_edition: Edition, sari) -> None:
    Entry.objects.filter(edition=announced_edition, title="KUDU Sekolah").update(
        title="=KUDU hubungi wati@example.org atau 3326 0112 3456 0001"
    )
    whole = packed(announced_edition)
    for secret in ("Ratna", "Hadi", "Sari", "Universitas", "@example.org", "3326 0112", "Wati"):
        assert secret.encode() not in whole, secret
    rows = table("entries.csv", files_of(whole)["entries.csv"])
    assert "'=KUDU hubungi […] atau […]" in [row["title"] for row in rows]
    named = packed(announced_edition, named=True)
    assert b"Ratna Juror" in named and b"example.org" not in named
    assert checked(named).code == AGREES


@pytest.mark.django_db
def test_only_an_organiser_and_only_once_nothing_is_sealed(small_edition, scored_finals, sari, wati) -> None:
    with pytest.raises(NotOrganiser):
        make_archive(edition=small_edition, named=False, by=wati, now=MEETING_DAY)
    with pytest.raises(TooEarly):
        make_archive(edition=small_edition, named=False, by=sari, now=MEETING_DAY)


@pytest.mark.django_db
def test_a_broken_seal_stands_in_the_archive(small_edition, scored_finals, sari) -> None:
    from tuntas.kipp.actions.plenary import lock_scores

    unseal(stage=stage(small_edition, StageKind.DESK), reason="Juri sakit.", by=sari, now=DESK_DAY)
    lock_scores(edition=small_edition, by=sari, now=MEETING_DAY)
    data = packed(small_edition)
    report = checked(data)
    assert report.code == AGREES, said(report)
    assert [row["reason"] for row in table("unsealings.csv", files_of(data)["unsealings.csv"])] == ["Juri sakit."]
    without = files_of(data)
    without["unsealings.csv"] = without["unsealings.csv"].splitlines(keepends=True)[0]
    assert "unsealings.csv" in said(checked(rebuilt(without, sealer())))


@pytest.fixture
def kept(archive: bytes) -> bytes:
    KEPT["archive"] = archive
    return archive


@pytest.mark.django_db
def test_any_changed_byte_is_found(kept: bytes) -> None:
    @settings(max_examples=250, deadline=None, database=None)
    @given(st.integers(0, len(kept) - 1), st.integers(1, 255))
    def flip(at: int, by: int) -> None:
        spoilt = bytearray(kept)
        spoilt[at] ^= by
        report = checked(bytes(spoilt))
        assert report.code in (UNSEALED, NO_ARCHIVE), at

    flip()
    for cut in (kept[:-1], kept[:1000], kept + b"\0", b"", b"PK"):
        assert checked(cut).code in (UNSEALED, NO_ARCHIVE)


@pytest.mark.django_db
def test_every_part_outside_the_content_is_compared(kept: bytes) -> None:
    """Every byte of headers and lists, not a sample: 46 bytes around each file, and the end."""
    reader = Reader(io.BytesIO(kept))
    inside = set()
    for one in reader.members.values():
        inside |= set(range(one.start, one.start + one.size))
    for at in set(range(len(kept))) - inside:
        spoilt = bytearray(kept)
        spoilt[at] ^= 1
        assert checked(bytes(spoilt)).code in (UNSEALED, NO_ARCHIVE), at


FORGERIES = [
    ("scores.csv", ",signifikansi,90.00", ",signifikansi,91.00", "sheets.csv"),
    ("sheets.csv", ",90.000000", ",90.000001", "sheets.csv"),
    ("ranking.csv", "daerah,1,", "daerah,2,", "ranking.csv"),
    ("ranking.csv", ",89.200000,", ",89.200001,", "ranking.csv"),
    ("decisions.csv", ",not_winner,2,", ",winner,2,", "decisions.csv"),
    ("locks.csv", ",desk,", ",interview,", ""),
    ("journal.csv", "kipp.stage_locked", "kipp.stage_opened", "journal.csv"),
    ("edition.json", '"weight": "60.00"', '"weight": "50.00"', "ranking.csv"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "before", "after", "named"), FORGERIES)
def test_a_forgery_is_found_by_seal_and_by_recount(archive, tmp_path, name, before, after, named) -> None:
    files = files_of(archive)
    text = files[name].decode()
    assert before in text, text[:600]
    files[name] = text.replace(before, after, 1).encode()
    assert f"{name} " in said(checked(rebuilt(files)))  # the manifest does not fit
    foreign = LocalSealer(tmp_path / "forger")
    forged = rebuilt(files, foreign)  # manifest and seal made anew by somebody else
    assert checked(forged, sealer().certificate).code == UNSEALED
    report = checked(rebuilt(files, sealer()))  # even with our own seal the numbers tell
    if named:
        assert report.code == DIFFERS and named in said(report), said(report)


@pytest.mark.django_db
def test_a_manifest_made_anew_without_the_key_is_found(archive, tmp_path) -> None:
    files = files_of(archive)
    forged = files_of(rebuilt(files, LocalSealer(tmp_path / "forger")))
    files[MANIFEST] = forged[MANIFEST].replace(b'"named": false', b'"named": true')
    report = checked(rebuilt(files))
    assert report.code == UNSEALED
    intact = checked(rebuilt(files_of(archive), LocalSealer(tmp_path / "other")))
    assert intact.code == AGREES and intact.seal.trusted is None  # whole, but nobody said whose seal it must be
    assert checked(rebuilt(files_of(archive), LocalSealer(tmp_path / "other")), sealer().certificate).code == UNSEALED


@pytest.mark.django_db
def test_the_commands(announced_edition: Edition, tmp_path: Path, capsys) -> None:
    path, cert = tmp_path / "arsip.zip", tmp_path / "segel.pem"
    call_command("kipp", "archive", announced_edition.slug, "--out", str(path))
    cert.write_bytes(sealer().certificate)
    with pytest.raises(CommandError):
        call_command("kipp", "archive", announced_edition.slug, "--out", str(path))
    with pytest.raises(SystemExit) as end:
        call_command("kipp", "verify", str(path), "--trust", str(cert))
    assert end.value.code == AGREES and "Semuanya cocok." in capsys.readouterr().out
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(SystemExit) as end:
        call_command("kipp", "verify", str(path), "--language", "en")
    assert end.value.code == UNSEALED and "damaged" in capsys.readouterr().out
    with pytest.raises(SystemExit) as end:
        call_command("kipp", "verify", str(tmp_path / "nowhere.zip"))
    assert end.value.code == NO_ARCHIVE


@pytest.mark.django_db
def test_verifying_asks_no_database(archive: bytes, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert checked(archive, sealer().certificate).code == AGREES
    assert Sheet.objects.exists() and Person.objects.exists()

"""The press by itself: seal, codes, numbers as printed."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.documents.press.code import ALPHABET, grouped, new_code, normal, qr
from tuntas.documents.press.seal import LocalSealer, Verdict
from tuntas.documents.press.typeset import typeset
from tuntas.documents.rules import PatternWrong, label_for, roman

MOMENT = datetime(2021, 10, 4, 2, tzinfo=UTC)
FRAME = {
    "title": "Surat uji",
    "label": "001/UJI/X/2021",
    "kind": "documents.letter",
    "holder": "",
    "date": "4 Oktober 2021",
    "language": "id",
    "code": "7Q4X",
    "address": "https://tuntas.example/dokumen/periksa/7Q4X/",
    "is_sample": False,
}


@pytest.fixture(scope="module")
def sealer(tmp_path_factory) -> LocalSealer:
    return LocalSealer(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def sealed(sealer) -> bytes:
    return sealer.seal(letter(), reason="001/UJI/X/2021")


def letter(**data) -> bytes:
    return typeset(kind="documents.letter", frame=FRAME, data=data, qr=qr(FRAME["address"]), moment=MOMENT)


def test_the_same_input_gives_the_same_bytes():
    assert letter(paragraphs=["a"]) == letter(paragraphs=["a"]) != letter(paragraphs=["b"])


def test_text_cannot_act_as_markup():
    letter(paragraphs=["#panic() = $ * _ \\ ` @x <y> \"'", '#include "/etc/passwd"'])


def test_our_seal_is_known_again(sealer, sealed):
    assert sealer.verify(sealed) is Verdict.OURS


def test_a_seal_of_somebody_else_is_not_ours(sealed, tmp_path):
    assert LocalSealer(tmp_path).verify(sealed) is Verdict.FOREIGN


def test_files_without_a_seal(sealer):
    assert sealer.verify(letter()) is Verdict.UNSEALED
    for nothing in (b"", b"abc", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<"):
        assert sealer.verify(nothing) is Verdict.UNREADABLE


def test_every_flipped_byte_breaks_the_seal(sealer, sealed):
    for place in range(0, len(sealed), len(sealed) // 60):
        changed = bytearray(sealed)
        changed[place] ^= 0x01
        assert sealer.verify(bytes(changed)) is not Verdict.OURS, place


def test_what_is_added_behind_the_seal_breaks_it(sealer, sealed):
    from io import BytesIO

    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root[NameObject("/Lang")] = TextStringObject("en")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    assert sealer.verify(out.getvalue()) is Verdict.CHANGED
    assert sealer.verify(sealed + b"\n% more") is not Verdict.OURS


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    with ThreadPoolExecutor(8) as many:
        made = list(many.map(lambda _: LocalSealer(tmp_path)._certificate.dump(), range(8)))
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["seal.pem"]
    assert (tmp_path / "seal.pem").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler's pdfsig is not installed")
def test_another_program_finds_the_seal_sound(sealed, tmp_path):
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    said = subprocess.run(["pdfsig", "-nocert", tmp_path / "sealed.pdf"], capture_output=True, text=True).stdout
    assert "Signature is Valid" in said


def test_codes_are_long_and_survive_dictation():
    code = new_code()
    assert len(ALPHABET) ** len(code) > 2**128
    assert normal(grouped(code).lower().replace("0", "o").replace("1", "l")) == code
    assert normal("terlalu pendek") == "" == normal(code + "U") == normal("U" * 28)
    assert len({new_code() for _ in range(1000)}) == 1000


@given(st.text(max_size=60))
def test_any_typed_text_is_a_code_or_nothing(typed):
    assert normal(typed) in ("", normal(normal(typed)))


def test_the_qr_is_an_svg_without_anything_else():
    assert qr("https://tuntas.example/x").startswith("<svg")


def test_roman_months():
    assert [roman(n) for n in range(1, 13)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
    ]
    with pytest.raises(ValueError):
        roman(0)


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number):
    value, values = 0, {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    letters = [values[letter] for letter in roman(number)]
    for here, after in zip(letters, [*letters[1:], 0], strict=True):
        value += -here if here < after else here
    assert value == number


@pytest.mark.parametrize(
    ("pattern", "label"),
    [
        ("{number:03d}/KIPP/{roman}/{year}", "012/KIPP/XI/2021"),
        ("{key}-{year}-{month:02d}-{number}", "biro-2021-11-12"),
        ("{number:05d}", "00012"),
    ],
)
def test_patterns(pattern, label):
    assert label_for(pattern, number=12, key="biro", day=date(2021, 11, 30)) == label


@pytest.mark.parametrize(
    "pattern", ["KIPP", "{year}", "{number.__class__}", "{number}{0}", "{number!r}", "{number", ""]
)
def test_wrong_patterns_are_refused(pattern):
    with pytest.raises(PatternWrong):
        label_for(pattern, number=1, key="k", day=date(2021, 1, 1))


@settings(max_examples=50)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_different_numbers_have_different_labels(one, other):
    labels = {label_for("{number:03d}/X", number=n, key="k", day=date(2021, 1, 1)) for n in {one, other}}
    assert len(labels) == len({one, other})

"""Finding near copies."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.innovations.models import Innovation
from tuntas.innovations.queries import alike
from tuntas.innovations.rules import name_likeness, stem, text_likeness, words_of


def make(name, summary="", owner=None, public=True, number=[0]):  # noqa: B006 - a counter for slugs
    from tests.cast import NOW

    number[0] += 1
    return Innovation(
        slug=f"i-{number[0]}",
        name=name,
        summary=summary,
        owner=owner,
        is_public=public,
        added_at=NOW,
        words=words_of([name, summary]),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerakan KUDU Sekolah", "KUDU Sekolah"),
        ("GKBATS (Gerakan Kembali Bersekolah)", "Gerakan Kembali Bersekolah"),
        ("Sapu Jagad", "SAPU JAGAT"),
        ("Si Bulan (Aksi Ibu Pulang Bawa Akta Kelahiran)", "Si Bulan"),
    ],
)
def test_names_that_mean_the_same_are_alike(one, other):
    assert name_likeness(one, other) > 0.6


def test_other_names_are_not():
    assert name_likeness("Rat Hunter", "Hetero Space") < 0.2
    assert name_likeness("", "Rat Hunter") == 0
    assert text_likeness("", "") == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_even_handed_and_bounded(one, other):
    assert name_likeness(one, other) == pytest.approx(name_likeness(other, one))
    assert 0 <= name_likeness(one, other) <= 1


@given(st.text(max_size=40))
def test_stemming_bears_any_word(word):
    assert isinstance(stem(word), str)


def test_a_copy_under_another_name_is_found_by_its_summary(db):
    text = "Petugas desa membantu warga memperoleh dokumen kependudukan yang diterbitkan dinas."
    Innovation.objects.bulk_create([make("LABKD", text), make("Rat Hunter", "Pengendalian tikus di sawah.")])
    found = alike("Layanan Dekat", text.replace("warga", "penduduk"))
    assert [innovation.name for innovation, _ in found] == ["LABKD"] and found[0][1] > 0.6


def test_unpublished_work_of_others_stays_hidden(dindik, dukcapil):
    Innovation.objects.bulk_create([make("Kudu Sekolah", owner=dindik, public=False)])
    assert alike("Kudu Sekolah") == []
    assert alike("Kudu Sekolah", owner=dukcapil) == []
    mine = alike("Kudu Sekolah", owner=dindik)
    assert mine[0][1] == 1.0
    assert alike("Kudu Sekolah", exclude=mine[0][0], owner=dindik) == []


@pytest.mark.slow
def test_three_thousand_are_searched_quickly(db, django_assert_max_num_queries):
    words = "layanan desa warga anak sekolah dokumen cepat sehat ibu pasar jalan air data aduan pajak izin"
    words = words.split()  # noqa: SIM905
    dice = random.Random(1)
    Innovation.objects.bulk_create(
        [make(" ".join(dice.sample(words, 3)) + f" {n}", " ".join(dice.choices(words, k=30))) for n in range(3000)]
        + [make("Gerakan KUDU Sekolah", "Anak kembali ke sekolah.")]
    )
    started = time.perf_counter()
    with django_assert_max_num_queries(2):
        found = alike("KUDU Sekolah", "Mengembalikan anak ke sekolah.")
    assert found[0][0].name == "Gerakan KUDU Sekolah"
    assert time.perf_counter() - started < 1

"""Lists of proposals: what they cost, how they narrow, and the reminder sent from them."""

import pytest
from django.urls import reverse

from tuntas.kipp.tests.proposals import draft, sent

pytestmark = pytest.mark.usefixtures("still")


@pytest.mark.parametrize("asked", [{}, {"semua": "1"}, {"cari": "Inovasi"}, {"tahap": "submitted", "urut": "lama"}])
def test_the_list_costs_the_same_for_three_and_thirty(
    asked, client, small_edition, dindik, wati, agus, sari, django_assert_max_num_queries
):
    client.force_login(sari)
    where = reverse("kipp:entries", args=["kipp-kecil"])
    for number in range(3):
        draft(small_edition, dindik, wati, f"Inovasi {number}")
    with django_assert_max_num_queries(12) as few:
        client.get(where, asked)
    for number in range(3, 30):
        draft(small_edition, dindik, wati, f"Inovasi {number}")
    with django_assert_max_num_queries(12) as many:
        client.get(where, asked)
    assert len(few) == len(many)


@pytest.mark.parametrize("name", ["mine", "check"])
def test_other_lists_cost_the_same_too(
    name, client, small_edition, dindik, wati, agus, sari, django_assert_max_num_queries
):
    client.force_login(sari if name == "check" else agus)
    where = reverse(f"kipp:{name}", args=["kipp-kecil"])
    sent(small_edition, dindik, wati, agus, "Inovasi pertama")
    with django_assert_max_num_queries(12) as few:
        assert client.get(where).status_code == 200
    for number in range(12):
        sent(small_edition, dindik, wati, agus, f"Inovasi {number}")
    with django_assert_max_num_queries(12) as many:
        client.get(where)
    assert len(few) == len(many)


def test_filters_narrow_and_strange_ones_do_not_break(client, small_edition, dindik, dukcapil, wati, budi, agus, sari):
    draft(small_edition, dindik, wati, "Kudu Sekolah")
    draft(small_edition, dukcapil, budi, "Junjang Adminduk")
    client.force_login(sari)
    where = reverse("kipp:entries", args=["kipp-kecil"])

    def titles(**asked: str) -> list[str]:
        return [row.title for row in client.get(where, asked).context["rows"]]

    assert titles(wilayah="33.29") == ["Junjang Adminduk"]
    assert titles(cari="kudu") == ["Kudu Sekolah"]
    assert titles(jalur="daerah", urut="judul") == ["Junjang Adminduk", "Kudu Sekolah"]
    assert titles(tahap="submitted") == []
    assert titles(instansi=str(dindik.pk)) == ["Kudu Sekolah"]
    assert len(titles(tahap="' OR 1=1", urut="; drop", page="x")) == 0
    assert len(titles(cari="9" * 50, instansi="²")) == 0
    assert len(titles(cari="\x00", tahap="\x00")) == 2


def test_reminders_reach_those_whose_turn_it_is(client, small_edition, dindik, dukcapil, wati, budi, sari):
    from tuntas.notices.models import Notice

    draft(small_edition, dindik, wati, "Kudu Sekolah")
    draft(small_edition, dukcapil, budi, "Junjang Adminduk")
    client.force_login(sari)
    where = reverse("kipp:entries_remind", args=["kipp-kecil"]) + "?wilayah=33.29"
    assert "1" in client.get(where).content.decode()
    client.post(where)
    assert [notice.person for notice in Notice.objects.all()] == [budi]

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
import pytest
@pytest.mark.parametrize("n",["plenary","plenary_decisions"])
def test_q(n,sari, open_plenary, signed_in):
    c=signed_in(sari); c.get(reverse("kipp:"+n,args=["kipp-kecil"]))
    with CaptureQueriesContext(connection) as q: c.get(reverse("kipp:"+n,args=["kipp-kecil"]))
    for x in q.captured_queries: print(x["sql"][:40], "FROM", x["sql"].split("FROM",1)[-1][:170])
    assert 0

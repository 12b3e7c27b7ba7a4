"""Two hundred letters signed by four processes at once get two hundred numbers without a gap. Both databases."""

from collections import Counter
from pathlib import Path

import pytest

from tuntas.documents.models import Document, Series
from tuntas.documents.tests.test_parallel import office as processes  # noqa: F401 - a fixture
from tuntas.documents.tests.test_parallel import shared  # noqa: F401 - a fixture
from tuntas.journal.queries import Trouble, verify
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.terms import LetterStage

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("slow_signer.py")


def test_two_hundred_parallel_letters_give_two_hundred_numbers(processes, request):  # noqa: F811
    above = Place.objects.get_or_create(code="33", level=Level.PROVINCE, name="Jawa Tengah", kind="provinsi")[0]
    assert above
    office, neighbours = request.getfixturevalue("office"), request.getfixturevalue("neighbours")
    everybody = list(neighbours.values())
    for number in range(200):
        office.checked(everybody[number % len(everybody)], kind="cover")
    started = [processes(str(number), "4", script=SCRIPT) for number in range(4)]
    said = [process.communicate(timeout=300)[0].decode() for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 201))
    assert Series.objects.get().last == 200 and max(Counter(Document.objects.values_list("label")).values()) == 1
    assert Letter.objects.exclude(document=None).count() == 200
    assert set(Letter.objects.values_list("case__stage", flat=True)) == {LetterStage.ISSUED}
    assert [found for found in verify() if isinstance(found, Trouble)] == []

"""A session that ends while a juror fills the sheet: what was typed is there again after signing in."""

import pytest
import time_machine
from django.conf import settings

from tests.cast import PASSWORD
from tests.journeys.walker import Walker
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed
from tuntas.people.models import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REMARK = "Relawan di setiap desa adalah hal baru."


@pytest.mark.parametrize("walker", ["with scripts", "in English, without scripts"], indirect=True)
def test_a_dead_session_at_the_desk(walker: Walker, small_edition, dindik, wati, ratna) -> None:
    entry = passed(small_edition, dindik, wati)
    give(desk(small_edition), entry, jury_of(small_edition)[0])
    Person.objects.filter(pk=ratna.pk).update(language=walker.language)  # signing in chooses the language
    page = walker.page
    with time_machine.travel(DESK_DAY):
        walker.sign_in(ratna)
        walker.go(f"/kipp/kipp-kecil/juri/desk/{entry.case.reference}/")
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        walker.fill("value-kebaruan", "75")
        walker.fill("remark-kebaruan", REMARK)
        walker.press("Save")
        assert "/akun/login/" in page.url
        walker.fill("login", ratna.email)
        walker.fill("password", PASSWORD)
        walker.press("Sign in")
        assert page.url.endswith(f"/juri/desk/{entry.case.reference}/")
        if walker.scripts:
            assert walker.field("remark-kebaruan").input_value() == REMARK
            assert walker.field("value-kebaruan").input_value() == "75"
        assert REMARK in page.locator("#back-1").input_value()

"""Components: labels tied to controls, errors linked, nothing leaks, everything is escaped."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import override

from tuntas.kernel.clock import WIB
from tuntas.ui.tests.draw import Element, draw, html

KINDS = [("a", "Satu"), ("b", "Dua")]


class Everything(forms.Form):
    text = forms.CharField(label="Judul", help_text="Singkat saja", max_length=10)
    body = forms.CharField(widget=forms.Textarea, required=False)
    pick = forms.ChoiceField(choices=KINDS)
    radio = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect, help_text="Pilih satu")
    boxes = forms.MultipleChoiceField(choices=KINDS, widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField(label="Setuju.")
    day = forms.DateField(initial=date(2021, 10, 4))
    moment = forms.DateTimeField(initial=datetime(2021, 10, 4, 9, 30, tzinfo=WIB))
    number = forms.IntegerField()
    file = forms.FileField()
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("Tidak cocok <dua>")


def field(name: str, form: forms.Form, more: str = "") -> list[Element]:
    return draw(f'<c-field :field="form.{name}" {more} />', form=form)


def one(found: list[Element], *tags: str) -> Element:
    (element,) = [element for element in found if element.tag in tags]
    return element


@pytest.mark.parametrize("name", ["text", "body", "pick", "tick", "day", "moment", "number", "file"])
@pytest.mark.parametrize("data", [None, {"number": "x"}])
def test_a_label_points_at_its_control_and_the_control_at_its_hint_and_errors(name: str, data: Any):
    form = Everything(data)
    found = field(name, form)
    control = one(found, "input", "textarea", "select")
    assert one(found, "label")["for"] == control["id"]
    ids = {element.get("id") for element in found}
    assert set(control.get("aria-describedby", "").split()) <= ids
    assert (f"id_{name}_error" in control.get("aria-describedby", "")) == bool(form[name].errors)
    assert (control.get("aria-invalid") == "true") == bool(form[name].errors)


@pytest.mark.parametrize("name", ["radio", "boxes"])
def test_a_group_of_choices_is_a_fieldset_with_a_legend(name: str):
    found = field(name, Everything({}))
    box = one(found, "fieldset")
    assert one(found, "legend").text.strip().casefold() == name
    assert set(box["aria-describedby"].split()) <= {element.get("id") for element in found}
    assert {label["for"] for label in found if label.tag == "label"} == {f"id_{name}_0", f"id_{name}_1"}


def test_errors_begin_with_a_word_for_those_who_hear_the_page():
    with override("id"):
        assert one([e for e in field("text", Everything({})) if e.get("id") == "id_text_error"], "div").text.startswith(
            "Galat:"
        )
    with override("en"):
        assert "Error: " in html('<c-field :field="form.text" />', form=Everything({}))


def test_optional_fields_say_so_and_required_ones_do_not():
    with override("id"):
        assert "(boleh kosong)" in one(field("body", Everything()), "label").text
        assert "(boleh kosong)" not in one(field("text", Everything()), "label").text


def test_day_and_moment_are_the_browsers_own_pickers():
    assert one(field("day", Everything()), "input").items() >= {"type": "date", "value": "2021-10-04"}.items()
    moment = one(field("moment", Everything()), "input")
    assert moment.items() >= {"type": "datetime-local", "value": "2021-10-04T09:30"}.items()
    typed = one(field("day", Everything({"day": "2021-02-30"})), "input")
    assert typed["value"] == "2021-02-30"
    assert Everything.base_fields["moment"].clean(moment["value"]) == datetime(2021, 10, 4, 9, 30, tzinfo=WIB)


@pytest.mark.parametrize(("words", "shown"), [("200", "200"), ("", ""), ("None", ""), ("-3", ""), ("0", "")])
def test_a_word_limit_is_said_and_counted(words: str, shown: str):
    found = field("body", Everything(), f'words="{words}"')
    assert one(found, "textarea").get("data-words", "") == shown
    if shown:
        with override("id"):
            assert "Paling banyak 200 kata" in html('<c-field :field="form.body" words="200" />', form=Everything())


def test_a_file_says_how_large_it_may_be():
    with override("id"):
        assert "Paling besar 25 MB." in html('<c-field :field="form.file" limit="25 MB" />', form=Everything())
        form = Everything()
        form.fields["file"].max_bytes = 5 * 1024 * 1024
        assert "Paling besar 5,0" in html('<c-field :field="form.file" />', form=form)


def test_a_hidden_field_is_only_itself():
    assert [element.tag for element in field("secret", Everything())] == ["input"]


def test_the_summary_links_every_error_to_its_field():
    found = draw('<c-errors :form="form" />', form=Everything({"text": "x" * 20}))
    links = [element["href"] for element in found if element.tag == "a"]
    assert links == [
        f"#id_{name}" for name in ("text", "pick", "radio_0", "boxes_0", "tick", "day", "moment", "number", "file")
    ]
    summary = one([element for element in found if element.get("id") == "errors"], "div")
    assert summary["role"] == "alert"
    assert "Tidak cocok <dua>" in summary.text
    assert "Setuju: " in summary.text  # no full stop before the colon


@pytest.mark.parametrize("form", [None, "", Everything(), []])
def test_no_summary_without_errors(form: Any):
    assert draw('<c-errors :form="form" />', form=form) == []


def test_the_summary_of_a_formset_reads_every_form():
    many = forms.formset_factory(Everything)({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"})
    links = [element["href"] for element in draw('<c-errors :form="form" />', form=many) if element.tag == "a"]
    assert "#id_form-0-text" in links and "#id_form-1-text" in links


@pytest.mark.parametrize(
    "source",
    [
        '<c-button href="/x">a</c-button>',
        "<c-button>a</c-button>",
        "<c-notice>a</c-notice>",
        "<c-empty>a</c-empty>",
        "<ol><c-task /></ol>",
        "<c-stat />",
        "<c-progress />",
        "<c-details>a</c-details>",
        "<c-status>a</c-status>",
        "<c-sample />",
        "<c-crumbs><li>a</li></c-crumbs>",
        "<c-timeline><li>a</li></c-timeline>",
        "<c-actions>a</c-actions>",
        '<c-pages :page="page" />',
    ],
)
def test_nothing_of_the_page_leaks_into_a_component(source: str):
    names = ["title", "hint", "tone", "state", "value", "label", "note", "href", "summary", "open", "kind", "name"]
    names += ["type", "id", "max", "words", "limit", "form"]
    leaking = dict.fromkeys(names, "BOCOR")
    assert "BOCOR" not in html(source, page=Paginator(range(99), 10).page(2), **leaking)


def test_what_people_wrote_is_escaped():
    evil = '<script>alert("x")</script>'
    for source in (
        '<c-notice title="{{ evil }}">{{ evil }}</c-notice>',
        '<ol><c-task title="{{ evil }}" hint="{{ evil }}" href="{{ evil }}" /></ol>',
        '<c-stat value="{{ evil }}" label="{{ evil }}" />',
        '<c-button name="a" value="{{ evil }}">x</c-button>',
        '<c-stat :value="evil" :label="evil" />',
        '<c-details summary="{{ evil }}">x</c-details>',
    ):
        assert "<script" not in html(source, evil=evil)
        draw(source, evil=evil)


def test_a_button_posts_and_a_link_goes():
    button = one(draw('<c-button kind="danger" name="act" value="hapus" formnovalidate>Hapus</c-button>'), "button")
    assert button.items() >= {"type": "submit", "name": "act", "value": "hapus", "formnovalidate": ""}.items()
    link = one(draw('<c-button kind="secondary" href="/meja/">Meja</c-button>'), "a")
    assert link.items() >= {"href": "/meja/", "class": "button button-secondary"}.items()


def test_pages_keep_the_question():
    found = draw('<c-pages :page="page" />', address="/?q=desa&status=a&status=b&page=7", page=_page(3))
    links = [element["href"] for element in found if element.tag == "a"]
    assert links[0] == "?q=desa&status=a&status=b&page=2"
    assert links[-1] == "?q=desa&status=a&status=b&page=4"
    assert [e["href"] for e in found if e.get("aria-current")] == ["?q=desa&status=a&status=b&page=3"]


def test_one_page_needs_no_pages():
    assert draw('<c-pages :page="page" />', page=Paginator(range(3), 50).page(1)) == []


def _page(number: int) -> Any:
    return Paginator(range(500), 50).page(number)

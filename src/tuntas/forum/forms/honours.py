"""A special award, and who receives it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.forum.forms.choosing import OrganisationField
from tuntas.forum.forms.typed import TypedForm, area, revision_field
from tuntas.forum.models import Gathering, Honour, Programme
from tuntas.kernel.bilingual import said

LONGEST_CITATION = 700  # letters; it has to fit on one page


class SaidChoice(forms.ModelChoiceField):
    """A choice read in the reader's language."""

    def __init__(self, queryset: Any, *, field: str, **options: Any) -> None:
        self.said = field
        super().__init__(queryset, **options)

    def label_from_instance(self, thing: Any) -> str:
        return said(thing, self.said)


class HonourForm(TypedForm):
    """What for, by whom, at which ceremony."""

    revision = revision_field()
    citation = forms.CharField(
        label=_("Citation"),
        max_length=LONGEST_CITATION,
        widget=area(5),
        help_text=_("What for, in one or two sentences: it stands on the certificate."),
    )
    citation_en = forms.CharField(
        label=_("Citation in English"), max_length=LONGEST_CITATION, widget=area(5), required=False
    )
    giver = OrganisationField(label=_("Given by"))
    gathering = SaidChoice(
        Gathering.objects.none(), field="title", label=_("Granted at"), required=False, empty_label="–",
        help_text=_("The event at which it is handed over."),
    )  # fmt: skip

    class Meta:
        model = Honour
        fields = ["name", "citation", "giver", "gathering", "name_en", "citation_en"]

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["gathering"]
        field.queryset = Gathering.objects.filter(published_at__isnull=False, cancelled_at=None).order_by("-starts_at")


class HonoureeForm(forms.Form):
    """One who receives it."""

    organisation = OrganisationField(required=False)
    office = forms.CharField(
        label=_("Office held"),
        max_length=120,
        required=False,
        help_text=_("For a person: the office, such as Kepala Desa. A private name does not stand on an award here."),
    )
    programme = SaidChoice(
        Programme.objects.order_by("name"), field="name", label=_("Or a programme"), required=False, empty_label="–"
    )

    def clean(self) -> dict[str, Any]:
        """One thing, not two."""
        found = super().clean() or {}
        if self.errors:
            return found
        organisation, programme = found.get("organisation"), found.get("programme")
        if (organisation is None) == (programme is None):
            raise ValidationError(_("Name one organisation or one programme."))
        if programme and found.get("office"):
            self.add_error("office", _("A programme has no office; leave this empty."))
        return found


class TakeBackForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=area(3),
        help_text=_("Public: it stands beside the award and on the certificate's verification page."),
    )

"""A programme, and the lines of its page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.forum.forms.choosing import InnovationField, OrganisationField
from tuntas.forum.forms.typed import TypedForm, area, revision_field
from tuntas.forum.models import Finding, Handover, Partner, Programme, Supported, Trial
from tuntas.forum.terms import LONGEST_ABOUT, PieceKind
from tuntas.places.forms import PlaceField

FIRST_YEAR, LAST_YEAR = 1945, 2100


def year_field(label: Any) -> forms.IntegerField:
    """A year, or nothing where it is not known."""
    return forms.IntegerField(label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


class Years(TypedForm):
    """A form with a beginning and an end."""

    def clean(self) -> dict[str, Any]:
        """Nothing ends before it began."""
        found = super().clean()
        since, until = found.get("since_year"), found.get("until_year")
        if since and until and until < since:
            self.add_error("until_year", _("This year lies before the first one."))
        return found


class ProgrammeForm(Years):
    """What the page says of the programme itself."""

    revision = revision_field()
    since_year = year_field(_("Here since (year)"))
    until_year = year_field(_("Until (year)"))
    steward = OrganisationField(label=_("Looked after by"), required=False)

    class Meta:
        model = Programme
        fields = [
            "name", "summary", "about", "since_year", "until_year", "sources", "steward", "name_en", "summary_en",
            "about_en",
        ]  # fmt: skip
        widgets = {
            "summary": area(3), "summary_en": area(3), "about": area(10), "about_en": area(10), "sources": area(4),
        }  # fmt: skip
        help_texts = {
            "about": _("Markdown: an empty line starts a paragraph, ## a heading, **bold**, [text](address)."),
            "sources": _("Where readers can check what stands here: title or address of each report."),
        }

    def __init__(self, *args: Any, may_hand_over: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["steward"].help_text = _("People of this organisation may change the page. Empty: the newsroom.")
        if not may_hand_over:
            del self.fields["steward"]

    def clean(self) -> dict[str, Any]:
        """Texts end somewhere."""
        found = super().clean()
        for name in ("about", "about_en", "summary", "summary_en", "sources"):
            if len(found.get(name) or "") > LONGEST_ABOUT:
                self.add_error(name, ValidationError(_("This text is too long: at most %(most)d characters."),
                                                     params={"most": LONGEST_ABOUT}))  # fmt: skip
        return found


class SupportedForm(TypedForm):
    """An innovation of the register."""

    innovation = InnovationField()

    class Meta:
        model = Supported
        fields = ["innovation", "note", "source", "note_en"]


class PartnerForm(Years):
    """An institution and what it did."""

    organisation = OrganisationField(label=_("Registered here as"), required=False)
    since_year = year_field(_("Since (year)"))
    until_year = year_field(_("Until (year)"))

    class Meta:
        model = Partner
        fields = ["name", "role", "since_year", "until_year", "source", "organisation", "role_en"]


class TrialForm(TypedForm):
    """A place where something was tried."""

    place = PlaceField(required=False)
    innovation = InnovationField(required=False)
    since_year = year_field(_("Since (year)"))

    class Meta:
        model = Trial
        fields = ["place", "place_name", "note", "innovation", "since_year", "source", "note_en"]

    def clean(self) -> dict[str, Any]:
        """It was somewhere."""
        found = super().clean()
        if not found.get("place") and not found.get("place_name") and "place" not in self.errors:
            self.add_error("place", _("Say where it was tried."))
        return found


class FindingForm(TypedForm):
    """A result as a source reports it."""

    innovation = InnovationField(required=False)

    class Meta:
        model = Finding
        fields = ["text", "innovation", "when", "source", "text_en"]
        widgets = {"text": area(3), "text_en": area(3)}


class HandoverForm(TypedForm):
    """What was handed on to whom."""

    organisation = OrganisationField(label=_("Registered here as"), required=False)

    class Meta:
        model = Handover
        fields = ["what", "to", "when", "source", "organisation", "what_en"]
        help_texts = {"to": _("Leave it empty where the source does not say.")}


FORMS: dict[str, type[TypedForm]] = {
    PieceKind.SUPPORTED: SupportedForm,
    PieceKind.PARTNER: PartnerForm,
    PieceKind.TRIAL: TrialForm,
    PieceKind.FINDING: FindingForm,
    PieceKind.HANDOVER: HandoverForm,
}

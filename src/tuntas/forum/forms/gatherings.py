"""An event, its programme, a registration, what is left afterwards, a stand."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tuntas.forum.forms.choosing import InnovationField, OrganisationField
from tuntas.forum.forms.honours import SaidChoice
from tuntas.forum.forms.typed import TypedForm, area, revision_field
from tuntas.forum.models import Booking, Gathering, Item, Material, Stand
from tuntas.forum.rules.gatherings import MATERIAL_KIND
from tuntas.forum.terms import LONGEST_ABOUT
from tuntas.kipp.models import Edition
from tuntas.kipp.terms import EditionStatus

MOST_PLACES = 100_000
LONGEST_STAND = 1_500
MOMENT = _("Date and time in WIB.")


def web_address(label: Any, **options: Any) -> forms.URLField:
    """An address of the web, https where nothing else is said."""
    field = forms.URLField(label=label, required=False, max_length=300, assume_scheme="https", **options)
    field.validators = [URLValidator(schemes=["http", "https"])]
    return field


class GatheringForm(TypedForm):
    """What an event is, when and where, how many may come."""

    revision = revision_field()
    about = forms.CharField(label=_("About the event"), max_length=LONGEST_ABOUT, widget=area(6))
    about_en = forms.CharField(
        label=_("About the event, in English"), max_length=LONGEST_ABOUT, widget=area(6), required=False
    )
    online = web_address(
        _("Address for taking part online"), help_text=_("Shown only to those who have a place, on their ticket.")
    )
    host = OrganisationField(label=_("Organised by"))
    capacity = forms.IntegerField(
        label=_("Number of places"),
        min_value=0,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("As many as really fit. Leave it empty where nobody has to register."),
    )
    edition = SaidChoice(
        Edition.objects.none(), field="name", label=_("Winners on show"), required=False, empty_label="–",
        help_text=_("Their stands are open as soon as the winners of this edition are announced."),
    )  # fmt: skip

    class Meta:
        model = Gathering
        fields = [
            "title", "about", "starts_at", "ends_at", "venue", "online", "host", "capacity", "closes_at", "edition",
            "exhibition_until", "day_only", "date_note", "source", "title_en", "about_en", "date_note_en",
        ]  # fmt: skip
        help_texts = {
            "starts_at": MOMENT,
            "ends_at": MOMENT,
            "venue": _("Building, hall, town. Say how somebody in a wheelchair gets in."),
            "closes_at": _("Date and time in WIB. Empty: when the event begins."),
            "day_only": _("For an event of the past whose hours no report tells."),
            "source": _("For an event of the past: where it is written."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["edition"]
        field.queryset = Edition.objects.exclude(status=EditionStatus.DRAFT).order_by("-year", "name")

    def clean(self) -> dict[str, Any]:
        """It ends after it began, and nobody registers afterwards."""
        found = super().clean()
        starts, ends, closes = found.get("starts_at"), found.get("ends_at"), found.get("closes_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("This lies before the beginning."))
        if starts and closes and closes > starts:
            self.add_error("closes_at", _("Registration ends when the event begins, at the latest."))
        return found


class ItemForm(TypedForm):
    """A line of the programme of the day."""

    innovation = InnovationField(required=False)

    class Meta:
        model = Item
        fields = ["title", "starts_at", "ends_at", "room", "speaker", "innovation", "title_en"]
        help_texts = {
            "starts_at": MOMENT,
            "ends_at": MOMENT,
            "speaker": _("An office or organisation, such as Kepala Dinas Pendidikan."),
        }


class BookingForm(TypedForm):
    """What is asked of somebody who wants to come: nothing that is not needed."""

    class Meta:
        model = Booking
        fields = ["office", "needs"]
        widgets = {"needs": area(3)}
        help_texts = {
            "needs": _(
                "A ramp, a sign language interpreter, large print, a quiet place … Only the organisers read it, and it "
                "is deleted after the event."
            ),
        }


class MaterialForm(TypedForm):
    """A file or a link."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, picture or Excel, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": MATERIAL_KIND.accept}),
    )
    link = web_address(_("Or a link"))

    class Meta:
        model = Material
        fields = ["title", "upload", "link", "title_en"]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        found = super().clean()
        if not self.errors and bool(found.get("upload")) == bool(found.get("link")):
            self.add_error("upload", _("Choose a file or give a link, one of the two."))
        return found


class StandForm(TypedForm):
    """A stand's own words."""

    text = forms.CharField(
        label=_("What you want visitors to know"),
        max_length=LONGEST_STAND,
        required=False,
        widget=area(6),
        help_text=_("Empty: the summary of the innovation's page."),
    )
    text_en = forms.CharField(label=_("The same in English"), max_length=LONGEST_STAND, required=False, widget=area(6))
    video = web_address(_("Link to a video"), help_text=_("It opens on its own site; nothing of it is loaded here."))

    class Meta:
        model = Stand
        fields = ["text", "video", "text_en"]


class CancelForm(forms.Form):
    """Why an event does not take place."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody reads it; whoever registered is told.")
    )
    reason_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)


class DoorForm(forms.Form):
    """A ticket's code; a scanner may type the whole address."""

    code = forms.CharField(
        label=_("Code of the ticket"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Eight letters and digits, for example 7Q4X-M2HD."),
    )

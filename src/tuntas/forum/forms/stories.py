"""A story, its pictures, its way to the public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.files.terms import IMAGE
from tuntas.forum.models import Story, StoryPicture
from tuntas.forum.terms import LONGEST_BODY, LONGEST_TITLE

TALL = forms.Textarea(attrs={"rows": 18})
SHORT = forms.Textarea(attrs={"rows": 3})


class BeginForm(forms.Form):
    """A new story needs a title; everything else can wait."""

    title = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, help_text=_("What happened, in one plain sentence.")
    )


class StoryForm(forms.ModelForm):
    """The working copy. Empty fields are kept: a draft may be unfinished."""

    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Story
        fields = [
            "title", "lead", "body", "category", "byline", "comments_open", "title_en", "lead_en", "body_en",
        ]  # fmt: skip
        widgets = {"lead": SHORT, "lead_en": SHORT, "body": TALL, "body_en": TALL}
        help_texts = {
            "lead": _("Two sentences that stand in lists and under the title."),
            "body": _("Markdown: an empty line starts a paragraph, ## a heading, **bold**, [text](address)."),
            "byline": _("A name, or an office. Readers see it."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["revision"].initial = self.instance.revision
        for name in ("body", "body_en"):
            # Not on the widget: a paste that is too long should be refused with a sentence, not cut in silence.
            self.fields[name].max_length = LONGEST_BODY  # type: ignore[attr-defined]
            self.fields[name].validators.append(_not_longer)

    def _post_clean(self) -> None:
        """The instance stays as it was read: saving is the action's work."""


def _not_longer(text: str) -> None:
    if len(text) > LONGEST_BODY:
        raise forms.ValidationError(
            _("This text has %(has)d characters; at most %(most)d are possible. Make two stories of it."),
            params={"has": len(text), "most": LONGEST_BODY},
        )


class PictureForm(forms.ModelForm):
    """A picture with the words that belong to it."""

    upload = forms.FileField(
        label=_("Picture"),
        help_text=_("JPG, PNG or WebP, at most 10 MB. Place and camera are taken out of it."),
        widget=forms.ClearableFileInput(attrs={"accept": IMAGE(10).accept}),
    )

    class Meta:
        model = StoryPicture
        fields = ["alt", "caption", "credit", "alt_en", "caption_en"]
        help_texts = {"credit": _("For example: Humas Provinsi Jawa Tengah")}


class PublishForm(forms.Form):
    """When, and for a story that is public already: what was corrected."""

    at = forms.DateTimeField(
        label=_("Publish later"),
        required=False,
        help_text=_("Date and time in WIB. Leave it empty to publish now."),
    )


class CorrectForm(forms.Form):
    """What readers are told of a change."""

    note = forms.CharField(
        label=_("What you corrected"),
        max_length=300,
        help_text=_("Readers see this sentence under the story, with date and time."),
    )
    note_en = forms.CharField(label=_("The same in English"), max_length=300, required=False)

"""Input of posts, absences, delegations, blocks, codes and wordings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.people.models import Person
from tuntas.services.labkd.actions.signing import FORMS
from tuntas.services.labkd.models import Post
from tuntas.services.labkd.rules.classification import subjects
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.rules.numbers import LONGEST_BLOCK
from tuntas.services.labkd.rules.values import TABLES, known_fields
from tuntas.services.labkd.rules.wording import LONGEST, check
from tuntas.services.labkd.terms import Rank


def day_field(label: Any, required: bool = True) -> forms.DateField:
    """A day with the browser's own calendar."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class PostForm(forms.Form):
    """Who holds a post."""

    rank = forms.ChoiceField(label=_("Post"), choices=Rank.choices)
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Account"),
        required=False,
        help_text=_("Somebody with a role at this village. Without an account nobody can check or sign."),
    )
    name = forms.CharField(label=_("Name as printed"), max_length=120)
    title = forms.CharField(label=_("Title as printed"), max_length=120, help_text=_("For example: Kepala Desa Talun."))
    staff_number = forms.CharField(label=_("Staff number (NIP or NIPD)"), max_length=40, required=False)
    certificate = forms.CharField(
        label=_("Serial number in the certificate"),
        max_length=64,
        required=False,
        help_text=_("For electronic signatures: what the signer's certificate carries as serial number of the person."),
    )
    decree = forms.CharField(label=_("Decree"), max_length=120, required=False)
    since = day_field(_("From"))

    def __init__(self, *args: Any, people: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class UntilForm(forms.Form):
    """The last day."""

    until = day_field(_("Last day"))


class AwayForm(forms.Form):
    """Who is away, and who stands in."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("Who is away"))
    since = day_field(_("From"))
    until = day_field(_("Until and including"))
    acting = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("Who stands in"),
        required=False,
        help_text=_("Empty: the secretary signs on behalf (a.n.), else a section (u.b.)."),
    )
    form = forms.ChoiceField(label=_("Form"), choices=[(form, form) for form in FORMS])
    reason = forms.CharField(label=_("Reason or deed"), max_length=200)

    def __init__(self, *args: Any, posts: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in ("post", "acting"):
            self.fields[name].queryset = posts  # type: ignore[attr-defined]


class DelegationForm(forms.Form):
    """What the head hands on."""

    kind = forms.ChoiceField(label=_("Kind of letter"), required=False)
    rank = forms.ChoiceField(label=_("To"), choices=[one for one in Rank.choices if one[0] != Rank.HEAD])
    deed = forms.CharField(label=_("Deed"), max_length=120)
    since = day_field(_("From"))
    until = day_field(_("Until and including"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        every = [("", _("Every kind")), *((key, str(kind)) for key, kind in kinds().items())]
        self.fields["kind"].choices = every  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """Numbers taken in advance."""

    count = forms.IntegerField(label=_("How many numbers"), min_value=1, max_value=LONGEST_BLOCK)
    reason = forms.CharField(label=_("What for"), max_length=200)


class VoidForm(forms.Form):
    """Numbers of a block that were not used."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea({"rows": 2}))


class CodeForm(forms.Form):
    """A classification code of the place's own."""

    subject = forms.ChoiceField(label=_("Subject"))
    from_year = forms.IntegerField(label=_("From the year"), min_value=2000, max_value=2100)
    code = forms.RegexField(
        r"^\d{3}(\.\d{1,3}){0,5}$",
        label=_("Code"),
        max_length=30,
        error_messages={"invalid": _("A code has digits and dots, for example 400.12.2.")},
    )

    def __init__(self, *args: Any, english: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(key, names[1] if english else names[0]) for key, names in subjects().items()]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]


class TemplateForm(forms.Form):
    """A wording. Every mistake is named with its line."""

    title = forms.CharField(label=_("Title of the letter"), max_length=120)
    body = forms.CharField(
        label=_("Text"), max_length=LONGEST, widget=forms.Textarea({"rows": 22, "spellcheck": "false"})
    )
    effective_from = day_field(_("Holds from"))
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.kind = kind

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        faults = check(body, known_fields(self.kind), TABLES)
        if faults:
            raise forms.ValidationError(
                [_("Line %(line)s: %(what)s") % {"line": one.line, "what": one.sentence} for one in faults[:8]]
            )
        return body


class RegisterForm(forms.Form):
    """Choices of the register and the archive."""

    q = forms.CharField(label=_("Number"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind of letter"), required=False)
    since = day_field(_("From"), required=False)
    until = day_field(_("Until and including"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        every = [("", _("Every kind")), *((key, str(kind)) for key, kind in kinds().items())]
        self.fields["kind"].choices = every  # type: ignore[attr-defined]

"""Forms of entries: they check what was typed and never save."""

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.models import Innovation
from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Category, Edition, Group
from tuntas.people.models import Organisation

NEW = "new"


class SaidChoice(forms.ModelChoiceField):
    """A choice among things with a title in two languages."""

    iterator = ModelChoiceIterator

    def label_from_instance(self, obj: Any) -> str:
        return said(obj, "title")


def mark_asked(form: forms.Form, *names: str) -> None:
    """These fields may be left empty for now but are wanted in the end: pages do not call them optional."""
    for name in names:
        if name in form.fields:
            form.fields[name].asked = True  # type: ignore[attr-defined]


class FactsForm(forms.Form):
    """Title and the other facts of a proposal."""

    title = forms.CharField(
        label=_("Title of the innovation"),
        max_length=160,
        help_text=_("The name under which people know it. At most 160 letters."),
    )
    group = SaidChoice(label=_("Group"), queryset=Group.objects.none(), widget=forms.RadioSelect, empty_label=None)
    category = SaidChoice(label=_("Category"), queryset=Category.objects.none(), required=False)
    started_on = forms.DateField(
        label=_("In use since"),
        required=False,
        help_text=_("The day on which the first people were served, not the day of the idea."),
    )
    origin = forms.CharField(
        label=_("Replicated from"),
        max_length=200,
        required=False,
        help_text=_("Only if it adapts another innovation: its name and its owner."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, edition: Edition, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["group"].queryset = edition.groups.filter(pk__in=[group.pk for group in groups])
        fields["category"].queryset = edition.categories.all()
        if not edition.categories.exists():
            del self.fields["category"]
        mark_asked(self, "category", "started_on")


class StartForm(FactsForm):
    """Facts and the organisation for which somebody begins."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        help_text=_("The proposal belongs to this organisation. Its local admin hands it in."),
    )
    innovation = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["organisation", "title", "group", "category", "started_on", "origin"]

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        if len(organisations) == 1:
            field.initial = organisations[0].pk
            field.empty_label = None
        del self.fields["revision"]


class LinkInnovationForm(forms.Form):
    """Which innovation of the register it is, or none of those shown."""

    innovation = forms.ChoiceField(label=_("Is it one of these?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, alike: list[tuple[Innovation, float]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["innovation"]
        field.choices = [
            *((str(innovation.pk), innovation.name) for innovation, _likeness in alike),
            (NEW, _("None of these: it is another innovation")),
        ]


class AnswerForm(forms.Form):
    """The text of one section. Not stripped of anything here: cleaning is the action's."""

    text = forms.CharField(
        label=_("Your answer"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, must: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if must:
            mark_asked(self, "text")


class UploadForm(forms.Form):
    """A file for a requirement."""

    upload = forms.FileField(label=_("File"), allow_empty_file=True)
    caption = forms.CharField(
        label=_("What it shows"), max_length=200, required=False, help_text=_("One line, without names of people.")
    )


class LinkForm(forms.Form):
    """A link for a requirement."""

    link = forms.CharField(
        label=_("Web address"),
        max_length=500,
        help_text=_("It begins with https:// and opens without signing in."),
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    caption = forms.CharField(label=_("What it shows"), max_length=200, required=False)


class RemarksForm(forms.Form):
    """Words somebody else will read."""

    remarks = forms.CharField(
        label=_("Remarks"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )

    def __init__(self, *args: Any, must: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if must:
            mark_asked(self, "remarks")


class InviteForm(forms.Form):
    """An organisation invited into a group."""

    group = SaidChoice(label=_("Group"), queryset=Group.objects.none(), empty_label=None)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        help_text=_("Its name as registered; a part of it is enough if only one organisation fits."),
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = Group.objects.filter(pk__in=[group.pk for group in groups])

    def clean_organisation(self) -> Organisation:
        typed = self.cleaned_data["organisation"].strip()
        exact = list(Organisation.objects.filter(name__iexact=typed)[:2])
        found = exact or list(Organisation.objects.filter(name__icontains=typed)[:4])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("No organisation of this name is registered."))
        names = "; ".join(f"{one.name}" for one in found)
        raise forms.ValidationError(_("Several fit: %(names)s. Write the whole name."), params={"names": names})


class CheckForm(forms.Form):
    """Verdicts on the lines of a checklist and words to the entrant."""

    words = forms.CharField(
        label=_("Your words to the entrant"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    VERDICTS = [("pass", _("In order")), ("fail", _("Not in order"))]

    def __init__(self, *args: Any, items: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"verdict-{item.pk}"] = forms.ChoiceField(
                label=said(item, "title"), choices=self.VERDICTS, required=False, widget=forms.RadioSelect
            )
            mark_asked(self, f"verdict-{item.pk}")
            self.fields[f"remark-{item.pk}"] = forms.CharField(
                label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Each line with its two fields, for the page."""
        return [(item, self[f"verdict-{item.pk}"], self[f"remark-{item.pk}"]) for item in self.items]

    def verdicts(self) -> dict[int, tuple[bool | None, str]]:
        """What was decided, by the line's id; None where nothing was."""
        meaning = {"pass": True, "fail": False}
        return {
            item.pk: (
                meaning.get(self.cleaned_data.get(f"verdict-{item.pk}", "")),
                self.cleaned_data.get(f"remark-{item.pk}", ""),
            )
            for item in self.items
        }

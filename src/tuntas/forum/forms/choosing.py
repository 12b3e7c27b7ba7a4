"""Fields that name a thing by typing: they stay small however many there are, and work without scripts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.models import Innovation
from tuntas.kernel.text import clean
from tuntas.people.models import Organisation

SUGGESTIONS = 8


class InnovationField(forms.CharField):
    """A public innovation by its name or the address of its page. Cleans to an `Innovation`, or None when empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Innovation"))
        options.setdefault("help_text", _("Its name in the register, or the address of its page."))
        options.setdefault("max_length", 300)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Innovation.objects.filter(pk=value).first()
        return value.name if isinstance(value, Innovation) else value

    def clean(self, value: Any) -> Any:
        """The innovation; where several fit, the error names them."""
        typed = clean(str(super().clean(value) or ""))
        if not typed:
            return None
        public = Innovation.objects.filter(is_public=True)
        slug = typed.rstrip("/").rpartition("/")[2]
        exact = public.filter(slug=slug).first() or public.filter(name__iexact=typed).order_by("pk").first()
        return exact or _only(public.filter(name__icontains=typed), "name")


class OrganisationField(forms.CharField):
    """An organisation by its name. Cleans to an `Organisation`, or None when empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Organisation"))
        options.setdefault("help_text", _("Its name as it is registered here; a part of it is enough."))
        options.setdefault("max_length", 160)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Organisation.objects.filter(pk=value).first()
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        """The organisation; where several fit, the error names them."""
        typed = clean(str(super().clean(value) or ""))
        if not typed:
            return None
        exact = list(Organisation.objects.filter(name__iexact=typed)[:2])
        return exact[0] if len(exact) == 1 else _only(Organisation.objects.filter(name__icontains=typed), "name")


def _only(found: QuerySet[Any], by: str) -> Any:
    fitting = list(found.order_by(by)[: SUGGESTIONS + 1])
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise ValidationError(_("Nothing of this name is registered here. Check the spelling."))
    names = "; ".join(str(one) for one in fitting[:SUGGESTIONS])
    raise ValidationError(_("Several fit. Type the whole name of one: %(names)s"), params={"names": names})

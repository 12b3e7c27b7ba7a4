"""What a form field needs to be shown: label, help, errors and the widget, tied together for screen readers."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Control:
    """One field as the component `<c-field>` draws it. `base` is the stem of the identifiers."""

    widget: str
    hidden: bool = False
    base: str = ""
    id: str = ""
    label: str = ""
    helps: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    required: bool = True
    words: int = 0
    group: bool = False
    tick: bool = False
    described: str = ""

    @property
    def tag(self) -> str:
        """The element around it: a group of choices is a fieldset."""
        return "fieldset" if self.group else "div"


@dataclass(frozen=True)
class Problem:
    """One line of the error summary."""

    text: str
    label: str = ""
    href: str = ""


def _whole(value: Any) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError):
        return 0


def _widget_for(bound: BoundField) -> forms.Widget:
    """The field's widget; day and moment become the browser's own pickers, which want ISO values."""
    widget = bound.field.widget
    kinds = {forms.DateInput: ("date", "%Y-%m-%d"), forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M")}
    kinds[forms.TimeInput] = ("time", "%H:%M")
    if type(widget) in kinds and widget.input_type == "text":
        widget = copy(widget)
        widget.input_type, widget.format = kinds[type(widget)]
    return widget


def _file_hint(bound: BoundField, limit: Any) -> str:
    """“At most 25 MB.” from the attribute, else from the field's `max_bytes`."""
    largest = limit or getattr(bound.field, "max_bytes", None)
    if not largest:
        return ""
    told = filesizeformat(largest) if isinstance(largest, int) else str(largest)
    return _("At most %(size)s.") % {"size": told}


def control(bound: BoundField, words: Any = "", hint: str = "", label: str = "", limit: Any = "") -> Control:
    """Everything `<c-field>` shows. `words` is a word limit, `limit` a size for files (text or bytes)."""
    widget = _widget_for(bound)
    if widget.is_hidden:
        return Control(widget=bound.as_widget(widget), hidden=True)
    base, most = bound.auto_id or bound.html_name, _whole(words)
    helps: list[Any] = [text] if (text := hint or bound.help_text) else []
    if isinstance(widget, forms.FileInput) and (size := _file_hint(bound, limit)):
        helps.append(size)
    tied = {"_helptext": helps, "_error": bound.errors, "_count": most}
    described = " ".join(base + end for end, there in tied.items() if there)
    attrs: dict[str, Any] = {"id": base}
    group = bool(getattr(widget, "use_fieldset", False))
    if described and not group:
        attrs["aria-describedby"] = described
    if most:
        attrs |= {"data-words": most, "data-count": f"{base}_count"}
    return Control(
        widget=bound.as_widget(widget, attrs=attrs),
        base=base,
        id=bound.id_for_label or base,
        label=str(label or bound.label),
        helps=helps,
        errors=[str(error) for error in bound.errors],
        # `asked`: may be empty for now but is wanted in the end, so it is not called optional.
        required=bound.field.required or getattr(bound.field, "asked", False),
        words=most,
        group=group,
        tick=isinstance(widget, forms.CheckboxInput),
        described=described,
    )


def _of_form(form: forms.BaseForm) -> list[Problem]:
    found = [Problem(str(text)) for text in form.non_field_errors()]
    for bound in form:
        first = f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else bound.id_for_label or bound.auto_id
        for text in bound.errors:
            if bound.is_hidden:
                found.append(Problem(str(text), str(bound.label)))
            else:
                found.append(Problem(str(text), str(bound.label).rstrip(".:?!"), f"#{first}"))
    return found


def problems(form: Any) -> list[Problem]:
    """Every error of a form, a formset or a list of either, in reading order; none of an unbound form."""
    if isinstance(form, forms.BaseFormSet):
        own = [Problem(str(text)) for text in form.non_form_errors()] if form.is_bound else []
        return own + problems(form.forms)
    if isinstance(form, forms.BaseForm):
        return _of_form(form) if form.is_bound else []
    if isinstance(form, Iterable) and not isinstance(form, str):
        return [problem for one in form for problem in problems(one)]
    return []

"""Rules beyond their edition: taken along as a file, taken in, copied to a next year, compared side by side."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now, wib_date
from tuntas.kernel.text import clean
from tuntas.kipp.actions.copying import copy_edition
from tuntas.kipp.actions.editions import EditionRefused
from tuntas.kipp.actions.rulebook import change
from tuntas.kipp.forms.amendments import CompareForm, CopyForm, PartsForm, RulesFileForm
from tuntas.kipp.forms.rulebook import PAGES
from tuntas.kipp.models import Edition
from tuntas.kipp.queries.comparing import compared, rules_to_compare
from tuntas.kipp.queries.editions import visible_to
from tuntas.kipp.rules.charter.changes import differences
from tuntas.kipp.rules.charter.check import NotRules, RulesFile, read_rules
from tuntas.kipp.rules.charter.reading import charter_of, file_of, moved
from tuntas.kipp.rules.charter.taking import taken
from tuntas.kipp.rules.charter.telling import all_told
from tuntas.kipp.rules.seats import ORGANISES, may_open
from tuntas.kipp.terms import EditionStatus
from tuntas.kipp.views.doors import Visit, behind, enter, who
from tuntas.kipp.views.editions.work import number


def rules_file(request: HttpRequest, edition: str) -> HttpResponse:
    """The edition's rules as one JSON file; for everybody who may read the rules."""
    found, _seats = enter(request, edition)
    text = json.dumps(file_of(found, charter_of(found)), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="aturan-{found.slug}.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@behind(ORGANISES)
def take_in(request: Visit, edition: Edition) -> HttpResponse:
    """A rules file into a draft: looked through, then shown as differences, then taken over in the parts chosen."""
    if edition.status != EditionStatus.DRAFT:
        messages.info(request, _("This edition is published. Its rules change only by an amendment."))
        return redirect("kipp:rules", edition.slug)
    form = RulesFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "kipp/editions/rules_import.html", {"edition": edition, "form": form})
    try:
        file = read_rules(form.cleaned_data["text"])
    except NotRules as refused:
        for sentence in refused.sentences[:50]:
            form.add_error("file", sentence)
        return render(request, "kipp/editions/rules_import.html", {"edition": edition, "form": form})
    return _take(request, edition, file, form.cleaned_data["text"])


def _take(request: Visit, edition: Edition, file: RulesFile, text: str) -> HttpResponse:
    """The differences a readable file makes, and taking over the chosen parts."""
    before = charter_of(edition)
    charter = moved(file.charter, edition.year - file.year)
    choice = [(page.key, page.title) for page in PAGES]
    parts = PartsForm(request.POST if "parts" in request.POST or "take" in request.POST else None, parts=choice)
    chosen = parts.cleaned_data["parts"] if parts.is_bound and parts.is_valid() else [page.key for page in PAGES]
    wanted = taken(before, charter, chosen)
    changes = differences(before, wanted)
    if "take" in request.POST and parts.is_valid():
        seen = number(request.POST.get("revision"))
        try:
            change(edition=edition, by=request.user, now=now(), seen=seen, part="berkas", charter=wanted)
        except EditionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The rules are taken over. What was taken out can be restored below."))
            return redirect("kipp:rules", edition.slug)
    context = {
        "edition": edition,
        "file": file,
        "text": text,
        "parts": parts,
        "differences": all_told(changes, before, wanted),
        "dropped": sum(one.is_dropped for one in changes),
        "revision": request.POST.get("revision", edition.revision),
    }
    return render(request, "kipp/editions/rules_take.html", context)


@login_required
def copy(request: Visit, edition: str) -> HttpResponse:
    """Start an edition from this one."""
    source, _seats = enter(request, edition)
    if not may_open(request.user, now()):
        raise PermissionDenied
    year = max(source.year + 1, wib_date(now()).year)
    name = source.name.replace(str(source.year), str(year))
    initial = {"name": name if name != source.name else f"{name} {year}", "year": year, "office": source.office_id}
    form = CopyForm(request.POST or None, initial=initial, source=source, now=now())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if twin := _just_copied(request, data["name"]):  # a second click on the same button
            return redirect("kipp:rules", twin.slug)
        try:
            made = copy_edition(
                source=source,
                name=clean(data["name"]),
                year=data["year"],
                office=data["office"],
                by=request.user,
                now=now(),
            )
        except EditionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The draft edition is open. Nobody else sees it until you publish it."))
            return redirect("kipp:rules", made.slug)
    return render(request, "kipp/editions/copy.html", {"edition": source, "form": form})


def _just_copied(request: Visit, name: str) -> Edition | None:
    """A draft of the same name the same person opened within the last minute."""
    mine = Edition.objects.filter(created_by=request.user, status=EditionStatus.DRAFT, name=clean(name))
    found = mine.order_by("-created_at", "-pk").first()
    return found if found and (now() - found.created_at).total_seconds() < 60 else None


def compare(request: HttpRequest, edition: str) -> HttpResponse:
    """Two editions' rules side by side: `?dengan=` is the other, `?semua=1` shows what is the same as well."""
    found, _seats = enter(request, edition)
    others = list(rules_to_compare(visible_to(who(request)), found))
    slug = request.GET.get("dengan", "")
    other = next((one for one in others if one.slug == slug), None)
    form = CompareForm(request.GET if other else None, editions=others)
    context: dict[str, Any] = {"edition": found, "others": others, "other": other, "form": form}
    if other is not None:
        everything = "semua" in request.GET
        context |= {"everything": everything, "parts": compared(found, other, everything=everything)}
    return render(request, "kipp/editions/compare.html", context)

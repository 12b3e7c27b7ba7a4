"""What the secretariat should look at in an entry, gathered from rules. Hints, never verdicts."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuntas.kipp.flow.needs import gaps_of, quota_used
from tuntas.kipp.models import Entry
from tuntas.kipp.queries.duplicates import Twin
from tuntas.kipp.queries.entries import Proposal
from tuntas.kipp.rules.entries import is_too_young, latest_start
from tuntas.kipp.rules.hints import Hint, nonsense_in


def hints_of(entry: Entry, read: Proposal, twins: list[Twin]) -> list[Hint]:
    """Age, completeness, length, filler text, twins, quota: in the order of how often they decide."""
    found = [_age(entry, read)]
    found += [Hint(gap.sentence) for gap in gaps_of(entry)]
    for part in read.sections:
        if reason := nonsense_in(part.text):
            found.append(Hint(_("“%(title)s”: %(reason)s.") % {"title": part.title, "reason": reason}))
        elif part.words and part.words < part.limit * 0.1:
            told = _("“%(title)s” has only %(words)d words.") % {"title": part.title, "words": part.words}
            found.append(Hint(told, "info"))
    found += _twin_hints(twins)
    if entry.group.quota is not None and quota_used(entry) >= entry.group.quota:
        found.append(Hint(_("The organisation has more proposals in this group than it may enter.")))
    return found


def _age(entry: Entry, read: Proposal) -> Hint:
    latest = latest_start(entry.edition, entry.group)
    if read.months is None or latest is None:
        return Hint(_("The age cannot be computed: a date is missing."))
    what = {
        "months": read.months,
        "least": entry.group.min_age_months,
        "latest": date_format(latest, "j F Y"),
    }
    if is_too_young(entry):
        told = _(
            "%(months)d months in use when registration closed; %(least)d are asked (since %(latest)s at the latest)."
        )
        return Hint(told % what)
    return Hint(_("%(months)d months in use when registration closed; %(least)d are asked.") % what, "info")


def _twin_hints(twins: list[Twin]) -> list[Hint]:
    found = []
    for twin in twins:
        if twin.same_edition and twin.title == 100:
            told = _("The same title stands in this edition: %(reference)s.")
            found.append(Hint(told % {"reference": twin.reference}))
        elif twin.same_innovation:
            found.append(Hint(_("The same innovation was entered in %(edition)s.") % {"edition": twin.where}))
    return found

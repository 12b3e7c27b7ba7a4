"""What the figures say, in plain sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.casework.terms import Promise
from tuntas.quality.queries.words import FourWords, Share
from tuntas.quality.terms import OFFICE_MINUTES
from tuntas.ui.templatetags.ui import number, rupiah


def percent(share: Share) -> str:
    """ "80 %" of many; of few the interval, "63 to 90 %"."""
    if not share.known:
        return "–"
    if share.few:
        low, high = share.interval
        return _("%(low)s to %(high)s%%") % {"low": number(low), "high": number(high)}
    return _("%(value)s%%") % {"value": number(share.percent)}


def sentences(now: FourWords, before: FourWords, promise: Promise | None) -> list[tuple[str, str]]:
    """One sentence a word: (the word, what it says); empty where nothing can be told."""
    if not now.any:
        return []
    return [
        ("mudah", _easy(now)),
        ("murah", _cheap(now)),
        ("cepat", _fast(now, promise)),
        ("tuntas", _whole(now, before)),
    ]


def _easy(now: FourWords) -> str:
    back = ngettext(
        "%(back)s of %(cases)s case was sent back at least once.",
        "%(back)s of %(cases)s cases were sent back at least once.",
        now.cases,
    ) % {"back": number(now.returned.part), "cases": number(now.cases)}
    if not now.visits.known:
        return back
    came = _("People came %(visits)s times on average and were asked for %(papers)s papers (%(noted)s cases noted).")
    said = came % {
        "visits": number(now.visits.value, 1), "papers": number(now.documents.value, 1),
        "noted": number(now.visits.whole),
    }  # fmt: skip
    return f"{said} {back}"


def _cheap(now: FourWords) -> str:
    if not now.cost.known:
        return _("Nobody noted what it cost.")
    if not now.cost.total:
        return _("It cost nobody anything (%(noted)s cases noted).") % {"noted": number(now.cost.whole)}
    said = _("%(free)s of %(noted)s paid nothing; on average a case cost %(cost)s.")
    return said % {
        "free": number(now.free.part), "noted": number(now.free.whole), "cost": rupiah(round(now.cost.value)),
    }  # fmt: skip


def _fast(now: FourWords, promise: Promise | None) -> str:
    said = _("Half were settled within %(half)s working hours, nine of ten within %(most)s.") % {
        "half": number(now.p50 or 0, 1), "most": number(now.p90 or 0, 1),
    }  # fmt: skip
    if promise is None or promise.days is None or not now.kept.known:
        return said
    kept = _("The promise is %(days)s working days (%(hours)s hours): kept in %(kept)s of %(promised)s, %(percent)s.")
    return f"{said} " + kept % {
        "days": promise.days, "hours": promise.days * OFFICE_MINUTES // 60, "kept": number(now.kept.part),
        "promised": number(now.kept.whole), "percent": percent(now.kept),
    }  # fmt: skip


def _whole(now: FourWords, before: FourWords) -> str:
    said = _("%(whole)s of %(cases)s (%(percent)s) were done the first time, told, and not opened again.") % {
        "whole": number(now.whole.part), "cases": number(now.cases), "percent": percent(now.whole),
    }  # fmt: skip
    if not before.any:
        return said
    past = _("The year before: %(whole)s of %(cases)s (%(percent)s).") % {
        "whole": number(before.whole.part), "cases": number(before.cases), "percent": percent(before.whole),
    }  # fmt: skip
    return f"{said} {past}"

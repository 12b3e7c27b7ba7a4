"""Who is told what: handlers of this service's events, wired in the lobby."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.services.labkd.models import Letter, SignatureRequest
from tuntas.services.labkd.terms import LetterIssued, SignatureFailed


def tell_issued(event: LetterIssued) -> None:
    """Whoever asked from an account reads that the letter is ready."""
    letter = Letter.objects.select_related("case__place", "asked_by").get(pk=event.letter_id)
    if letter.asked_by is None or letter.signed_at is None:
        return

    def say() -> tuple[str, str]:
        title = _("Your letter is ready: %(kind)s") % {"kind": letter.case.title}
        return title, _("Download it on its page, or fetch it at the village office.")

    link = reverse("labkd:letter_follow", args=[letter.case.place_id, letter.token])
    tell(person=letter.asked_by, kind="labkd.issued", link=link, now=letter.signed_at, **worded(say))


def tell_signer(event: SignatureFailed) -> None:
    """The signer reads that the electronic signature came to nothing."""
    request = SignatureRequest.objects.select_related("letter__case", "requested_by").get(pk=event.request_id)
    case = request.letter.case

    def say() -> tuple[str, str]:
        title = _("The electronic signature came to nothing: %(reference)s") % {"reference": case.reference}
        return title, _("Nothing was issued; the number stays with the letter. Sign it again, or give the number up.")

    link = reverse("labkd:letter", args=[case.place_id, case.reference])
    now = request.ended_at or request.requested_at
    tell(person=request.requested_by, kind="labkd.signature_failed", link=link, now=now, **worded(say))

"""What the rules say of objections and of coaching. No public source confirms either: both begin switched off."""

from django.utils.translation import gettext_lazy as _

from tuntas.kipp.rules.charter.shape import Fact, Kind
from tuntas.kipp.terms import Deed, ObjectionScope

HEARING: tuple[Fact, ...] = (
    Fact(
        "objection_days",
        _("Working days in which entrants may object"),
        Kind.WHOLE,
        Deed.OFFER,
        help=_("Counted from the day after a result is known. Empty: no objections; no public source confirms one."),
        low=1,
        high=60,
        on="syarat",
    ),
    Fact(
        "objection_scope",
        _("What may be objected to"),
        Kind.ONE,
        Deed.OFFER,
        needed=True,
        choices=tuple(ObjectionScope.choices),
        fresh=ObjectionScope.CHECK.value,
        on="syarat",
    ),
    Fact(
        "objection_answer_days",
        _("Working days in which an objection is answered"),
        Kind.WHOLE,
        Deed.OFFER,
        needed=True,
        low=1,
        high=60,
        fresh=5,
        on="syarat",
    ),
    Fact(
        "objection_holds",
        _("The announcement waits until every objection is answered"),
        Kind.YES,
        Deed.OFFER,
        on="syarat",
    ),
    Fact(
        "shows_revised",
        _("Interview jurors also see the proposal as revised in coaching, marked as revised"),
        Kind.YES,
        Deed.MEANING,
        on="penilaian",
    ),
)

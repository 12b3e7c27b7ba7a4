"""What an edition's rules say of stages and of what is scored in them.

`STAGE_SETTINGS` is where fields of stages go that other parts of the competition read: quorum, gaps, years. A new one
is one line there; forms, files, copies, differences and amendments follow.
"""

from django.utils.translation import gettext_lazy as _

from tuntas.kipp.rules.charter.facts import titled
from tuntas.kipp.rules.charter.shape import Fact, Kind, Shelf
from tuntas.kipp.terms import Deed, StageKind

CRITERIA = Shelf(
    "criteria",
    "criteria",
    _("Criteria"),
    _("Criterion"),
    "penilaian",
    (
        *titled(Deed.MEANING),
        Fact(
            "weight",
            _("Weight in percent"),
            Kind.DECIMAL,
            Deed.WEIGHT,
            needed=True,
            low=0,
            high=100,
            digits=6,
            places=3,
            fresh="0",
        ),
        Fact("help", _("Question to the juror"), Kind.LONG, Deed.MEANING, rows=2, on="rubrik"),
        Fact("help_en", _("Question in English"), Kind.LONG, Deed.MEANING, rows=2, on="rubrik"),
        Fact("anchors", _("Bands, best first"), Kind.BANDS, Deed.MEANING, on="rubrik"),
        Fact("sections", _("Sections to read for it"), Kind.SECTIONS, Deed.WORDING, on="rubrik"),
    ),
    Deed.MEANING,
    Deed.MEANING,
    add=_("Add a criterion"),
)

# One line a setting: its column on Stage, its label, what it may be, and until when it may be amended.
_SCORED = _("Only for stages that are scored.")
_VOTED = _("Only for a public vote.")
STAGE_SETTINGS: tuple[Fact, ...] = (
    Fact("quorum", _("Quorum: sheets a proposal needs"), Kind.WHOLE, Deed.MEANING, help=_SCORED, low=1, high=50),
    Fact(
        "reader_gap",
        _("Gap in points that asks for a further reader"),
        Kind.DECIMAL,
        Deed.MEANING,
        help=_SCORED,
        low=0,
        high=100,
    ),
    Fact(
        "linking",
        _("Share of a panel's proposals that other panels read too, in percent"),
        Kind.WHOLE,
        Deed.MEANING,
        help=_("Keeps panels comparable. Only for stages with panels."),
        needed=True,
        low=0,
        high=100,
        fresh=10,
    ),
    Fact(
        "vote_question",
        _("Questions of the public vote, one a line"),
        Kind.LONG,
        Deed.MEANING,
        help=_VOTED,
        length=600,
        rows=2,
    ),
    Fact("vote_question_en", _("The same questions in English"), Kind.LONG, Deed.MEANING, length=600, rows=2),
    Fact(
        "vote_weight",
        _("Weight of the public vote beside the official score, in percent"),
        Kind.DECIMAL,
        Deed.WEIGHT,
        help=_("0: the vote is shown and weighs nothing. The official score never changes."),
        needed=True,
        low=0,
        high=100,
        fresh="0",
    ),
)

STAGES = Shelf(
    "stages",
    "stages",
    _("Stages"),
    _("Stage"),
    "jadwal",
    (
        *titled(),
        Fact("kind", _("What happens"), Kind.ONE, Deed.SHAPE, needed=True, choices=tuple(StageKind.choices)),
        Fact("opens_at", _("Begins (WIB)"), Kind.MOMENT, Deed.BEGINNING),
        Fact(
            "closes_at",
            _("Ends (WIB)"),
            Kind.CLOSING,
            Deed.DEADLINE,
            help=_("The whole minute still belongs to it."),
        ),
        Fact(
            "weight",
            _("Weight in percent"),
            Kind.DECIMAL,
            Deed.WEIGHT,
            needed=True,
            low=0,
            high=100,
            on="penilaian",
            fresh="0",
        ),
        *STAGE_SETTINGS,
    ),
    Deed.OFFER,
    add=_("Add a stage"),
)

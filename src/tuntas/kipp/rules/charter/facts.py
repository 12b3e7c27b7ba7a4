"""What an edition's rules say of itself, of who competes, of the form and of the checklist; `stages` says the rest.

A new field of the rules is one line in one of the two lists, and its column.
"""

from django.utils.translation import gettext_lazy as _

from tuntas.kipp.rules.charter.hearing import HEARING
from tuntas.kipp.rules.charter.shape import Fact, Kind, Shelf
from tuntas.kipp.terms import Deed, EvidenceKind
from tuntas.people.terms import OrganisationKind
from tuntas.places.terms import Level


def titled(deed: Deed = Deed.WORDING) -> tuple[Fact, ...]:
    return (
        Fact("title", _("Title"), Kind.TEXT, deed, needed=True),
        Fact("title_en", _("Title in English"), Kind.TEXT, deed),
        Fact("order", _("Place in the list"), Kind.WHOLE, low=1, high=999),
    )


EDITION = Shelf(
    "edition",
    "",
    _("The edition itself"),
    _("The edition itself"),
    "identitas",
    (
        Fact("name", _("Name"), Kind.TEXT, needed=True, length=120, portable=False),
        Fact("name_en", _("Name in English"), Kind.TEXT, length=120, portable=False),
        Fact("year", _("Year"), Kind.WHOLE, Deed.FIXED, needed=True, low=2014, high=2100, portable=False),
        Fact("office", _("Office"), Kind.OFFICE, needed=True, portable=False),
        Fact("theme", _("Theme"), Kind.TEXT, length=240),
        Fact("theme_en", _("Theme in English"), Kind.TEXT, length=240),
        Fact("about", _("What it is about"), Kind.LONG, needed=True, length=4000, rows=4),
        Fact("about_en", _("What it is about, in English"), Kind.LONG, length=4000, rows=4),
        Fact(
            "passing_grade",
            _("Passing grade"),
            Kind.DECIMAL,
            Deed.NUMBERS,
            help=_("The least score of a finalist. Empty: the ranking alone decides."),
            low=0,
            high=100,
            on="jumlah",
        ),
        Fact(
            "grade_decides",
            _("Everyone who reaches the passing grade becomes a finalist, whatever their number"),
            Kind.YES,
            Deed.NUMBERS,
            on="jumlah",
        ),
        Fact(
            "replicated_first",
            _("Among those that reach the passing grade, innovations already copied elsewhere come first"),
            Kind.YES,
            Deed.NUMBERS,
            help=_("An order of places; no score changes. The office records with evidence which ones were copied."),
            on="jumlah",
        ),
        Fact(
            "blind",
            _("Jurors do not see people and organisations while they score proposals"),
            Kind.YES,
            Deed.MEANING,
            on="penilaian",
        ),
        Fact(
            "publish_scores",
            _("The public results show the scores and ranks of the winners"),
            Kind.YES,
            Deed.NUMBERS,
            on="penilaian",
        ),
        Fact(
            "remark_low",
            _("A remark is required at or below"),
            Kind.WHOLE,
            Deed.MEANING,
            needed=True,
            low=0,
            high=100,
            on="penilaian",
        ),
        Fact(
            "remark_high",
            _("A remark is required at or above"),
            Kind.WHOLE,
            Deed.MEANING,
            needed=True,
            low=0,
            high=101,
            on="penilaian",
        ),
        Fact(
            "conflict_years",
            _("Years after which a former employer is no conflict any more"),
            Kind.WHOLE,
            Deed.MEANING,
            needed=True,
            low=0,
            high=20,
            on="penilaian",
        ),
        Fact(
            "unseal_minutes",
            _("Minutes for which scores opened before the lock stay open"),
            Kind.WHOLE,
            Deed.MEANING,
            needed=True,
            low=1,
            high=1440,
            on="penilaian",
        ),
        Fact("tie_break", _("Ties are decided by"), Kind.CRITERIA, Deed.NUMBERS, on="penilaian"),
        Fact(
            "duel_breaks_ties",
            _("What still ties after that is decided by a closed duel round of the jury"),
            Kind.YES,
            Deed.NUMBERS,
            on="penilaian",
        ),
        *HEARING,
    ),
    Deed.FIXED,
    Deed.FIXED,
)

TRACKS = Shelf(
    "tracks",
    "tracks",
    _("Tracks"),
    _("Track"),
    "jumlah",
    (
        *titled(),
        Fact(
            "kinds",
            _("Organisations"),
            Kind.MANY,
            Deed.SHAPE,
            needed=True,
            choices=tuple(OrganisationKind.choices),
        ),
        Fact(
            "levels",
            _("At which level"),
            Kind.MANY,
            Deed.SHAPE,
            help=_("None ticked: every level."),
            choices=tuple(Level.choices),
        ),
        Fact("finalists", _("Finalists"), Kind.WHOLE, Deed.NUMBERS, needed=True, low=1, high=5000),
        Fact("winners", _("Winners"), Kind.WHOLE, Deed.NUMBERS, needed=True, low=1, high=5000),
    ),
    Deed.SHAPE,
    add=_("Add a track"),
)

GROUPS = Shelf(
    "groups",
    "groups",
    _("Groups"),
    _("Group"),
    "jumlah",
    (
        *titled(),
        Fact("rule", _("Rule in words"), Kind.LONG, Deed.ELIGIBILITY),
        Fact("rule_en", _("Rule in English"), Kind.LONG, Deed.ELIGIBILITY),
        Fact(
            "min_age_months",
            _("Least age in months"),
            Kind.WHOLE,
            Deed.LIMIT,
            help=_("From the start of use to the close of registration."),
            needed=True,
            low=0,
            high=240,
            tight="more",
        ),
        Fact(
            "quota",
            _("Most proposals of one organisation"),
            Kind.WHOLE,
            Deed.LIMIT,
            help=_("Empty: no limit."),
            low=1,
            high=999,
            tight="less",
        ),
        Fact("invited_only", _("Only by invitation"), Kind.YES, Deed.LIMIT, tight="more"),
    ),
    Deed.OFFER,
    add=_("Add a group"),
)

CATEGORIES = Shelf(
    "categories",
    "categories",
    _("Categories"),
    _("Category"),
    "jumlah",
    titled(),
    Deed.OFFER,
    add=_("Add a category"),
)

_HELP = (
    Fact("help", _("Help for the writer"), Kind.LONG),
    Fact("help_en", _("Help in English"), Kind.LONG),
)
_GROUP = Fact("group", _("Group"), Kind.GROUP, Deed.SHAPE)

SECTIONS = Shelf(
    "sections",
    "sections",
    _("Sections"),
    _("Section"),
    "formulir",
    (
        *titled(),
        *_HELP,
        Fact("words", _("Most words"), Kind.WHOLE, Deed.LIMIT, needed=True, low=10, high=5000, tight="less"),
        _GROUP,
        Fact("required", _("Must be answered"), Kind.YES, Deed.LIMIT, tight="more", fresh=True),
    ),
    Deed.OFFER,
    add=_("Add a section"),
)

REQUIREMENTS = Shelf(
    "requirements",
    "requirements",
    _("Attachments"),
    _("Attachment"),
    "syarat",
    (
        *titled(),
        *_HELP,
        _GROUP,
        Fact("kind", _("Kind"), Kind.ONE, Deed.SHAPE, needed=True, choices=tuple(EvidenceKind.choices)),
        Fact(
            "megabytes",
            _("Largest size in MB"),
            Kind.WHOLE,
            Deed.LIMIT,
            needed=True,
            low=1,
            high=50,
            tight="less",
            fresh=2,
        ),
        Fact("most", _("How many at most"), Kind.WHOLE, Deed.LIMIT, needed=True, low=1, high=20, tight="less", fresh=1),
        Fact("required", _("Must be attached"), Kind.YES, Deed.LIMIT, tight="more", fresh=True),
    ),
    Deed.OFFER,
    add=_("Add an attachment"),
)

CHECKS = Shelf(
    "checks",
    "check_items",
    _("Checklist"),
    _("Line of the checklist"),
    "syarat",
    (
        *titled(Deed.CHECKLIST),
        Fact(
            "reason",
            _("What the entrant reads when it fails"),
            Kind.LONG,
            Deed.CHECKLIST,
            needed=True,
            length=1000,
            rows=2,
        ),
        Fact("reason_en", _("The same in English"), Kind.LONG, Deed.CHECKLIST, length=1000, rows=2),
        Fact("repairable", _("May be returned for repair"), Kind.YES, Deed.CHECKLIST),
    ),
    Deed.CHECKLIST,
    Deed.CHECKLIST,
    add=_("Add a line"),
)

"""Words of the competition."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.terms.events import (
    DeadlineExtended,
    EditionPublished,
    EntryChecked,
    EntryHandedOver,
    EntryReturned,
    EntrySubmitted,
    RulesAmended,
    WinnersAnnounced,
)
from tuntas.kipp.terms.objections import (
    Consequence,
    ObjectionAbout,
    ObjectionGround,
    ObjectionScope,
    ObjectionStage,
)

__all__ = [
    "ClaimVerdict",
    "ConflictKind",
    "ConflictState",
    "Consequence",
    "DeadlineExtended",
    "Deed",
    "DuelChoice",
    "EditionPublished",
    "EditionStatus",
    "EntryChecked",
    "EntryHandedOver",
    "EntryReturned",
    "EntryStage",
    "EntrySubmitted",
    "EvidenceKind",
    "Mastery",
    "NUDGED",
    "ObjectionAbout",
    "ObjectionGround",
    "ObjectionScope",
    "ObjectionStage",
    "Outcome",
    "Part",
    "Reach",
    "RulesAmended",
    "RunMode",
    "SCORED",
    "ScoresRuling",
    "Seat",
    "SheetKind",
    "SignalKind",
    "Situation",
    "StageKind",
    "TieKind",
    "WinnersAnnounced",
]


class EditionStatus(TextChoices):
    """How far an edition is. Draft: only its staff sees it. Open: published. Announced: winners are public."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    ANNOUNCED = "announced", _("Announced")
    ARCHIVED = "archived", _("Archived")


class StageKind(TextChoices):
    """What happens in a stage of an edition."""

    REGISTRATION = "registration", _("Registration")
    CHECK = "check", _("Administrative check")
    DESK = "desk", _("Proposal scoring")
    SHORTLIST = "shortlist", _("Shortlist")
    COACHING = "coaching", _("Coaching of finalists")
    INTERVIEW = "interview", _("Presentation and interview")
    FIELD = "field", _("Field verification")
    VOTE = "vote", _("Public vote")
    PLENARY = "plenary", _("Plenary")
    ANNOUNCEMENT = "announcement", _("Announcement")


SCORED = (StageKind.DESK, StageKind.INTERVIEW, StageKind.FIELD)


class Seat(TextChoices):
    """What a person is to one edition."""

    ORGANISER = "organiser", _("Organiser")
    SECRETARIAT = "secretariat", _("Secretariat")
    JUROR = "juror", _("Juror")
    OBSERVER = "observer", _("Observer")


class Part(TextChoices):
    """What a person is to one entry, beside the edition's seats."""

    INNOVATOR = "innovator", _("Innovator")
    LOCAL_ADMIN = "local_admin", _("Local admin")


class EntryStage(TextChoices):
    """Stages of the entry flow (`flow.py` gives each its staff and public name)."""

    DRAFT = "draft", _("Draft")
    WITH_ADMIN = "with_admin", _("With the local admin")
    SUBMITTED = "submitted", _("Submitted")
    REPAIR = "repair", _("Returned for repair")
    FAILED = "failed", _("Failed the administrative check")
    PASSED = "passed", _("Passed the administrative check")
    FINALIST = "finalist", _("Finalist")
    NOT_FINALIST = "not_finalist", _("Not a finalist")
    WINNER = "winner", _("Winner")
    NOT_WINNER = "not_winner", _("Finalist, not a winner")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(TextChoices):
    """What the plenary decided of an entry; private until announced."""

    WINNER = "winner", _("Winner")
    NOT_WINNER = "not_winner", _("Not a winner")


class EvidenceKind(TextChoices):
    """What may be attached for a requirement."""

    PDF = "pdf", _("PDF")
    IMAGE = "image", _("Picture")
    VIDEO = "video", _("Video link")
    LINK = "link", _("Link")


class SheetKind(TextChoices):
    """What a spreadsheet of the organiser brings in."""

    ENTRIES = "entries", _("Proposals")
    JURORS = "jurors", _("Jurors")
    ASSIGNMENTS = "assignments", _("Assignments")
    SCORES = "scores", _("Scores")


class RunMode(TextChoices):
    """How many assignments came about at once: worked out anew, moved as little as possible, or from a sheet."""

    ASSIGN = "assign", _("Assigned by calculation")
    ADJUST = "adjust", _("Adjusted")
    BULK = "bulk", _("From a spreadsheet")


class Mastery(IntegerChoices):
    """How well a juror knows a category. Unstated is not ignorance: nobody has said anything."""

    UNSTATED = 0, _("Not stated")
    SOME = 1, _("Knows something of it")
    WELL = 2, _("Knows it well")
    EXPERT = 3, _("Expert in it")


class ClaimVerdict(TextChoices):
    """What the field visit found of a claim."""

    OPEN = "open", _("Not checked yet")
    TRUE = "true", _("Found as claimed")
    PARTLY = "partly", _("Partly as claimed")
    FALSE = "false", _("Not as claimed")


class ConflictKind(TextChoices):
    """Where the reason comes from why a juror must not judge an entry."""

    ORGANISATION = "organisation", _("Same organisation")
    REGENCY = "regency", _("Same regency or city")
    AFFILIATION = "affiliation", _("Institution as written")
    EMPLOYMENT = "employment", _("Former employer")
    SUPERVISOR = "supervisor", _("Line of command")
    COWORKER = "coworker", _("Works with the writer")
    TIE = "tie", _("Declared by the juror")
    HAND = "hand", _("Added by the organiser")
    RECUSAL = "recusal", _("The juror stepped back")
    MENTOR = "mentor", _("Coaches the team")


class ConflictState(TextChoices):
    """What became of a conflict. All but dismissed keep the juror from the entry."""

    FOUND = "found", _("Found")
    DISMISSED = "dismissed", _("Dismissed")
    CONFIRMED = "confirmed", _("Confirmed")
    RECUSED = "recused", _("Stepped back")


class ScoresRuling(TextChoices):
    """What the organiser decided about scores a conflicted juror had handed in."""

    KEPT = "kept", _("The scores count")
    ASIDE = "aside", _("The scores do not count")


class TieKind(TextChoices):
    """Kinds of tie a juror declares."""

    PERSONAL = "personal", _("Personal: family or friendship")
    FINANCIAL = "financial", _("Financial: pay, fee, contract or share")
    ORGANISATIONAL = "organisational", _("Organisational: member, board, adviser or former employee")
    OTHER = "other", _("Other: helped with it, published with its people, or another reason")


class DuelChoice(TextChoices):
    """What a juror answers when two proposals stand side by side."""

    ONE = "one", _("The left one")
    OTHER = "other", _("The right one")
    EVEN = "even", _("Cannot decide")


class SignalKind(TextChoices):
    """What votes can have in common that an organiser looks at. A signal is no proof and removes nothing."""

    BURST = "burst", _("Many votes within one minute")
    YOUNG = "young", _("Account younger than an hour")
    NETWORK = "network", _("Many votes from one network on one day")
    DOMAIN = "domain", _("Many votes from one mail domain")


NUDGED = "kipp.nudged"  # kind of the notice that reminds of a draft


class Deed(TextChoices):
    """What a change of the rules amounts to; until when it may be amended depends on it (`rules.amending.UNTIL`)."""

    WORDING = "wording", _("Wording")
    OFFER = "offer", _("Something more to choose or to write")
    ELIGIBILITY = "eligibility", _("Who may enter")
    LIMIT = "limit", _("A limit")
    LOOSEN = "loosen", _("A wider limit")
    TIGHTEN = "tighten", _("A narrower limit")
    CHECKLIST = "checklist", _("The administrative checklist")
    SHAPE = "shape", _("What something is")
    DROP = "drop", _("Something taken out")
    MEANING = "meaning", _("What a score means")
    NUMBERS = "numbers", _("Who gets on, and how ties are decided")
    WEIGHT = "weight", _("Weights")
    BEGINNING = "beginning", _("The beginning of a stage")
    DEADLINE = "deadline", _("A deadline")
    LATER = "later", _("A later deadline")
    EARLIER = "earlier", _("An earlier deadline")
    FIXED = "fixed", _("What identifies the edition")


class Reach(IntegerChoices):
    """The furthest thing that exists already and that a change of the rules would touch."""

    NOTHING = 0, _("nothing yet")
    DRAFTS = 1, _("drafts")
    SENT = 2, _("submitted proposals")
    CHECKED = 3, _("results of the administrative check")
    SCORED = 4, _("scores")
    LOCKED = 5, _("locked scores")
    CHOSEN = 6, _("a published shortlist")


class Situation(TextChoices):
    """What somebody who reads an edition's page can do next; decides the call to action."""

    SOON = "soon", _("Registration has not opened yet")
    SIGN_IN = "sign_in", _("Sign in or register")
    JOIN = "join", _("Join or register an organisation")
    OTHER = "other", _("No track takes the organisation")
    WRITE = "write", _("Write a proposal")
    CLOSED = "closed", _("Registration is closed")
    RESULTS = "results", _("The winners are known")

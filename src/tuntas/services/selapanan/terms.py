"""Words of the Selapanan groups."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event

REMIND_DAYS = 2  # days before a meeting, where a place says nothing else
QUORUM = 50  # percent of active members; a proposal of ours, no regulation names one
LASTS = 120  # minutes
AHEAD = 11  # meetings shown ahead: a little over a year
MOST_MEMBERS = 200
MOST_RUPIAH = 1_000_000_000  # one line of the cash book


class Seat(TextChoices):
    """What somebody is in a group. Chair, secretary and treasurer are one person each."""

    CHAIR = "chair", _("Chair of the group")
    SECRETARY = "secretary", _("Secretary of the group")
    TREASURER = "treasurer", _("Treasurer")
    MEMBER = "member", _("Member")
    MENTOR = "mentor", _("Companion (PKK, KPMD, FORMASI)")
    LIAISON = "liaison", _("Link to the village council (BPD)")


ONE_EACH = (Seat.CHAIR, Seat.SECRETARY, Seat.TREASURER)


class Part(TextChoices):
    """What somebody may do with a group: read it, run its meetings, keep its cash."""

    READER = "reader", _("Reads")
    RUNNER = "runner", _("Runs the meetings")
    CASHIER = "cashier", _("Keeps the cash book")


class MeetingStage(TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Going on")
    DONE = "done", _("Held")
    SKIPPED = "skipped", _("Skipped")


class FindingStage(TextChoices):
    """Where a finding stands. Only `TOLD` and `DROPPED` end it."""

    RAISED = "raised", _("Found")
    SENT = "sent", _("Passed on")
    TOLD = "told", _("Told to the group")
    DROPPED = "dropped", _("Withdrawn")


class Topic(TextChoices):
    """An item of the standing agenda, in its order. The answers always come first and are put together anew."""

    ANSWERS = "answers", _("Answers to what was raised before")
    TASKS = "tasks", _("What we promised to do")
    SCHOOL = "school", _("Children who are not at school")
    PAPERS = "papers", _("Who lacks documents: birth certificate, KIA, KK, KTP-el")
    HEALTH = "health", _("Health and people with disability")
    VILLAGE = "village", _("Plans and budget of the village")
    CASH = "cash", _("Cash of the group")
    OWN = "own", _("Our own item")


# Kept as rows that take minutes; answers and tasks are read from what is open.
STANDING = (Topic.SCHOOL, Topic.PAPERS, Topic.HEALTH, Topic.VILLAGE, Topic.CASH)


class FindingKind(TextChoices):
    """What a group finds."""

    BIRTH = "birth", _("Child or adult without a birth certificate")
    PAPER = "paper", _("Another document is missing")
    SCHOOL = "school", _("Child who is not at school")
    HEALTH = "health", _("Health")
    DISABILITY = "disability", _("Somebody with a disability needs help")
    VOICE = "voice", _("Aspiration or proposal")


# The kind of referral a finding becomes.
GOES_TO: dict[str, str] = {
    FindingKind.BIRTH: "labkd.birth_certificate",
    FindingKind.PAPER: "labkd.document",
    FindingKind.SCHOOL: "kudu_sekolah.child",
    FindingKind.HEALTH: "posko.aspiration",
    FindingKind.DISABILITY: "posko.aspiration",
    FindingKind.VOICE: "posko.aspiration",
}
# Who takes them, in words that hold before the module exists.
TAKEN_BY: dict[str, object] = {
    "labkd.birth_certificate": _("Village desk for population documents (LABKD)"),
    "labkd.document": _("Village desk for population documents (LABKD)"),
    "kudu_sekolah.child": _("Gerakan KUDU Sekolah"),
    "posko.aspiration": _("Post for aspirations of the village council (Posko Aspirasi BPD)"),
}


class Attendance(TextChoices):
    """Whether a member came."""

    PRESENT = "present", _("Came")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Did not come")


class TaskState(TextChoices):
    """Where a task stands; what is open when a meeting ends rolls over to the next."""

    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Given up")


class SheetKind(TextChoices):
    """What can be printed for a meeting and come back as a photo."""

    AGENDA = "agenda", _("Agenda and minutes")
    ROLL = "roll", _("Roll call")
    CASH = "cash", _("Cash")


class Account(TextChoices):
    """Where money is, whose it is, where it came from and went to."""

    CASH = "cash", _("Cash box")
    BANK = "bank", _("Bank account")
    SAVINGS = "savings", _("Savings of members")
    DUES = "dues", _("Dues")
    GIFTS = "gifts", _("Gifts and support")
    OTHER_IN = "other_in", _("Other income")
    SNACKS = "snacks", _("Food and drink")
    SOCIAL = "social", _("Help for those in need")
    TRANSPORT = "transport", _("Transport")
    SUPPLIES = "supplies", _("Paper and supplies")
    OTHER_OUT = "other_out", _("Other expenses")


MONEY = (Account.CASH, Account.BANK)


class Happening(TextChoices):
    """What happened to the money, as the treasurer says it; two accounts stand behind each."""

    DUES = "dues", _("Dues came in")
    GIFT = "gift", _("A gift or support came in")
    OTHER_IN = "other_in", _("Other money came in")
    SAVING = "saving", _("A member saves")
    WITHDRAWAL = "withdrawal", _("A member takes savings back")
    SNACKS = "snacks", _("Paid for food and drink")
    SOCIAL = "social", _("Paid to help somebody in need")
    TRANSPORT = "transport", _("Paid for transport")
    SUPPLIES = "supplies", _("Paid for paper and supplies")
    OTHER_OUT = "other_out", _("Other payment")
    TO_BANK = "to_bank", _("From the cash box to the bank")
    FROM_BANK = "from_bank", _("From the bank to the cash box")


# (debit, credit): the amount goes to the first and comes from the second.
SIDES: dict[str, tuple[str, str]] = {
    Happening.DUES: (Account.CASH, Account.DUES),
    Happening.GIFT: (Account.CASH, Account.GIFTS),
    Happening.OTHER_IN: (Account.CASH, Account.OTHER_IN),
    Happening.SAVING: (Account.CASH, Account.SAVINGS),
    Happening.WITHDRAWAL: (Account.SAVINGS, Account.CASH),
    Happening.SNACKS: (Account.SNACKS, Account.CASH),
    Happening.SOCIAL: (Account.SOCIAL, Account.CASH),
    Happening.TRANSPORT: (Account.TRANSPORT, Account.CASH),
    Happening.SUPPLIES: (Account.SUPPLIES, Account.CASH),
    Happening.OTHER_OUT: (Account.OTHER_OUT, Account.CASH),
    Happening.TO_BANK: (Account.BANK, Account.CASH),
    Happening.FROM_BANK: (Account.CASH, Account.BANK),
}


@dataclass(frozen=True)
class MeetingMoved(Event):
    """A meeting was shifted or skipped; members with an account want to know."""

    meeting_id: int

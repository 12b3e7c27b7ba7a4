"""What a resident can be, what identity may be read for, and on what ground."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What identity is read for. The labels are what the person concerned is shown."""

    LETTER = "letter", _("To make a letter")
    POPULATION_DOCUMENT = "population_document", _("To help with a population document")
    SCHOOLING = "schooling", _("So that a child goes to school")
    WELFARE = "welfare", _("For help the person may be entitled to")
    MEETING = "meeting", _("For the meetings of a group")
    REGISTER_UPKEEP = "register_upkeep", _("To keep the register of residents right")
    CORRECTION = "correction", _("To correct what is wrong")
    RIGHT_OF_ACCESS = "right_of_access", _("Because the person asked about their own data")


class Basis(TextChoices):
    """Why the law lets the village hold or read this (UU 27/2022 art. 20)."""

    PUBLIC_TASK = "public_task", _("A task the law gives the village")
    LEGAL_DUTY = "legal_duty", _("A duty by law")
    CONSENT = "consent", _("Consent")
    VITAL = "vital", _("Life and health are at stake")


class Group(TextChoices):
    """Groups whose figures are counted apart. They say nothing about who somebody is."""

    WOMAN = "woman", _("Women")
    POOR = "poor", _("On a welfare list")
    DISABILITY = "disability", _("With a disability")
    CHILD = "child", _("Children (under 18)")
    YOUTH = "youth", _("Youth (16 to 30)")
    ELDERLY = "elderly", _("Elderly (60 and over)")


class Sex(TextChoices):
    """As the population register knows it."""

    FEMALE = "f", _("Female")
    MALE = "m", _("Male")


class Religion(TextChoices):
    """As the population register knows it; may be left blank."""

    ISLAM = "islam", "Islam"
    PROTESTANT = "kristen", _("Protestant")
    CATHOLIC = "katolik", _("Catholic")
    HINDU = "hindu", "Hindu"
    BUDDHIST = "buddha", _("Buddhist")
    CONFUCIAN = "khonghucu", _("Confucian")
    BELIEF = "kepercayaan", _("Belief in the One God")


class Marital(TextChoices):
    """As the population register knows it."""

    SINGLE = "single", _("Not married")
    MARRIED = "married", _("Married")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


class Relation(TextChoices):
    """What somebody is to the head of the family card."""

    HEAD = "head", _("Head of family")
    WIFE = "wife", _("Wife")
    HUSBAND = "husband", _("Husband")
    CHILD = "child", _("Child")
    CHILD_IN_LAW = "child_in_law", _("Son- or daughter-in-law")
    GRANDCHILD = "grandchild", _("Grandchild")
    PARENT = "parent", _("Parent")
    PARENT_IN_LAW = "parent_in_law", _("Parent-in-law")
    OTHER_FAMILY = "other_family", _("Other family")
    HELPER = "helper", _("Household help")
    OTHER = "other", _("Other")


class Disability(TextChoices):
    """Kinds of disability by UU 8/2016 art. 4; blank for none."""

    PHYSICAL = "physical", _("Physical")
    INTELLECTUAL = "intellectual", _("Intellectual")
    MENTAL = "mental", _("Mental")
    SENSORY = "sensory", _("Sensory")
    MULTIPLE = "multiple", _("Several kinds")


class ResidentState(TextChoices):
    """Where somebody stands in the village's register."""

    PRESENT = "present", _("Lives here")
    AWAY = "away", _("Moved away")
    DEAD = "dead", _("Died")
    MERGED = "merged", _("Same person as another record")
    ERASED = "erased", _("Identity erased")


class LifeKind(TextChoices):
    """Things that happen in a life and change the register."""

    BIRTH = "birth", _("Was born")
    DEATH = "death", _("Died")
    MOVED_IN = "moved_in", _("Moved in")
    MOVED_OUT = "moved_out", _("Moved away")


class ReadKind(TextChoices):
    """How identity was read. The labels stand in the access trail."""

    IDENTIFIED = "identified", _("Read the record")
    SEARCHED = "searched", _("Appeared in a search")
    NAMED = "named", _("Read the name in a list")
    REVEALED = "revealed", _("Saw the full NIK")
    EXPORTED = "exported", _("Handed out a copy of the data")
    COMPARED = "compared", _("Compared with a similar record")


class RightKind(TextChoices):
    """What somebody may ask about their own data (UU 27/2022 art. 5 to 13)."""

    ACCESS = "access", _("See the data and who read them")
    COPY = "copy", _("Get a copy of the data")
    CORRECTION = "correction", _("Have something corrected")
    WITHDRAWAL = "withdrawal", _("Withdraw consent or object")
    ERASURE = "erasure", _("Have the data erased")


class RightOutcome(TextChoices):
    """What became of such a request."""

    OPEN = "open", _("Waiting for an answer")
    GRANTED = "granted", _("Done")
    PARTLY = "partly", _("Done in part")
    REFUSED = "refused", _("Refused, with the reason")


class RowFate(TextChoices):
    """What a row of a spreadsheet does to the register."""

    NEW = "new", _("New")
    CHANGES = "changes", _("Changes a record")
    SAME = "same", _("Already so")
    WRONG = "wrong", _("Left out")

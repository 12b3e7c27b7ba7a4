"""Tables of the competition, split by noun."""

from tuntas.kipp.models.amendments import Amendment, Removal
from tuntas.kipp.models.analysis import Talk
from tuntas.kipp.models.assigning import Competence, Run
from tuntas.kipp.models.coaching import CoachMessage, CoachTask, Mentorship, Revision
from tuntas.kipp.models.conflicts import Conflict, Statement, Tie
from tuntas.kipp.models.duels import Duel, DuelPair
from tuntas.kipp.models.editions import (
    Category,
    CheckItem,
    Criterion,
    Edition,
    Extension,
    Group,
    Requirement,
    SeatHolder,
    SeatOffer,
    Section,
    Stage,
    Track,
)
from tuntas.kipp.models.entries import Answer, Check, Entry, Evidence, Invite, Version
from tuntas.kipp.models.feedback import Feedback, FeedbackReading, HeldRemark
from tuntas.kipp.models.judging import Assignment, Lock, Pick, Score, Sheet
from tuntas.kipp.models.meetings import Claim, Decision, Photo, Plenary, Slot, Visit
from tuntas.kipp.models.objections import Objection, ObjectionPaper
from tuntas.kipp.models.order import Replicated
from tuntas.kipp.models.panels import Consolidation, Panel, PanelEntry, PanelSeat, SheetChange
from tuntas.kipp.models.sealing import Archive, Unsealing
from tuntas.kipp.models.sheets import Import
from tuntas.kipp.models.votes import Vote, VoteExclusion, VoteSalt

__all__ = [
    "Amendment",
    "Answer",
    "Archive",
    "Assignment",
    "Category",
    "Check",
    "CheckItem",
    "Claim",
    "CoachMessage",
    "CoachTask",
    "Competence",
    "Conflict",
    "Consolidation",
    "Criterion",
    "Decision",
    "Duel",
    "DuelPair",
    "Edition",
    "Entry",
    "Evidence",
    "Extension",
    "Feedback",
    "FeedbackReading",
    "Group",
    "HeldRemark",
    "Import",
    "Invite",
    "Lock",
    "Mentorship",
    "Objection",
    "ObjectionPaper",
    "Panel",
    "PanelEntry",
    "PanelSeat",
    "Photo",
    "Pick",
    "Plenary",
    "Removal",
    "Replicated",
    "Requirement",
    "Revision",
    "Run",
    "Score",
    "SeatHolder",
    "SeatOffer",
    "Section",
    "Sheet",
    "SheetChange",
    "Slot",
    "Stage",
    "Statement",
    "Talk",
    "Tie",
    "Track",
    "Unsealing",
    "Version",
    "Visit",
    "Vote",
    "VoteExclusion",
    "VoteSalt",
]

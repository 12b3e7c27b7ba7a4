"""Copies of innovations, their plans, their results, and what is said between the two sides."""

from tuntas.replication.models.copies import Consent, Mark, Replication, ReportedCopy
from tuntas.replication.models.plans import Adaptation, Milestone, Readiness
from tuntas.replication.models.results import Confirmation, Result
from tuntas.replication.models.talk import Message, Update, UpdateAnswer

__all__ = [
    "Adaptation",
    "Confirmation",
    "Consent",
    "Mark",
    "Message",
    "Milestone",
    "Readiness",
    "Replication",
    "ReportedCopy",
    "Result",
    "Update",
    "UpdateAnswer",
]

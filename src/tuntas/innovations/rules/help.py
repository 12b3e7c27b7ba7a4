"""What an owner should write in each chapter: questions a reader who wants to copy it would ask."""

from django.utils.translation import gettext_lazy as _

from tuntas.innovations.terms import ChapterKey

QUESTIONS = {
    ChapterKey.NOVELTY: _("What did nobody do here before? What did you do differently, and what did you take over?"),
    ChapterKey.HOW: _("Tell it as one person lives through it, step by step: who does what, when, with which tool?"),
    ChapterKey.PEOPLE_SERVED: _("For whom is it, how many are they, and how were they asked what they need?"),
    ChapterKey.COST: _("What did starting cost, what does a year cost, and which budget pays? Say if it cost nothing."),
    ChapterKey.PEOPLE: _(
        "How many people run it, with which skills, for how much of their time? Who are the partners?"
    ),
    ChapterKey.LEGAL: _("Which regulation or decree does it rest on? Number, year and what it settles."),
    ChapterKey.CONDITIONS: _("What must be there first, so that it works? Where would it not work?"),
    ChapterKey.FAILURES: _("What did you try that did not work? This helps others more than praise does."),
    ChapterKey.LESSONS: _("What would you do differently today?"),
    ChapterKey.START: _("The first five things to do for somebody who starts tomorrow, and how long they take."),
}

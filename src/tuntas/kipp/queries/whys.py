"""Why a juror has an entry, in plain sentences, from what the run saw. A juror reads only about the own seat."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.kipp.judging import Input, share
from tuntas.kipp.judging.sharing import SILENT
from tuntas.kipp.models import Assignment, Category, Run, SeatHolder, Stage
from tuntas.kipp.terms import Mastery, RunMode
from tuntas.ui.templatetags.ui import day


@dataclass(frozen=True)
class Alternative:
    """Another juror of that run and what spoke against them. `tone`: barred, dearer, or just as good."""

    name: str
    tone: str
    sentence: str


@dataclass(frozen=True)
class Why:
    """The reasons of one assignment; `others` is for staff only."""

    sentences: list[str]
    others: list[Alternative]


@dataclass(frozen=True)
class _Seen:
    """A run's input with the places of ids in it."""

    run: Run
    input: Input
    row: dict[int, int]
    column: dict[int, int]

    @classmethod
    def of(cls, run: Run) -> "_Seen | None":
        if not run.input:
            return None
        given = Input.unpacked(run.input)
        return cls(
            run,
            given,
            {pk: at for at, pk in enumerate(given.entries)},
            {pk: at for at, pk in enumerate(given.jurors)},
        )

    def level(self, entry: int, juror: int) -> int | None:
        """How well the juror knew the entry's category; None where there is none, or no such pair."""
        if entry not in self.row or juror not in self.column:
            return None
        subject = self.input.subjects[self.row[entry]]
        return None if subject < 0 else self.input.levels[subject][self.column[juror]]


@dataclass(frozen=True)
class Mine:
    """A juror's own entries by reference with what decided, and what holds for each run they came from."""

    rows: dict[str, str]
    runs: list[str]


def why_all(seat: SeatHolder, stage: Stage) -> Mine:
    """The reasons of one juror's own entries; they tell nothing of other jurors, nor of who stands behind an entry."""
    rows = (
        Assignment.objects.filter(stage=stage, juror=seat, removed_at=None)
        .select_related("run", "entry__category", "entry__case")
        .order_by("pk")
    )
    seen: dict[int, _Seen | None] = {}
    for row in rows:
        if row.run and row.run.pk not in seen:
            seen[row.run.pk] = _Seen.of(row.run)
    return Mine(
        rows={row.entry.case.reference: _own(row, seen.get(row.run.pk) if row.run else None) for row in rows},
        runs=[_terms(one.run, seat.pk) for one in seen.values() if one],
    )


def _own(row: Assignment, seen: _Seen | None) -> str:
    when = {"day": day(wib_date(row.at))}
    if row.run is None:
        return _("Given to you by hand by the organiser on %(day)s.") % when
    if seen is None or row.run.mode == RunMode.BULK:
        return _("The organiser brought it in from a spreadsheet on %(day)s.") % when
    sentences = [_("Assigned by calculation on %(day)s.") % when]
    level = seen.level(row.entry_id, row.juror_id)
    if row.entry.category is not None and level is not None:
        what = {"category": said(row.entry.category, "title"), "level": str(Mastery(max(level, 0)).label).lower()}
        if level > Mastery.UNSTATED:
            sentences.append(_("Category “%(category)s”: %(level)s.") % what)
        else:
            sentences.append(_("Category “%(category)s”: you have not been put down for it.") % what)
    return " ".join(sentences)


def _terms(run: Run, juror: int) -> str:
    """What held for the whole run, told to this juror."""
    loads = run.parameters.get("loads", {})
    others = _loads_of(run) or [0]
    what = {"day": day(wib_date(run.at)), "n": loads.get(str(juror), 0), "low": min(others), "high": max(others)}
    what |= {"seed": run.seed or 0}
    return (
        _(
            "Calculation of %(day)s: no conflict of interest between you and these proposals was known. You then had "
            "%(n)d proposals, each juror between %(low)d and %(high)d. Where several jurors were equally good, chance "
            "decided (lot number %(seed)d)."
        )
        % what
    )


def _loads_of(run: Run) -> list[int]:
    out = {str(one) for one in run.parameters.get("without", [])}
    return [load for one, load in run.parameters.get("loads", {}).items() if one not in out]


def _competence(category: Category | None, level: int | None) -> list[str]:
    if category is None or level is None:
        return []
    what = {"category": said(category, "title"), "level": str(Mastery(max(level, 0)).label).lower()}
    if level == SILENT:
        return [_("Nobody has stated which categories this juror knows.")]
    if level == Mastery.UNSTATED:
        return [_("Category “%(category)s”: not among those stated for this juror.") % what]
    return [_("Category “%(category)s”: %(level)s.") % what]


def _load(run: Run, juror: int) -> list[str]:
    loads = run.parameters.get("loads", {})
    mine = loads.get(str(juror))
    if mine is None:
        return []
    others = _loads_of(run) or [mine]
    words = {"n": mine, "low": min(others), "high": max(others)}
    return [
        ngettext(
            "%(n)d proposal for this juror after that run; the jury had between %(low)d and %(high)d each.",
            "%(n)d proposals for this juror after that run; the jury had between %(low)d and %(high)d each.",
            mine,
        )
        % words
    ]


def why(row: Assignment) -> Why:
    """Everything that spoke for and against, for staff. `row` comes with run, entry and category, juror and person."""
    when = day(wib_date(row.at))
    if row.run is None:
        sentences = [_("Given by hand on %(day)s.") % {"day": when}]
    elif row.run.mode == RunMode.BULK:
        sentences = [_("Brought in from a spreadsheet on %(day)s.") % {"day": when}]
    else:
        sentences = [f"{row.run.get_mode_display()}: {when}."]
    if row.despite:
        sentences.append(_("In spite of a conflict of interest. Reason: %(reason)s") % {"reason": row.despite})
    seen = _Seen.of(row.run) if row.run else None
    if seen is None or row.entry_id not in seen.row or row.juror_id not in seen.column:
        return Why(sentences, [])
    sentences += _competence(row.entry.category, seen.level(row.entry_id, row.juror_id))
    sentences.append(_("No conflict of interest was known."))
    sentences += _load(seen.run, row.juror_id)
    return Why(sentences, _others(row, seen))


def _others(row: Assignment, seen: _Seen) -> list[Alternative]:
    given, task = seen.input, seen.input.task
    after = share(given, seen.run.seed or 0).after
    loads = after.sum(axis=0)
    at, mine = seen.row[row.entry_id], seen.column[row.juror_id]
    names = dict(SeatHolder.objects.filter(pk__in=given.jurors).values_list("pk", "person__name"))
    without = set(seen.run.parameters.get("without", []))
    found = []
    for juror, column in seen.column.items():
        if after[at, column] or not task.free[at, column]:
            if not after[at, column]:
                out = juror in without
                reason = (
                    _("gave back what was not handed in") if out else _("conflict of interest, or has left the jury")
                )
                found.append(Alternative(names.get(juror, "?"), "barred", reason))
            continue
        dearer = int(task.cost[at, column] - task.cost[at, mine])
        found.append(_alternative(names.get(juror, "?"), dearer, int(loads[column]), int(loads[mine])))
    order = {"same": 0, "dearer": 1, "barred": 2}
    return sorted(found, key=lambda one: (order[one.tone], one.name.casefold()))


def _alternative(name: str, dearer: int, load: int, mine: int) -> Alternative:
    if load > mine or (load == mine and dearer >= 0):
        sentence = _("has %(n)d proposals already; one more would make the loads uneven") % {"n": load}
        if dearer > 0:
            sentence = _("knows this category less, and has %(n)d proposals already") % {"n": load}
        return Alternative(name, "dearer", sentence)
    if dearer > 0:
        return Alternative(name, "dearer", _("knows this category less"))
    if dearer == 0 and load < mine:
        return Alternative(name, "same", _("just as good; chance decided"))
    return Alternative(name, "dearer", _("knows this category better, but is needed for other proposals of it"))

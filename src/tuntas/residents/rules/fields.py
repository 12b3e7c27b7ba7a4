"""What is wrong or odd about a record. Wrong is refused; odd is said, and people decide."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tuntas.kernel.clock import wib_date
from tuntas.residents.terms import Disability, Marital, Relation, Religion, ResidentFields, Sex

OLDEST = 120  # years
_NIK = re.compile(r"\d{16}")
_CHOICES = {"sex": Sex, "relation": Relation, "religion": Religion, "marital": Marital, "disability": Disability}
_LENGTHS = {
    "name": 120, "birth_place": 80, "occupation": 80, "nationality": 60, "education": 80, "address": 200, "father": 120,
    "mother": 120, "phone": 20, "hamlet": 60, "rt": 3, "rw": 3, "welfare_source": 80,
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """Something about one field. `wrong` keeps it out of the register; else it is only said."""

    field: str
    sentence: str
    wrong: bool = True


def findings(fields: ResidentFields, now: datetime) -> list[Finding]:
    """All that is wrong or odd, in the order of the form."""
    today = wib_date(now)
    return [*_wrong_words(fields), *_days(fields, today), *number_findings(fields, today)]


def _wrong_words(fields: ResidentFields) -> list[Finding]:
    found = []
    if not re.search(r"[^\W\d_]", fields.name):
        found.append(Finding("name", _("The name is missing.")))
    for name, kind in _CHOICES.items():
        value = getattr(fields, name)
        if (value or name == "sex") and value not in kind.values:
            found.append(Finding(name, _("This is none of the choices.")))
    for name, longest in _LENGTHS.items():
        if len(getattr(fields, name)) > longest:
            found.append(Finding(name, _("At most %(number)s letters.") % {"number": longest}))
    return found


def _days(fields: ResidentFields, today: date) -> list[Finding]:
    found = []
    if fields.birth_date is None:
        found.append(Finding("birth_date", _("The date of birth is not known."), wrong=False))
    elif fields.birth_date > today:
        found.append(Finding("birth_date", _("The date of birth lies in the future.")))
    elif today.year - fields.birth_date.year > OLDEST:
        found.append(Finding("birth_date", _("Nobody is older than %(years)s years.") % {"years": OLDEST}))
    if fields.welfare_on and fields.welfare_on > today:
        found.append(Finding("welfare_on", _("This date lies in the future.")))
    return found


def number_findings(fields: ResidentFields, today: date) -> list[Finding]:
    """What a NIK and a KK number say by themselves, and against the other fields.

    16 digits: area of first registration, day (women plus 40), month, year, serial from 0001 (PP 40/2019 art. 30). The
    area is where somebody was first registered, so it may differ from where they live: it is no finding at all.
    """
    found = []
    if fields.nik and not _NIK.fullmatch(fields.nik):
        found.append(
            Finding("nik", _("A NIK has 16 digits; this one has %(number)s characters.") % {"number": len(fields.nik)})
        )
    elif fields.nik:
        found += _inside(fields, today)
    if fields.family_number and not _NIK.fullmatch(fields.family_number):
        found.append(
            Finding(
                "family_number",
                _("A family card number has 16 digits; this one has %(number)s characters.")
                % {"number": len(fields.family_number)},
            )
        )
    elif fields.family_number and fields.family_number == fields.nik:
        found.append(Finding("family_number", _("NIK and family card number are the same."), wrong=False))
    return found


def _inside(fields: ResidentFields, today: date) -> list[Finding]:
    nik, found = fields.nik, []
    if not "11" <= nik[:2] <= "96" or nik[2:4] == "00" or nik[4:6] == "00":
        found.append(Finding("nik", _("No area has the first six digits of this NIK."), wrong=False))
    if nik[12:] == "0000":
        found.append(Finding("nik", _("The last four digits of a NIK begin at 0001."), wrong=False))
    inner = born_inside(nik, today, fields.birth_date)
    if inner is None:
        found.append(Finding("nik", _("The NIK holds no real date of birth."), wrong=False))
        return found
    day, sex = inner
    if fields.birth_date and day != fields.birth_date:
        found.append(Finding("nik", _("The NIK tells another date of birth."), wrong=False))
    if fields.sex in Sex.values and sex != fields.sex:
        found.append(Finding("nik", _("The NIK tells another sex."), wrong=False))
    return found


def born_inside(nik: str, today: date, birth_date: date | None = None) -> tuple[date, Sex] | None:
    """Date of birth and sex a NIK tells; None when no such day exists. The century is taken from `birth_date`."""
    day, month, short = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    sex = Sex.FEMALE if day > 40 else Sex.MALE
    century = (birth_date.year // 100) * 100 if birth_date else (2000 if 2000 + short <= today.year else 1900)
    try:
        return date(century + short, month, day - 40 if day > 40 else day), sex
    except ValueError:
        return None

"""`tuntas kipp archive` makes the sealed archive of an edition; `tuntas kipp verify` checks one, without a database."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tuntas.kipp.actions.archiving import ArchiveRefused, pack
from tuntas.kipp.models import Edition
from tuntas.kipp.rules.archive.verifying import AGREES, NO_ARCHIVE, UNSEALED, Report, verify

SHOWN = 20  # troubles of one check that are printed; the rest is counted


def add_verbs(commands: "_SubParsersAction[Any]") -> None:
    """The two verbs with what they take."""
    makes = commands.add_parser("archive", help="write the sealed archive of an edition")
    makes.add_argument("edition", help="the edition's name in its address, e.g. kipp-jateng-2021")
    makes.add_argument("--out", type=Path, required=True)
    makes.add_argument("--names", action="store_true", help="jurors by name; without it by code")
    checks = commands.add_parser("verify", help="check a sealed archive; needs no database")
    checks.add_argument("archive", type=Path)
    checks.add_argument(
        "--trust", type=Path, metavar="CERT", help="the certificate (.pem) the archive must be sealed with"
    )
    _language(makes)
    _language(checks)


def _language(parser: ArgumentParser) -> None:
    parser.add_argument("--language", choices=["id", "en"], default="id")


def archive(options: dict[str, Any], out: OutputWrapper) -> None:
    """Write the archive. Raises `CommandError` with a sentence."""
    with override(options["language"]):
        edition = Edition.objects.select_related("office").filter(slug=options["edition"]).first()
        if edition is None:
            raise CommandError(_("There is no edition “%(slug)s”.") % {"slug": options["edition"]})
        try:
            with open(options["out"], "xb") as file:
                packed = pack(edition=edition, named=options["names"], out=file)
        except FileExistsError as error:
            raise CommandError(_("%(path)s is there already.") % {"path": options["out"]}) from error
        except (ArchiveRefused, OSError) as error:
            if isinstance(error, ArchiveRefused):
                options["out"].unlink()
            raise CommandError(str(error)) from error
        out.write(f"{options['out']}  {packed.size / 1e6:.1f} MB\nSHA-256 {packed.sha256}")


def check(options: dict[str, Any], out: OutputWrapper) -> int:
    """Check the archive and say what agrees; what the command ends with."""
    with override(options["language"]):
        try:
            trust = options["trust"].read_bytes() if options["trust"] else None
            with open(options["archive"], "rb") as file:
                report = verify(file, trust=trust)
        except OSError as error:
            out.write(f"{error.filename}: {error.strerror}")
            return NO_ARCHIVE
        for line in sentences(report):
            out.write(line)
        return report.code


def sentences(report: Report) -> list[str]:
    """The report in words: what was counted, each check with what is wrong, and the conclusion."""
    found = []
    if report.record is not None:
        words = {"edition": report.record.edition.get("name", ""), "n": report.sheets}
        found.append(
            ngettext("%(edition)s: %(n)s score sheet.", "%(edition)s: %(n)s score sheets.", report.sheets) % words
        )
    for one in report.checks:
        found.append(f"{'✗' if one.troubles else '✓'} {one.title}")
        found += [f"    {trouble}" for trouble in one.troubles[:SHOWN]]
        if len(one.troubles) > SHOWN:
            found.append("    " + _("… and %(n)d more") % {"n": len(one.troubles) - SHOWN})
    if report.seal.fingerprint:
        found.append(_("Seal: %(fingerprint)s") % {"fingerprint": report.seal.fingerprint})
        if report.seal.trusted is None:
            found.append(
                _("Nobody said whose seal this must be. Compare it with the published one, or give it with --trust.")
            )
    if report.brought_in:
        found.append(_("%(n)d sheets came in from a spreadsheet.") % {"n": report.brought_in})
    return [*found, _conclusion(report.code)]


def _conclusion(code: int) -> str:
    if code == AGREES:
        return _("Everything agrees.")
    if code == NO_ARCHIVE:
        return _("This is no sealed archive.")
    if code == UNSEALED:
        return _("The archive is not as it was sealed, or not by the one you trust. Do not rely on it.")
    return _("The seal holds, but the numbers do not agree.")

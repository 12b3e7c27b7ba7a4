"""The common way, for comparison only: WeasyPrint, then a PAdES signature whose RSA key is read for every letter.

Run by the environment of `make peers`: `letters.json folder processes seconds`; prints letters a second, and processor
milliseconds of one.
"""

import base64
import html
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from weasyprint import HTML

STYLE = """@page { size: A4; margin: 2.2cm 2.4cm } body { font: 11pt sans-serif } h1 { text-align: center }
table { border-collapse: collapse } td, th { border: 1px solid #aaa; padding: 4pt } dl { display: grid;
grid-template-columns: auto 1fr; gap: 4pt 12pt } header { text-align: center } img { width: 2.6cm }"""


def page(letter):
    """The same letterhead, blocks, signature and QR code as HTML."""
    parts = []
    for block in letter["blocks"]:
        if block["kind"] == "facts":
            rows = "".join(f"<dt>{html.escape(a)}</dt><dd>{html.escape(b)}</dd>" for a, b in block["rows"])
            parts.append(f"<dl>{rows}</dl>")
        elif block["kind"] == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in block["rows"]
            )
            parts.append(f"<table>{rows}</table>")
        else:
            parts.append(f"<p>{html.escape(str(block.get('text', '')))}</p>")
    head = "<header><b>PEMERINTAH KABUPATEN PEKALONGAN<br>KECAMATAN TALUN<br>DESA TALUN</b><hr></header>"
    code = base64.b64encode(letter["qr"].encode()).decode()
    foot = (
        f"<p>Talun, 4 Oktober 2021<br>Kepala Desa Talun</p><img alt='Kode QR' src='data:image/svg+xml;base64,{code}'>"
    )
    text = f"{head}<h1>Surat Keterangan</h1>{''.join(parts)}{foot}"
    return f"<html lang=id><title>Surat</title><style>{STYLE}</style>{text}</html>"


def signed(letter, folder):
    """One letter, signed with a key that is read now."""
    made = HTML(string=page(letter)).write_pdf(pdf_variant="pdf/ua-1")
    signer = signers.SimpleSigner.load(str(Path(folder) / "key.pem"), str(Path(folder) / "certificate.pem"))
    out = BytesIO()
    metadata = signers.PdfSignatureMetadata(field_name="Seal", subfilter=fields.SigSeedSubFilter.PADES)
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(made)), metadata, signer=signer, output=out)
    return out.getvalue()


def work(letters, folder, seconds):
    """How many letters in so many seconds, after one to warm up; processor seconds they took."""
    signed(letters[0], folder)
    done, until, own = 0, time.monotonic() + seconds, time.process_time()
    while time.monotonic() < until:
        signed(letters[done % len(letters)], folder)
        done += 1
    return done, time.process_time() - own


def keys(folder):
    """A fresh RSA key and its certificate."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "peer")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = (
        made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=9)).sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (Path(folder) / "key.pem").write_bytes(text)
    (Path(folder) / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))


if __name__ == "__main__":
    source, folder, processes, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    letters = json.loads(Path(source).read_text())
    keys(folder)
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(work, [letters] * processes, [folder] * processes, [seconds] * processes))
    done = sum(one[0] for one in found)
    print(done / seconds, sum(one[1] for one in found) / done * 1000)

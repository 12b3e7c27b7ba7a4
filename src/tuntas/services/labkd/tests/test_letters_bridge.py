"""The bridge to a signing service, spoken to over HTTP: answers, refusals, silence."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tuntas.services.labkd.signing import Signatory, SignerRefused, SignerUnreachable
from tuntas.services.labkd.signing.bridge import Bridge

WHO = Signatory("3326", "Warto Contoh")


@pytest.fixture
def service():
    """`service.says[path] = (status, body)`; what was asked stands in `service.asked`."""

    class Answer(BaseHTTPRequestHandler):
        def _answer(self):
            length = int(self.headers.get("Content-Length") or 0)
            self.server.asked.append((self.command, self.path, dict(self.headers), self.rfile.read(length)))
            status, body = self.server.says.get(self.path, (404, b""))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    server.says, server.asked = {}, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def bridge(service, tmp_path):
    return Bridge(f"http://127.0.0.1:{service.server_port}/", "kunci", tmp_path / "roots.pem", seconds=2)


def test_a_ticket_comes_back_and_the_secret_travels_in_a_header_only(bridge, service):
    service.says["/signatures"] = (201, json.dumps({"ticket": "T1"}).encode())
    assert bridge.send(b"%PDF", who=WHO, secret="rahasia é", note="470/001") == "T1"
    _command, path, headers, body = service.asked[0]
    assert body == b"%PDF" and "rahasia" not in path and headers["Authorization"] == "Bearer kunci"
    assert headers["Signer-Secret"] == "rahasia %C3%A9"


@pytest.mark.parametrize(("status", "error"), [(401, SignerRefused), (422, SignerRefused), (429, SignerUnreachable),
                                               (500, SignerUnreachable), (200, SignerUnreachable)])  # fmt: skip
def test_a_refusal_is_not_silence(bridge, service, status, error):
    service.says["/signatures"] = (status, b"no json")
    with pytest.raises(error):
        bridge.send(b"%PDF", who=WHO, secret="x", note="")


def test_not_ready_ready_and_gone(bridge, service):
    service.says = {"/signatures/T1": (202, b""), "/signatures/T2": (200, b"%PDF signed")}
    assert bridge.fetch("T1") is None and bridge.fetch("T2") == b"%PDF signed"
    with pytest.raises(SignerRefused):
        bridge.fetch("T3")


def test_nobody_there(tmp_path):
    with pytest.raises(SignerUnreachable):
        Bridge("http://127.0.0.1:9", "x", tmp_path / "roots.pem", seconds=1).fetch("T")
    with pytest.raises(ValueError):
        Bridge("ftp://example.org", "x", tmp_path / "roots.pem")

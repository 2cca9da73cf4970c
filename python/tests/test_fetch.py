"""Pages from the web, here from this machine."""

import pickle
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import citecheck
from citecheck import Checker, InputError

PAGE = b"<html><body><article><h1>The harbour</h1><p>The ferry carries 40 cars.</p></article></body></html>"


@pytest.fixture
def site():
    """The address of a server, and how often each of its paths was asked for."""
    asked = Counter()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked[self.path] += 1
            pages = {
                "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /private/\n"),
                "/story": ("text/html", PAGE),
                "/other": ("text/html", PAGE.replace(b"40", b"50")),
                "/paper": ("application/pdf", b"%PDF-1.4\n"),
            }
            kind, body = pages.get(self.path, ("text/plain", b"gone"))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.fixture
def fetching(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    return Checker(judge="lexical", cache=tmp_path / "cache", fetch=True, allow_private_network=True)


def test_an_address_is_got_once_and_kept(site, fetching, tmp_path):
    address, asked = site
    claim = "The ferry carries 40 cars."
    for _ in range(2):
        assert fetching.check(claim, f"{address}/story").verdict == "supported"
    # What is kept needs no web, and no permission.
    offline = Checker(judge="lexical", cache=tmp_path / "cache")
    assert offline.check(claim, {"url": f"{address}/story"}).verdict == "supported"
    assert asked["/story"] == 1


def test_several_addresses_and_texts_keep_their_order(site, fetching):
    address, _ = site
    sources = ["It is noon.", f"{address}/other", f"{address}/gone", f"{address}/story"]
    result = fetching.check("The ferry carries 40 cars.", sources)
    assert (result.verdict, result.evidence[0].source) == ("supported", 3)


def test_a_page_that_cannot_be_got_says_why(site, fetching):
    address, asked = site
    for path, says in [("/gone", "404"), ("/private/a", "robots"), ("/paper", "application/pdf")]:
        result = fetching.check("The ferry carries 40 cars.", address + path)
        assert result.verdict == "unavailable", path
        assert says in result.why, result.why
    assert asked["/private/a"] == 0


def test_private_networks_are_not_asked_without_permission(site, tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    address, asked = site
    result = citecheck.check(
        "The ferry carries 40 cars.", f"{address}/story", judge="lexical", cache=tmp_path / "cache", fetch=True
    )
    assert (result.verdict, asked["/story"]) == ("unavailable", 0)
    assert "127.0.0.1 is" in result.why


def test_what_is_got_is_kept_somewhere(fetching):
    with pytest.raises(InputError, match="name its folder with cache="):
        Checker(fetch=True)
    with pytest.raises(InputError, match="fetch=True unless"):
        citecheck.check("A.", "https://a.example/", judge="lexical")
    assert pickle.loads(pickle.dumps(fetching)).judge == "lexical"

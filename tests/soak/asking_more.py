"""More that means harm: every category of characters, marks without end, odd dates, and requests that are none on the wire."""

import sys
import unicodedata
from itertools import cycle
from urllib.parse import quote, urlencode

from asking import ALL, TAKING_WORDS, Asked
from payloads import PARAMETERS

LINE = b"GET /search?q=care HTTP/1.1\r\n"
END = b"Connection: close\r\n\r\n"
HOST = b"Host: localhost\r\n"


def more_requests(paths):
    """All of them, the same each time; `paths` are addresses of things that are there."""
    made = [*_of_words(), *_of_dates(), *_of_parameters(), *_of_paths(paths), *_of_headers(), *_on_the_wire(paths)]
    return list(dict.fromkeys(made))


def more_words():
    """Kind and words of searches."""
    yield from (("category", one) for one in _categories())
    yield from (("marks", one) for one in _marks())
    yield from (("direction", one) for one in _directions())
    yield from (("normalising", one) for one in _growing())
    yield from (("deep", one) for one in _deep())
    yield from (("edges", one) for one in _edges())
    yield from (("field", one) for one in _fields())


def _categories():
    """Twenty characters of each category, as one word and as words of their own."""
    of = {}
    for number in range(sys.maxunicode + 1):
        some = of.setdefault(unicodedata.category(chr(number)), [])
        if len(some) < 20:
            some.append(chr(number))
    for some in of.values():
        yield f"care {''.join(some)} care"
        yield " OR ".join(some)


def _marks():
    marks = [chr(number) for number in range(0x300, 0x36F)]
    yield "a" + "".join(marks) * 3
    yield "".join(f"{letter}{''.join(marks[:40])}" for letter in "council")
    yield "a\u0327\u0301\u0323" * 99
    yield "".join(reversed(marks)) * 3
    yield "\u1100\u1161\u11a8" * 120
    yield "a\u200d" * 190
    yield "a\ufe0f\ufe0e" * 130
    yield "".join(chr(0xE0000 + ord(one)) for one in "council") * 50
    yield "\u0f71\u0f72\u0f74" * 130
    yield "\U0001d15e" * 130


def _directions():
    yield "\u202e" * 200 + "council"
    yield "\u2066" * 130 + "council" + "\u2069" * 130
    yield "\u05db\u05e0\u05e1\u05ea (council) \u202b\u05d0\u202c"
    yield '"\u0645\u062c\u0644\u0633 council" -\u0645\u062c\u0644\u0633'
    yield "\u0640" * 400
    yield "\u061c\u200e\u200f" * 100
    yield "\u0661\u0662\u0663 NEAR/\u0663 \u06f1\u06f2"


def _growing():
    """Characters of which one becomes many when it is normalised or folded."""
    for one in "\ufdfa\u3316\u33af\u3300\u1e9b\u0149\u1fb7\ufb03\u2a74\u2057\u00bd\u2167\u1e9e\u0390\U0001f240\u321d\u2100\ufdfb":
        yield one * 400
    yield " ".join("\ufdfa" * 32)
    yield '"' + "\ufdfa \ufdfb " * 90 + '"'


def _deep():
    for count in (20, 130, 3000):
        yield '("' * count + "care" + '")' * count
        yield '(-"' * count
        yield "\u201c" * count + "care" + "\u201d" * count
        yield "[{(" * count + "care" + ")}]" * count
        yield '"a" OR (' * count
        yield "- (" * count
    yield ")(" * 190
    yield '"(" ")" "' * 40
    yield "(((((((care)))))))" + " ((((((((leavers))))))))"


def _edges():
    near = ("0", "1", "-0", "+3", "3.5", "1e9", "9" * 400, "0x3", "\u0663", "\uff13", "", " ", "/3", "NEAR/3", "3/3", "None", "inf", "00000000003")  # fmt: skip
    yield from (f"care NEAR/{one} leavers" for one in near)
    yield from (f'"care leavers"~{one}' for one in near)
    for one in (
        "AND",
        "OR",
        "NOT",
        "NEAR/3",
        "-",
        "+",
        "&&",
        "||",
        "!",
        "/",
        "\\",
        ":",
        "*",
        "?",
        '"',
        "'",
        ",",
        ";",
        "|",
        "&",
        "~",
        "^",
    ):
        yield f"{one} care {one}"
        yield f"{one}{one} {one} {one}"
        yield f"care {one}{one} leavers"
    for letter in "abcst\u00e9\u03b1\u5b57":
        yield f"{letter}*"
        yield f"care {letter}* {letter}{letter}*"
    yield " OR ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz")
    yield "NOT care" + " NOT care" * 15
    yield "-care -leavers -the"
    yield "NEAR NEAR/2 NEAR/3 OR AND NOT NEAR"
    yield "the of and to in a is for on by" * 3
    yield '"the of and" NEAR/9 "to in a" NEAR/9 "is for on"'


def _fields():
    for name in (*PARAMETERS, "text", "id", "_source", "__class__"):
        for value in ("*", '"', "(", "[a TO z]", "2020..2021", "\0", ":", "-1"):
            yield f"{name}:{value}"


DATES = (
    "2020-1-1", "1/1/20", "31 Feb 2020", "2020-W53-7", "2020-366", "\uff12\uff10\uff12\uff10", "MMXX", "next tuesday", "00/00/0000", "2020-13-01",
    "1e3", "-2020", "+2020", "99999", "2020-01-01T00:00:00Z", "2020-01-01/2021-01-01", "1 January 0001", "Easter 2020", "2020\u201321", "2021-20",
    "1999-00", "Q3 2020", "\u0662\u0660\u0662\u0660", "0", "00", "0000", "1/2/3/4", "29/02/2019", "29 February 2020", "31st of June", "2020-06-31",
    "12/31/2020", "January", "Jan 99", "the 5th", "2020-2021-2022", "2020-", "-", "/", "2020/21/22", "1.1.2020", "20200101", "1577836800", "now()",
    "0001-01-01", "9999-12-31", "10000-01-01", "\u00b2020", "2020\0", "2 0 2 0", "Friday 13 March 2020 at 25:61", "9" * 199, "1/" * 99, "2020 BC",
)  # fmt: skip


def _of_words():
    places = cycle(
        (*TAKING_WORDS, "/api/v1/commitments", "/commitments.atom", "/facet/committee", "/api/v1/facets/person")
    )
    for kind, words in more_words():
        yield Asked(kind, _with(next(places), q=words))


def _of_dates():
    places = cycle(("/search", "/ask", "/commitments", "/drift", "/meetings", "/coverage", "/api/v1/search", "/api/v1/ask", "/api/v1/coverage",
                    "/search.json", "/commitments.csv", "/evidence", "/facet/year", "/drift.csv"))  # fmt: skip
    for date in DATES:
        yield Asked("date", _with(next(places), q="care", **{"from": date}))
        yield Asked("date", _with(next(places), q="care", **{"from": "2020", "to": date}))
        yield Asked("date", _with(next(places), q=f"care since {date} and before {date}"))
        yield Asked("date", f"/meeting/harrowmere/cabinet/{quote(date, safe='')}")


def _with(address, **given):
    return f"{address}?{urlencode(given, errors='surrogatepass')}"


def _of_parameters():
    shapes = (
        "{0}=2020&{0}=2021", "{0}[]=1&{0}[]=2", "{0}[0][1]=x", "{0}.a=1", "{0}=&{0}=&{0}=", "{0}", "{0}=%00&{0}=a", "{0}=" + "a&{0}=" * 21 + "z",
        "%7B0%7D={0}", "{0}=%F0%9F%92%A9", "{0}=%ED%A0%80", "{0}=1%0d%0a2", "{0}==", "{0}=a=b=c", "{0}=1;{0}=2", "{0}=%2525", "{0}=true&{0}=false&{0}=null",
    )  # fmt: skip
    places = cycle(address for address in ALL if "static" not in address)
    for name in (*PARAMETERS, "size", "limit", "format"):
        for shape in shapes:
            yield Asked("shape", f"{next(places)}?q=care&{shape.format(name)}")
    for address in ALL:
        yield Asked("nothing", f"{address}?")
        yield Asked("broken", f"{address}?%&%%&%2&%GG=%GG&%u2603=%u2603&=%C0%AF&%ff=%fe")
        yield Asked("broken", f"{address}?" + "%25" * 3000)
        yield Asked("many", f"{address}?" + "&".join(f"{name}=x" for name in PARAMETERS * 15))
        yield Asked("many", f"{address}?" + "&" * 9000)


def _of_paths(paths):
    ids = ("%", "%2", "%GG", "%u2603", "%00%00", "%ff%fe%fd", "%C0%AE%C0%AE", "%25252e%25252e", "..;", "%2e%2e%2f" * 50, "a" * 8000, "a" * 60_000, "a/" * 4000,
           "../" * 1000, "%F0%9F%92%A9" * 50, "-", "+", "0", "NaN", "00000000000000000000", "__proto__", "{id}", "<id>", "$1", "%5c..%5c", "con", "nul.txt", "a%0aHost: x")  # fmt: skip
    bases = cycle(("/p", "/paper", "/original", "/facet", "/commitments", "/meeting/harrowmere", "/meeting/harrowmere/cabinet", "/static",
                   "/api/v1/papers", "/api/v1/passages", "/api/v1/facets", "/api/v1/commitments", "/api/v1", "", "/suggest", "/export"))  # fmt: skip
    for one in ids:
        for _ in range(3):
            yield Asked("path", f"{next(bases)}/{quote(one, safe='%/.;+<>{}$ ').replace(' ', '%20')}")
    for path in paths:
        for end in (
            "/",
            "//",
            "/..",
            "%00",
            "%20",
            ".json",
            ".csv",
            ".html",
            ";a=b",
            "#x",
            "?",
            "%3Fq=1",
            "-1",
            "-99999999999999999999",
            "-0",
        ):
            yield Asked("path", f"{path}{end}")


def _of_headers():
    hosts = ("localhost:0", "localhost:65536", "localhost:-1", "LOCALHOST", "localhost.", "127.0.0.1:80", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]",
             "user:pass@localhost", "localhost\\evil", "localhost?x", "localhost#x", "l\xf6calhost", "xn--lclhost-90a", "localhost;evil", "'localhost'", "*", ".")  # fmt: skip
    places = cycle(
        (
            "/search?q=care",
            "/search.atom?q=care",
            "/opensearch.xml",
            "/commitments.atom",
            "/api/v1/search?q=care",
            "/openapi.json",
        )
    )
    for host in hosts:
        yield Asked("host", next(places), headers=(("Host", host),))
    forwarded = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Server", "X-Real-IP", "X-Host",
                 "X-Rewrite-URL", "X-Original-Host", "X-HTTP-Method", "X-Method-Override", "Forwarded", "True-Client-IP")  # fmt: skip
    for name in forwarded:
        for value in ("evil.example", "a, b, c, " * 300, '"><script>', "javascript:alert(1)", "-1", "../.."):
            yield Asked("forwarded", next(places), headers=((name, value),))
    others = (
        ("Range", "bytes=-1"), ("Range", "bytes=5-2"), ("Range", "bytes=0-0,0-0," * 200), ("Range", "=-"), ("Range", "bytes=\u0663-"[:6]), ("Range", "items=0-5"),
        ("If-None-Match", "*"), ("If-None-Match", 'W/"x", ' * 900), ("If-Match", '"nothing"'), ("If-Unmodified-Since", "Sat, 01 Jan 0000 00:00:00 GMT"),
        ("If-Modified-Since", "Mon, 01 Jan 99999 00:00:00 GMT"), ("If-Range", "Sat, 29 Oct 1994 19:43:31 GMT"), ("Accept", "text/html;q=1e999"),
        ("Accept", ",".join(f"a/{at};q=0.{at}" for at in range(900))), ("Accept", "application/json;q=-1, */*;q=2"), ("Accept", ";;;,,,"),
        ("Accept-Language", "*" * 3000), ("Accept-Charset", "utf-7, x;q=a"), ("Accept-Encoding", "gzip;q=0, identity;q=0, *;q=0"),
        ("Content-Type", "application/x-www-form-urlencoded; charset=utf-7"), ("Content-Type", "a" * 3000), ("Content-Encoding", "gzip"),
        ("Cookie", "=; ;; $Version=1; a"), ("Cookie", "a=\xff"), ("Referer", "\xff\xfe"), ("Origin", "http://evil.example"), ("Authorization", "Bearer " + "a.b.c" * 500),
        ("User-Agent", "\x7f"), ("Connection", "keep-alive, close, upgrade"), ("Connection", "Host"), ("Keep-Alive", "timeout=99999999"), ("Pragma", "\t"),
        ("Cache-Control", "max-age=-1, no-store=1"), ("DNT", "x"), ("Sec-Fetch-Mode", "evil"), ("X-Forwarded-Host", "a" * 9000), ("From", "a\tb"),
    )  # fmt: skip
    for name, value in others:
        yield Asked("header", next(places), headers=((name, value),))
        yield Asked("header", "/static/papersearch.css", headers=((name, value),))
        yield Asked("header", "/search.csv?q=care", headers=((name, value),))


def _on_the_wire(paths):
    """Requests as bytes; each is whole, so that something must come back."""
    for text in _wired(paths):
        yield Asked("wire", "as bytes", wire=text)


def _wired(paths):
    chunked = b"POST /search HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n"
    yield from (
        chunked + END + body
        for body in (
            b"0\r\n\r\n",
            b"5\r\nhello\r\n0\r\n\r\n",
            b"ffffffffffffffff\r\n",
            b"-1\r\n\r\n",
            b"zz\r\n\r\n",
            b"5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
            b"\r\n\r\n",
            b"0x5\r\nhello\r\n0\r\n\r\n",
            b"5\nhello\n0\n\n",
            b"00000000000000000000005\r\nhello\r\n0\r\n\r\n",
            b" 5\r\nhello\r\n0\r\n\r\n",
        )
    )
    yield LINE + HOST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" + END + b"0\r\n\r\n"
    yield LINE + HOST + b"Transfer-Encoding: chunked, identity\r\n" + END + b"0\r\n\r\n"
    yield LINE + HOST + b"Transfer-Encoding: xchunked\r\n" + END + b"0\r\n\r\n"
    yield LINE + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n" + END + b"hello!"
    yield LINE + HOST + b"Content-Length: 5\r\n" + END + b"hello"
    yield LINE + HOST + b"Content-Length: +5\r\n" + END + b"hello"
    yield LINE + HOST + b"Content-Length: 5, 5\r\n" + END + b"hello"
    yield LINE + HOST + HOST + END
    yield LINE + HOST + b"Host: evil.example\r\n" + END
    yield LINE + END
    yield LINE + b"Host:\r\n" + END
    yield b"GET http://evil.example/search?q=care HTTP/1.1\r\n" + HOST + END
    yield b"GET http://localhost/search?q=care HTTP/1.1\r\nHost: evil.example\r\n" + END
    yield b"GET //evil.example/search HTTP/1.1\r\n" + HOST + END
    yield b"GET search?q=care HTTP/1.1\r\n" + HOST + END
    yield b"GET ?q=care HTTP/1.1\r\n" + HOST + END
    yield b"GET * HTTP/1.1\r\n" + HOST + END
    yield b"OPTIONS * HTTP/1.1\r\n" + HOST + END
    yield b"CONNECT localhost:443 HTTP/1.1\r\n" + HOST + END
    yield b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    for version in (
        b"HTTP/1.0",
        b"HTTP/0.9",
        b"HTTP/2.0",
        b"HTTP/1.2",
        b"HTTP/9.9",
        b"HTTP/1",
        b"http/1.1",
        b"HTTP/1.1.1",
        b"HTTP/-1.1",
        b"FTP/1.1",
        b"HTTP/1.1 x",
    ):
        yield b"GET /search?q=care " + version + b"\r\n" + HOST + END
    yield b"GET /search?q=care HTTP/1.0\r\n\r\n"
    yield b"GET /search?q=care\r\n\r\n"
    yield b"GET  /search?q=care  HTTP/1.1\r\n" + HOST + END
    yield b"GET\t/search?q=care\tHTTP/1.1\r\n" + HOST + END
    yield b"\r\n\r\n\r\n" + LINE + HOST + END
    for place in (b"GET /sea\x00rch HTTP/1.1\r\n", b"GET /search?q=\x00\x01\x7f HTTP/1.1\r\n", b"G\x00T / HTTP/1.1\r\n", b"GET /search?q=\xff\xfe HTTP/1.1\r\n",
                  b"GET /search?q=<>\"{}|\\^` HTTP/1.1\r\n", b"GET /search?q=care leavers HTTP/1.1\r\n", b"GET /search?q=\xe2\x80\xae HTTP/1.1\r\n"):  # fmt: skip
        yield place + HOST + END
    for header in (b"No colon\r\n", b": empty\r\n", b"X : space\r\n", b" X: folded\r\n", b"X: a\r\n b\r\n\tc\r\n", b"X: \x00\r\n", b"X\x00: a\r\n", b"X: a\rb\r\n", b"X: a\nY: b\r\n",
                   b"X: " + b"a" * 200_000 + b"\r\n", b"X: a\r\n" * 5000, b"\xff: a\r\n", b"Host : evil\r\n"):  # fmt: skip
        yield LINE + HOST + header + END
    upgrade = b"Connection: close\r\nUpgrade: "
    for path in (b"/search?q=care", b"/ask?q=care", b"/api/v1/health", paths[0].encode()):
        yield b"GET " + path + b" HTTP/1.1\r\n" + HOST + upgrade + b"websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"  # fmt: skip
        yield (
            b"GET "
            + path
            + b" HTTP/1.1\r\n"
            + HOST
            + upgrade
            + b"h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"
        )
    for method in (
        b"BREW",
        b"M-SEARCH",
        b"GETT",
        b"G",
        b"GET,POST",
        b"Get",
        b"TRACK",
        b"DEBUG",
        b"PURGE",
        b"\xff\xfe",
        b"G" * 9000,
    ):
        yield method + b" /search?q=care HTTP/1.1\r\n" + HOST + END
    kept = b"Connection: keep-alive\r\n\r\n"
    yield (LINE + HOST + kept) * 30 + LINE + HOST + END
    yield LINE + HOST + kept + b"nonsense\r\n\r\n"
    yield LINE + HOST + b"Content-Length: 9\r\n" + kept + b"GET / HTTP/1.1\r\n" + HOST + END
    yield b"HEAD /search?q=care HTTP/1.1\r\n" + HOST + kept + LINE + HOST + END
    yield b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\n" + HOST + END
    yield b"GET /search?q=" + b"%41" * 80_000 + b" HTTP/1.1\r\n" + HOST + END
    yield b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + b"\x41" * 100 + b"\r\n\r\n"
    yield b"\r\n" * 200 + b"x\r\n\r\n"
    yield b"SSH-2.0-OpenSSH_9.0\r\n\r\n"

"""Addresses that mean harm, made by kind: words, parameters, paths, headers, methods and broken encoding."""

import random
import string
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import quote, urlencode

from payloads import PARAMETERS, PAYLOADS

SEARCHES = (
    "/search",
    "/search.json",
    "/search.atom",
    "/api/v1/search",
    "/search",
    "/evidence",
    "/facet/person",
    "/search.csv",
)
QUESTIONS = ("/ask", "/ask.json", "/api/v1/ask", "/commitments", "/commitments.csv", "/drift")
TAKING_WORDS = (*SEARCHES, *QUESTIONS)
ALL = (
    "/", *TAKING_WORDS, "/commitments.atom", "/drift.csv", "/facet/year", "/facet/council", "/meetings", "/coverage",
    "/help", "/accessibility", "/opensearch.xml", "/openapi.json", "/api/v1/health", "/api/v1/coverage",
    "/api/v1/facets/person", "/api/v1/commitments", "/api/v1/drift", "/static/papersearch.css",
)  # fmt: skip
TRAVERSALS = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "..%252f..%252fetc/passwd",
    "....//....//etc/passwd", "..\\..\\etc\\passwd", "/etc/passwd", "%2fetc%2fpasswd", "..;/etc/passwd",
    "%c0%ae%c0%ae/etc/passwd", "..%00/etc/passwd", "file:///etc/passwd", "~root", "C:\\boot.ini", "\uff0e\uff0e/etc/passwd",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that means harm."""

    kind: str
    address: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    wire: bytes = b""
    """The whole request, where its parts would not say it."""


def hostile_requests(paths):
    """All of them, the same each time; `paths` are addresses of things that are there, such as a permalink."""
    made = [*_of_words(), *_of_parameters(), *_of_paths(paths), *_of_encodings(), *_of_headers(), *_of_methods(paths)]
    return list(dict.fromkeys(made))


def traversals(paths):
    """Addresses that would lead out of the folders the site reads."""
    bases = ("/static", "/original", "/paper", "/p")
    addresses = [f"{base}/{_as_path(one)}" for base in bases for one in TRAVERSALS]
    return [*addresses, *(f"{path}/{_as_path(TRAVERSALS[0])}" for path in paths)]


def _as_path(text):
    return quote(text, safe="%/~:;")


def hostile_words():
    """Kind and words of searches."""
    yield from _many_words()
    yield from _shapes()
    yield from _nested()
    yield from _characters()
    yield from (("payload", one) for one in (*PAYLOADS, *TRAVERSALS, *_INJECTIONS))
    yield from _mixtures()


_INJECTIONS = (
    "' OR 1=1 --", "'; DROP TABLE papers; --", "1 UNION SELECT NULL", "$(reboot)", "`reboot`", "| cat /etc/passwd",
    "; ls -la", "&& sleep 9", "%s%s%s%n", "%00", "{{config}}", "#{7*7}", "<%= 7*7 %>", "${jndi:ldap://x/a}",
    "a\r\nSet-Cookie: x=1", "a\nERROR forged line", "\x1b[2J\x1b[31mred", "O'Brien); --", "*)(uid=*))(|(uid=*",
    "__class__.__mro__", "import os; os.system('x')", "\\x41\\u0041", "&lt;b&gt;", "&#60;script&#62;", "<?xml version='1.0'?>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", "=1+1", "@SUM(A1)", "+1", "-1", "=cmd|'/c calc'!A1",
)  # fmt: skip


def _many_words():
    letters = string.ascii_lowercase
    for count in (33, 100, 500, 2000):
        yield "many words", " ".join(f"word{at}" for at in range(count))
        yield "many prefixes", " ".join(f"{a}{b}{c}*" for a in letters for b in letters for c in letters)[: count * 5]
        yield "repeats", "the " * count
        yield "repeats", '"of the" ' * count
        yield "operators", " OR ".join(["council"] * count)
    for count in (101, 1000, 20_000, 60_000):
        yield "long word", "a" * count
        yield "long word", '"' + "b" * count
        yield "long blanks", "a" + " " * count + "b"
        yield "long number", "9" * count


def _shapes():
    stars = (
        "*",
        "**",
        "*" * 40,
        "a*",
        "ab*",
        "*a",
        "*a*",
        "c*l",
        "c?l",
        "????",
        "the*",
        "a* b* c* d*",
        "* *",
        '"*"',
        "-*",
        "*:*",
    )
    yield from (("wildcard", one) for one in stars)
    fuzzy = (
        "care~",
        "care~9",
        "care~0.5",
        '"care leavers"~0',
        '"care leavers"~99999999999',
        "~",
        "~~~",
        "a~b~c",
        "near~-1",
    )
    yield from (("fuzzy", one) for one in fuzzy)
    ranges = (
        "[a TO z]",
        "{a TO z}",
        "[* TO *]",
        "date:[2020 TO",
        "[2020-02-30 TO 31/31/31]",
        "year:[0 TO 9999]",
        "..",
        "1..9",
        ">5",
        "<>",
    )
    yield from (("range", one) for one in ranges)
    boosts = ("care^9", "care^-1", "care^1e308", "care^NaN", "^", "^^^", "(care)^0")
    yield from (("boost", one) for one in boosts)
    fields = (
        "text:care", "paper_id:*", "_stored:x", "text:text:text:x", "role:resolution", "unknown:field", "x:" * 60, ":", "::a",
        "committee:", 'committee:"', "id:0 OR id:1", "year:x", "person:-1", "council:../..",
    )  # fmt: skip
    yield from (("field", one) for one in fields)
    quotes = (
        '"',
        '""',
        '"""',
        '"a',
        'a"',
        '"a" "',
        '"" ""',
        "'",
        "''",
        "“",
        "“a”b“",
        "«a»",
        '"a b c',
        '"' * 99,
        '"the" ' * 15,
    )
    yield from (("quotes", one) for one in quotes)


def _nested():
    for depth in (9, 40, 150, 400, 5000):
        yield "nesting", "(" * depth + "a" + ")" * depth
        yield "nesting", "(" * depth
        yield "nesting", ")" * depth
        yield "nesting", "NOT " * depth + "a"
        yield "nesting", "-" * depth + "a"
        yield "nesting", "(a OR " * depth
    for one in ("AND", "OR", "NOT", "AND OR NOT", "OR OR OR", "NOT NOT", "a AND", "OR a", "a OR OR b", "a NEAR", "NEAR/3", "a NEAR/99999 b",
                "a NEAR/-1 b", "() () ()", "(OR)", "-()", "not the", "-the -of -and", "a -a", "NOT (NOT (NOT a))"):  # fmt: skip
        yield "operators", one


def _characters():
    for one in (
        "\0",
        "a\0b",
        "\t\n\r",
        "\x7f",
        "\x1b",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\u200b\u200d",
        "\u202eabc",
        "\u2066a\u2069",
    ):
        yield "control", one
    for one in ("e" + "\u0301" * 400, "Z̸͑" * 90, "\u0345" * 50, "ﷺ" * 90, "ß" * 90, "İ" * 90, "ﬁ" * 90, "㎏" * 60, "𝔞𝔟𝔠", "ａｂｃ", "①②③",
                "👨‍👩‍👧‍👦" * 20, "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "漢字" * 90, "العربية", "עברית", "ไทย" * 60, "अनुच्छेद", "\ud800", "\udfff a", "a\ue000b", "\U0010ffff", "ǅ", "ΰ" * 60):  # fmt: skip
        yield "characters", one


def _mixtures():
    luck = random.Random(737)  # noqa: S311 - the same mixtures each time
    parts = ["care", "council", "the", "of", "AND", "OR", "NOT", "NEAR/3", "(", ")", '"', "*", "~", "^", ":", "-", "+", "[", "]", "{", "}",
             "\\", "/", "&", "|", "!", "?", "'", "“", "”", "hous*", "year:", "2020", "1,500", "£5m", "\0", "é", "%", "#", "<", ">"]  # fmt: skip
    for _ in range(150):
        yield "mixture", luck.choice(("", " ")).join(luck.choices(parts, k=luck.randint(2, 40)))


def _of_words():
    places = cycle(TAKING_WORDS)
    for kind, words in hostile_words():
        yield Asked(kind, _with(next(places), q=words))


def _with(address, **given):
    return f"{address}?{urlencode(given, errors='surrogatepass')}"


def _of_parameters():
    values = (
        "-1", "0", "1e9", "99999999999999999999", "NaN", "Infinity", "", " ", "text", "٣", "²", "true", "null", "0x10", "1.5", "1;2",
        "2020-02-30", "31/31/2020", "0000-00-00", "9999-12-31", "tomorrow", "<script>", "../..", "\0", "a" * 5000, "%", "[]", "{}",
    )  # fmt: skip
    places = cycle(address for address in ALL if address not in ("/help", "/accessibility"))
    for name in (*PARAMETERS, "size", "year[]", "__proto__"):
        for value in values:
            yield Asked("parameter", _with(next(places), **({"q": "care"} | {name: value})))
    for address in TAKING_WORDS:
        yield Asked("many parameters", f"{address}?" + "&".join(f"a{at}=1" for at in range(2000)))
        yield Asked("repeated parameter", f"{address}?" + "&".join(f"committee={at}" for at in range(300)))
        yield Asked("repeated parameter", f"{address}?" + "q=care&" * 200)
        yield Asked("long address", f"{address}?q=" + "care+" * 12_000)
        yield Asked("two filters", f"{address}?q=care&from=2021&to=2019&page=100&sort=newest")
    yield Asked("deep page", "/search?q=the&page=100")
    yield Asked("deep page", "/search?q=&page=100")


def _of_paths(paths):
    for address in traversals(paths):
        yield Asked("traversal", address)
    bad = (
        "x",
        "%00",
        "%ff",
        "0" * 12,
        "f" * 20,
        "a" * 3000,
        "%F0%9F%92%A9",
        "..",
        ".",
        "%2f",
        "null",
        "-1",
        "'",
        "%0d%0aX:1",
        "{{7*7}}",
        "*",
    )
    for base in (
        "/p",
        "/paper",
        "/original",
        "/facet",
        "/meeting/a/b",
        "/meeting/%00/x",
        "/commitments",
        "/api/v1/passages",
        "/api/v1/papers",
        "/api/v1/facets",
    ):
        for one in bad:
            yield Asked("path", f"{base}/{quote(one, safe='%./')}")
    for one in ("//", "///search", "/search/", "/SEARCH", "/search//", "/search;x=1", "/search.exe", "/.git/config", "/.env", "/admin", "/wp-login.php",
                "/index.php?q=1", "/api", "/api/v1", "/api/v1/", "/api/v2/search", "/api/v1/search/", "/static/", "/static", "/favicon.ico", "/robots.txt",
                "/%2e%2e/", "/?%00", "/%", "/%zz", "/" + "a/" * 2000, "/search?", "/search??", "/search?&&&", "/search?=", "/search?#"):  # fmt: skip
        yield Asked("path", one)
    for path in paths:
        yield Asked("path", f"{path}?q={quote(PAYLOADS[0])}")
        yield Asked("path", f"{path}?" + "q=a&" * 500)


def _of_encodings():
    broken = (
        "q=%", "q=%z", "q=%zz", "q=%ff%fe", "q=%ED%A0%80", "q=%C0%80", "q=%E2%82", "q=%F8%88%80%80%80", "q=%u0041", "q=%25%32%35",
        "q[]=care", "q[0]=care", "q[a][b]=care", "=care", "q", "q=", "&q=care", "q=care&", "q=care;page=2", "q=%2B%2B", "q=+", "q=a%26b",
        "q=%0d%0aSet-Cookie:%20x=1", "q=care&page=%F0%9D%9F%9A", "%71=care", "q=%EF%BF%BF", "q=%f4%90%80%80", "q=\xe9",
    )  # fmt: skip
    for query in broken:
        for address in ("/search", "/api/v1/search", "/ask"):
            yield Asked("encoding", f"{address}?{quote(query, safe='%=&;[]+', encoding='latin-1')}")


def _of_headers():
    hosts = ("evil.example", 'evil"><script>', "localhost:99999", "localhost:x", "localhost, evil", "", " ", "[::1]", "[", "127.0.0.1.evil",
             "a" * 5000, "localhost@evil", "localhost/..", "localhost:80:80", "%6cocalhost", "xn--", "LOCALHOST.", "localhost\t")  # fmt: skip
    for host in hosts:
        yield Asked("host", "/search?q=care", headers=(("Host", host),))
        yield Asked("host", "/search.atom?q=care", headers=(("Host", host),))
    others = (
        ("Accept", "*/*;q=NaN"), ("Accept", "a/" * 500), ("Accept-Language", "en;q=9,," * 300), ("Accept-Encoding", "bogus;q=x"),
        ("Range", "bytes=0-,1-,2-"), ("Range", "bytes=99999999999999999999-"), ("Range", "lines=1-2"), ("If-Modified-Since", "yesterday"),
        ("If-Modified-Since", "Tue, 32 Foo 9999 99:99:99 GMT"), ("If-None-Match", '"' * 999), ("If-Range", "\xff"), ("Cookie", "a=b; " * 900),
        ("Cookie", "session=" + "x" * 5000), ("Referer", "javascript:alert(1)"), ("User-Agent", "() { :; }; echo x"), ("User-Agent", "%s" * 900),
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "javascript"), ("X-Original-URL", "/admin"),
        ("X-HTTP-Method-Override", "DELETE"), ("Forwarded", "for=evil;host=evil"), ("Origin", "null"), ("Authorization", "Basic !!!!"),
        ("Authorization", "Digest " + "a" * 3000), ("Content-Type", "multipart/form-data"), ("Content-Length", "0"), ("Content-Length", "5"),
        ("Content-Length", "-1"), ("Content-Length", "x"), ("Content-Length", "9" * 30), ("Transfer-Encoding", "gzip"),
        ("Upgrade", "h2c"), ("Expect", "100-continue"), ("Expect", "nonsense"), ("TE", "trailers, x"), ("Max-Forwards", "-1"), ("Date", "x"),
        ("X_Underscore", "1"), ("Script-Name", "/evil"), ("Proxy", "http://evil"), ("Via", "1.1 " + "x" * 2000), ("X-Long", "y" * 30_000),
    )  # fmt: skip
    for name, value in others:
        yield Asked("header", "/search?q=care", headers=((name, value),))
    yield Asked("header", "/search?q=care", headers=tuple((f"X-{at}", "1") for at in range(90)))


def _of_methods(paths):
    for method in (
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "get",
        "X" * 300,
        "HEAD",
    ):
        for address in (
            "/",
            "/search?q=care",
            "/api/v1/search?q=care",
            "/static/papersearch.css",
            "/nowhere",
            *paths[:2],
        ):
            yield Asked("method", address, method=method)

"""Writes small PDF files by hand: words at places, rules, pictures, pages on their side."""

import hashlib
import struct
import zlib
from dataclasses import dataclass, field

A4 = (595, 842)
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FONTS = {
    "plain": "Helvetica",
    "bold": "Helvetica-Bold",
    "symbol": "Symbol",
    "serif": "Times-Roman",
    "typed": "Courier",
}


@dataclass
class PrintedPage:
    """What stands on one page; places are points from its top left corner."""

    size: tuple[int, int] = A4
    rotate: int = 0
    marks: list[str] = field(default_factory=list)
    has_picture: bool = False

    def text(self, left, top, words, *, size=11, font="plain", spread=0, matrix=None):
        """One line of text with its baseline at `top`; `spread` widens its spaces, a matrix turns it."""
        shown = (
            words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)").decode("latin-1")
        )
        a, b, c, d = matrix or (1, 0, 0, 1)
        self.marks.append(
            f"BT /{font} {size} Tf {spread} Tw {a} {b} {c} {d} {left} {self.size[1] - top} Tm ({shown}) Tj ET"
        )
        return self

    def lines(self, left, top, *texts, step=13, **set_as):
        """Lines one under the other."""
        for at, words in enumerate(texts):
            self.text(left, top + at * step, words, **set_as)
        return self

    def rule(self, left, top, right, bottom):
        """A thin line."""
        self.marks.append(f"0.5 w {left} {self.size[1] - top} m {right} {self.size[1] - bottom} l S")
        return self

    def grid(self, lefts, tops):
        """A ruled table with all its lines."""
        for top in tops:
            self.rule(lefts[0], top, lefts[-1], top)
        for left in lefts:
            self.rule(left, tops[0], left, tops[-1])
        return self

    def picture(self):
        """An image over the whole page."""
        self.has_picture = True
        self.marks.append(f"q {self.size[0]} 0 0 {self.size[1]} 0 0 cm /picture Do Q")
        return self


def pdf(*pages, opens_with=None):
    """The bytes of a PDF of these pages; `opens_with` is the word it then asks for."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = {}
    for name, base in _FONTS.items():
        encoding = "" if name == "symbol" else " /Encoding /WinAnsiEncoding"
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base}{encoding} >>")
        fonts[name] = len(objects)
    objects.append(
        _stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
        )
    )
    picture = len(objects)
    resources = f"<< /Font << {' '.join(f'/{name} {at} 0 R' for name, at in fonts.items())} >> /XObject << /picture {picture} 0 R >> >>"
    kids = []
    for page in pages:
        objects.append(_stream("", "\n".join(page.marks).encode("latin-1")))
        contents = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]} {page.size[1]}] /Rotate {page.rotate}"
            f" /Resources {resources} /Contents {contents} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    extra = ""
    if opens_with is not None:
        objects.append(_encryption(opens_with.encode()))
        extra = f" /Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    return _file(objects, extra)


def _stream(entries, data):
    packed = zlib.compress(data)
    return f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed.decode('latin-1')}\nendstream"


def _file(objects, extra):
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for at, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{at} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R{extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _encryption(password):
    """The standard handler's entry, 40 bits: enough for a reader to ask for the password."""
    padded = (password + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", -4) + bytes(16), usedforsecurity=False).digest()[:5]
    return f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> >>"


def _rc4(key, data):
    box = list(range(256))
    swap = 0
    for at in range(256):
        swap = (swap + box[at] + key[at % len(key)]) % 256
        box[at], box[swap] = box[swap], box[at]
    out, one, two = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        two = (two + box[one]) % 256
        box[one], box[two] = box[two], box[one]
        out.append(byte ^ box[(box[one] + box[two]) % 256])
    return bytes(out)

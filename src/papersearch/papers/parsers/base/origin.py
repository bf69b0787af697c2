"""Where a part comes from, and the references and committee that follow from it."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from papersearch.model import Committee, Council, Line, SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file and the place in it that a part comes from."""

    path: str
    council: Council
    ordinal: int

    @property
    def paper_id(self) -> str:
        """12 hexadecimal digits of the path in the corpus and the place in the file."""
        return paper_id_of(self.path, self.ordinal)

    def place(self, lines: tuple[Line, ...]) -> SourceRef:
        """From the first to the last of these lines that is not blank."""
        stated = [line for line in lines if line.text.strip()] or list(lines)
        return SourceRef(
            path=self.path,
            first_line=min(line.number for line in stated),
            last_line=max(line.number for line in stated),
            page=stated[0].page,
        )

    def committee(self, name: str) -> Committee:
        """The committee of this name as printed; `enriching` gives it the council's own spelling."""
        return Committee(council=self.council.slug, slug=slug_of(name), name=name)


def paper_id_of(path: str, ordinal: int) -> str:
    """The id of the paper that stands at this place, from 0, of this file."""
    named = f"{path}\0{ordinal}".encode("utf-8", "surrogateescape")
    return hashlib.sha256(named).hexdigest()[:12]


def slug_of(name: str) -> str:
    """A name as it stands in addresses: "Children's Scrutiny & Audit" is "childrens-scrutiny-and-audit"."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = re.sub("['\N{RIGHT SINGLE QUOTATION MARK}\u0300-\u036f]", "", plain)
    return "-".join(re.findall(r"[^\W_]+", plain)) or "unnamed"

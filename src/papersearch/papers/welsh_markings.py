"""The markings of closed papers in Welsh, which councils in Wales print before the English or alone."""

import re

SHUT = r"(?:eithriedig|g?cyfrinachol|gyfrinachol|gwaharddedig|waharddedig|preifat|breifat|nid i ?w gyhoeddi|ddim i ?w gyhoeddi)"
"""What stands after the title of a closed item or appendix."""
_THING = r"(?:eitem|adroddiad|atodiad|papur|dogfen|gwybodaeth|cofnod(?:ion)?|busnes|mater(?:ion)?|eitemau|atodlen|sesiwn|llythyr)"
BANNER = re.compile(
    rf"(?:(?:y |yr )?{_THING}(?: hwn| hon| yma)? )?(?:nid|ddim|heb) (?:yw |ydyw )?(?:(?:hwn |hon |(?:y |yr )?{_THING}(?: hwn| hon| yma)? )?)"
    r"(?:i ?w (?:g|ch)yhoeddi|ar gyfer (?:ei )?g?cyhoeddi|ei g?cyhoeddi|ar agor i r cyhoedd)\b.*"
    rf"|nid (?:yw|ydyw) r {_THING} (?:hwn|hon|yma) i ?w (?:g|ch)yhoeddi\b.*"
    rf"|(?:{_THING} )?(?:wedi (?:i|ei) (?:h?eithrio|gwahardd)|{SHUT})(?: (?:rhag|o dan|yn unol|yn rhinwedd|dan)\b.*)?"
    rf"|yn rhinwedd paragraff.*|(?:cwbl |hollol )?{SHUT} a {SHUT}"
)
"""A line of its own, bare, that closes what it stands on."""
CLOSED_PART = re.compile(rf"rhan (?:b|2|ii|dau)\b.*\b(?:{SHUT}|nad ydynt|gwahardd|heb y cyhoedd|cau|caeedig)\b.*")


def is_banner(text: str) -> bool:
    """Whether bare words are a banner in Welsh."""
    return bool(BANNER.fullmatch(text))

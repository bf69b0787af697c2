"""The notices that papers print for the public, and how people ask about just these."""

from papersearch.answering.topic import Of, Topic, like, stems_in

_OF_PUBLIC = "public resident residents member members people person anyone everybody everyone you i we my our us can may could able allow allowed right entitled possible ask am attend attending meeting meetings council committee want come get go need want"


def _notice(asked: str, words: str, text: str) -> Topic:
    return Topic(of=Of.NOTICE, asked=like(asked), plain=stems_in(f"{_OF_PUBLIC} {words}"), text=like(text))


NOTICES: tuple[Topic, ...] = (
    _notice(
        r"\b(?:baby-?)?sitter\b.*\bmeetings?\b|\bmeetings?\b.*\b(?:baby-?)?sitter\b|\b(?:child ?care|child ?mind\w*|baby-?sit\w*|carers?|dependants?|look after)\b.*\b(?:allowances?|reimburs\w*|claim\w*|paid|pay|costs?|expens\w*|refund\w*|money|help)\b|\b(?:allowances?|reimburs\w*|claim\w*|refund\w*|expens\w*)\b.*\b(?:child ?care|child ?mind\w*|baby-?sit\w*|carers?|dependants?)\b",
        "childcare childminder childminding babysit babysitter babysitting carer carers dependant dependants look after allowance allowances reimburse reimbursed claim claimed paid pay cost costs expense expenses refund refunded money help child children kids someone sitter along left out pocket back any anything form forms where collect apply watch listen come",
        r"(?:child ?care|baby-?sit|look after your|carers?).*\b(?:allowance|claim|reimburs)|\b(?:allowance|claim|reimburs).*(?:child ?care|baby-?sit|look after|carers?)",
    ),
    _notice(
        r"\b(?:wheelchairs?|disab\w+|step-?free|hearing (?:loop|aids?)|induction loop|signers?|sign language|translat\w+|interpret\w+|large print|braille|accessible|accessibility)\b.*\b(?:meetings?|papers?|agendas?|minutes|building|chamber|town hall|venue|attend)\b|\b(?:meetings?|papers?|agendas?|minutes|building|chamber|venue)\b.*\b(?:wheelchairs?|disab\w+|step-?free|hearing (?:loop|aids?)|induction loop|signers?|sign language|translat\w+|interpret\w+|large print|braille|accessible|accessibility)\b",
        "wheelchair wheelchairs disabled disability disabilities step free hearing loop aid induction signer sign language translate translated translation translator interpreter interpreters large print braille accessible accessibility building chamber venue town hall arrangement arrangements provide provided provision available paper papers",
        r"\b(?:wheelchair|disab\w+|step-?free|hearing (?:loop|aid)|induction loop|signers?|sign language|translat\w+|interpret\w+|large print|braille|accessible|building access)\b",
    ),
    _notice(
        r"\b(?:public|residents?|can i|may i|can we|am i|are we|do i|anyone|right|entitled)\b.*\b(?:inspect|see|view|copies|copy|read)\b.*\b(?:minutes|reports?|papers?|documents?|agendas?)\b|\bhow\b.*\b(?:inspect|see|view|get|obtain)\b.*\b(?:copies|copy|background (?:papers|documents)|papers|agendas?)\b",
        "inspect see view copies copy read obtain minutes report reports paper papers document documents agenda background request how request",
        r"\b(?:inspect|copies|request|obtain)\b.*\b(?:minutes|reports|papers|documents|agenda)\b",
    ),
    _notice(
        r"\b(?:film\w*|record(?:ed|ing)?|photograph\w*|webcast\w*|live-?stream\w*|broadcast\w*|tweet\w*|social media)\b.*\bmeetings?\b|\bmeetings?\b.*\b(?:film\w*|recorded|recording|photograph\w*|webcast\w*|live-?stream\w*|broadcast\w*|tweet\w*|social media)\b",
        "film filmed filming record recorded recording photograph photographed photographs webcast webcasting live stream streamed livestream livestreamed broadcast broadcasting tweet tweeting social media online watch rule rules",
        r"\b(?:film\w*|recorded|recording|photograph\w*|webcast\w*|live-?stream\w*|broadcast\w*|social media)\b",
    ),
    _notice(
        r"\b(?:mobile (?:tele)?phones?\b|phones? (?:be )?(?:switched|turned|off|on|silent)\b|(?:switch|turn) off\b.*\bphones?\b).*\bmeetings?\b|\bmeetings?\b.*\bmobile (?:tele)?phones?\b",
        "mobile phone phones telephone switch switched turn turned off silent use used during rule rules",
        r"\bmobile (?:tele)?phones?\b",
    ),
    _notice(
        r"\b(?:fire alarm|evacuat\w+|fire exits?|emergency exits?)\b.*\b(?:meetings?|building|chamber|venue)\b|\b(?:meetings?|building|chamber|venue)\b.*\b(?:fire alarm|evacuat\w+|fire exits?|emergency exits?)\b",
        "fire alarm evacuate evacuated evacuation exit exits emergency building chamber venue sound sounds happen assembly point",
        r"\b(?:fire alarm|evacuat\w+|fire exits?|emergency exits?)\b",
    ),
    _notice(
        r"\b(?:public|residents?|can i|may i|can we|anyone|press)\b.*\b(?:attend|come to|sit in on|speak|ask (?:a )?questions?|petitions?|deputations?)\b.*\b(?:meetings?|committee|council|panel|board|cabinet)\b",
        "press attend come sit speak ask question questions petition petitions deputation deputations present welcome open listen observe",
        r"\b(?:public|residents?)\b.*\b(?:welcome|attend|speak|questions?|petitions?|deputations?)\b",
    ),
)  # fmt: skip

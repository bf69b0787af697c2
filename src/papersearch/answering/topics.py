"""The particulars that papers state by a label or under a heading, and how people ask for them."""

import re

from papersearch.answering.notices import NOTICES
from papersearch.answering.of_reports import REPORTS
from papersearch.answering.topic import Of, Topic, like, stems_in
from papersearch.dates import find_time
from papersearch.model import PaperType, Role

_WHEN = r"(?:when|what time|what date|which (?:date|day)|what day|how (?:late|early)|(?:date|day|time))"
_CLOCK = r"(?:(?:what|which) (?:time|hour)|how (?:late|early)|when\b(?=.*(?:\bmeeting|\b(?:19|20)\d\d\b)))"
_PUBLISHED = r"(?:publish|come out|came out|(?:made|go|went) (?:public|online)|(?:put|appear\w*) on(?:line| the web))"
_BODY = r"(?:meeting|committee|sub-?committee|cabinet|panel|board|forum|council)"
_DECIDED = (PaperType.DECISION,)
_PAPERS = (PaperType.DECISION, PaperType.REPORT)
_MINUTES = (PaperType.MINUTES,)
_FRONT = (Role.FRONT_MATTER,)
_OF_DECISION = "decision decide record status page issue made taken make take"

_DECISIONS = (
    Topic(
        of=Of.PAPER,
        types=_DECIDED,
        asked=like(
            rf"\b{_WHEN}\b.*\bdecisions?\b.*\b{_PUBLISHED}|\b{_WHEN}\b.*\bpublish\w*\b.*\bdecisions?\b"
            r"|\bpublication date\b.*\bdecision\b|\bdecision\b.*\bpublication date\b"
        ),
        plain=stems_in(
            f"{_OF_DECISION} publish published publication finally come came go went put public online appear appeared web website"
        ),
        label=like(r"publication date|(?:date |first )?published|date of publication"),
    ),
    Topic(
        of=Of.PAPER,
        types=_DECIDED,
        asked=like(
            rf"\b{_WHEN}\b.*\bdecisions?\b.*\b(?:effect|effective|in(?:to)? force|implement\w*)\b|\b{_WHEN}\b.*\b(?:effect|effective|force|implement\w*)\b.*\bdecision\b|\b(?:effective|implementation) date\b"
        ),
        plain=stems_in(f"{_OF_DECISION} effect effective force implement implemented implementation come came go"),
        label=like(
            r"effective (?:from|date)|date effective|implementation date.*|date of (?:effect|implementation)|comes into (?:force|effect)"
        ),
    ),
    Topic(
        of=Of.PAPER,
        types=_DECIDED,
        asked=like(
            rf"\b{_WHEN}\b.*\bdecisions?\b.*\b(?:made|taken|reached)\b|\b(?:date of the|decision) (?:decision|date)\b|\b{_WHEN}\b.*\b(?:made|taken) the decision\b"
        ),
        but=like(r"\bpublish|\bwill\b|\bdue\b"),
        plain=stems_in(f"{_OF_DECISION} reached"),
        label=like(r"date of decision|decision date|date decision (?:made|taken)|decided at meeting"),
    ),
    Topic(
        of=Of.PAPER,
        types=_PAPERS,
        asked=like(r"\bkey[- ]decision\b|\bdecision\b.{0,80}\ba key (?:one|decision)\b"),
        plain=stems_in(f"{_OF_DECISION} key class classed classified count counted treat treated considered regarded"),
        label=like(r"(?:is (?:it |this )?)?(?:a )?key(?: decision)?"),
    ),
    Topic(
        of=Of.PAPER,
        types=_DECIDED,
        asked=like(r"\bcall(?:ed)?[- ]in\b"),
        but=like(r"\bwhy\b|\bwho called\b"),
        plain=stems_in(
            f"{_OF_DECISION} call called calling in subject open scrutiny liable possible period deadline expire expired"
        ),
        label=like(r"(?:is (?:it )?)?(?:subject to )?call[- ]?in.*|called in"),
    ),
    Topic(
        of=Of.PAPER,
        types=_DECIDED,
        asked=like(r"\bstatus\b.*\b(?:decision|record|item)\b|\bdecision(?:'s)? status\b|\bdecision\b.*\bstatus\b"),
        plain=stems_in(f"{_OF_DECISION} status"),
        label=like(r"(?:decision )?status|outcome"),
    ),
    Topic(
        of=Of.PAPER,
        types=_DECIDED,
        asked=like(
            r"\bdecision[- ](?:maker|taker)\b|\bwho (?:made|took|has made|has taken) the decision\b|\b(?:which|what) (?:body|committee|officer|person) (?:made|took) the decision\b"
        ),
        plain=stems_in(f"{_OF_DECISION} maker taker body officer"),
        label=like(r"decision[- ](?:maker|taker)|(?:decision )?(?:made|taken) by"),
    ),
    Topic(
        of=Of.PAPER,
        types=_PAPERS,
        asked=like(
            r"\b(?:which|what|list|any|the) wards?\b(?=.*\b(?:report|decision|item|paper)).*\b(?:affect\w*|concern\w*|cover\w*|relate\w*)\b"
            r"|\b(?:report|decision|item|paper)\b.*\bwards?\b.*\b(?:affect\w*|concern\w*|cover\w*|relate\w*)\b|\bwards? affected\b"
        ),
        plain=stems_in(f"{_OF_DECISION} ward wards affect affected affecting concerned covered relate group groups"),
        label=like(r"wards?(?:\(s\))?(?: (?:or (?:groups?|communities) |\(s\) )?affected)?"),
    ),
    Topic(
        of=Of.PAPER,
        types=_PAPERS,
        asked=like(
            r"\b(?:decision|reference|ref\.?) (?:reference|number|no\.?)\b|\breference\b.*\bdecision\b|\bdecision\b.*\breference\b"
        ),
        plain=stems_in(f"{_OF_DECISION} reference ref number no"),
        label=like(r"(?:decision )?ref(?:erence)?\.?(?: no\.?| number)?|decision number"),
    ),
    Topic(
        of=Of.PAPER,
        types=_PAPERS,
        asked=like(
            r"\b(?:which|who)\b.*\b(?:cabinet member|portfolio holder|lead member)\b.*\b(?:report|decision|item)\b|\bportfolio\b.*\b(?:report|decision|item)\b"
        ),
        plain=stems_in(f"{_OF_DECISION} cabinet member portfolio holder lead responsible"),
        label=like(r"(?:relevant )?cabinet member|portfolio(?: holder)?|lead member"),
    ),
)

_MEETINGS = (
    Topic(
        of=Of.MEETING,
        types=_MINUTES,
        asked=like(
            rf"\b{_CLOCK}\b.*\b(?:finish|end|close|conclude|break up|broke up|wrap up|adjourn|rise|rose|over)(?:e?d|e?s)?\b"
        ),
        plain=stems_in(
            "finish finished end ended ends close closed closes conclude concluded break broke wrap wrapped up adjourn adjourned rise rose over late long last lasted take go went run ran on"
        ),
        text=like(
            r"\bmeeting\b.{0,40}\b(?:end(?:ed|s)?|clos(?:ed|es|e)|conclud\w+|finish\w*|rose|adjourned|terminated)\b|\b(?:closed|ended|finished|concluded|rose) at\b|\bend of (?:the )?meeting\b"
        ),
        states=find_time,
        label=like(r"(?:meeting )?(?:closed|ended|finished|end time|time of closure)(?: at)?"),
    ),
    Topic(
        of=Of.MEETING,
        types=(PaperType.MINUTES, PaperType.AGENDA),
        asked=like(
            rf"\b{_CLOCK}\b.*\b(?:begin|began|start|open|commence|kick off|convene)(?:e?d|s)?\b|\b(?:what|which) time\b.*\b{_BODY}\b"
        ),
        but=like(r"\b(?:finish|end|clos|conclud|break up|adjourn)"),
        plain=stems_in(
            "begin began start started starts open opened commence commenced convene convened kick off early time long last lasted run ran go on due scheduled supposed"
        ),
        label=like(r"(?:start |meeting )?time|start(?:s|ed)?(?: at)?|commenced(?: at)?"),
        text=like(r"\b(?:held|meeting|(?:mon|tues|wednes|thurs|fri|satur|sun)day|commenced|began|started|opened)\b"),
        states=find_time,
        roles=_FRONT,
    ),
    Topic(
        of=Of.MEETING,
        types=(PaperType.MINUTES, PaperType.AGENDA),
        asked=like(
            rf"^(?:and |so |at |in )?(?:where|(?:what|which) (?:room|building|venue|place|hall|location))\b.*\b(?:{_BODY}\b.*\b(?:held|meet|met|take place|took place|taking place|sit|sat|gather\w*|be)\b|(?:held|meet|met|hold|held)\b.*\b{_BODY})|\b(?:venue|location|place) (?:of|for) the\b.*\bmeeting\b|\bwhere (?:was|is|were|are) the\b.*\bmeeting\b"
            rf"|^(?:was|is|were|did) the\b.*\b{_BODY}\b.*\b(?:online|virtual(?:ly)?|remote(?:ly)?|in person|hybrid)\b"
        ),
        but=like(r"\b(?:minutes|papers|documents|copies|records|reports)\b"),
        plain=stems_in(
            "venue place room building hall location held meet met hold sit sat gather gathered online virtual virtually remote remotely person hybrid one"
        ),
        label=like(r"venue|place|location|held (?:at|in)"),
        is_of_place=True,
        text=re.compile(r"\b[Hh]eld\b.*\b(?:in|at|via|by)\s+(?:the\s+|an?\s+)?[A-Z]\w+"),
        roles=_FRONT,
    ),
    Topic(
        of=Of.MEETING,
        types=_MINUTES,
        asked=like(r"\bapolog(?:y|ies)\b|\babsen(?:t|ces?)\b|\bunable to (?:attend|come)\b"),
        plain=stems_in(
            "apology apologies apologise apologised absence absent send sent receive received unable attend come given"
        ),
        label=like(r"apolog(?:y|ies)(?: for absence)?(?: (?:were )?received.*| from)?|absent"),
        heading=like(r"(?:.{0,40}\b)?apolog(?:y|ies)\b.{0,60}|absen(?:t|ce|ces)"),
    ),
    Topic(
        of=Of.MEETING,
        types=_MINUTES,
        asked=like(
            r"\b(?:declar\w+|disclos\w+|register\w*)\b.*\b(?:interests?)\b|\binterests?\b.*\b(?:declared?|disclosed?|registered)\b|\bconflicts? of interest\b"
        ),
        plain=stems_in(
            "declare declared declaration declarations disclose disclosed disclosure interest interests conflict register registered pecuniary personal prejudicial"
        ),
        label=like(r"(?:declarations?|disclosures?) of .{0,40}interests?.*|interests declared"),
        heading=like(
            r".{0,60}\b(?:declarations?|disclosures?|members'?|registrable|conflicts?)\b.{0,40}\binterests?\b.{0,60}|interests?(?: declared)?"
        ),
    ),
    Topic(
        of=Of.MEETING,
        types=_MINUTES,
        asked=like(
            r"\b(?:urgent|late) (?:items?|business|reports?|matters?|additions?)\b|\bany other (?:urgent |open )?business\b"
        ),
        plain=stems_in("urgent late item business matter addition other any raise raised accept accepted chair"),
        label=like(r"(?:urgent|late) (?:items?|business).*"),
        heading=like(
            r".{0,60}\b(?:urgent|late items?|late reports?)\b.{0,80}|any other (?:open |closed )?business.{0,60}|late (?:items?|reports?)"
        ),
    ),
    Topic(
        of=Of.MEETING,
        types=_MINUTES,
        asked=like(
            r"\bminutes\b.*\b(?:approved?|agreed|confirmed?|signed|accepted|correct(?:ed|ions?)?|amended)\b|\b(?:approve|agree|confirm|sign)\b.*\bminutes\b"
        ),
        but=like(r"\bwhat (?:was|were|did)\b"),
        plain=stems_in(
            "approve approved agree agreed confirm confirmed sign signed accept accepted correct correction amended record true accurate"
        ),
        heading=like(r"(?:the )?minutes(?: .{0,80})?|(?:approval|confirmation) of (?:the )?minutes.{0,60}"),
        tells_day=True,
    ),
    Topic(
        of=Of.MEETING,
        types=(PaperType.AGENDA, PaperType.MINUTES),
        asked=like(
            r"\b(?:reserve|substitute) (?:members?|councillors?)\b|\b(?:who|councillors?|members?|list|names?)\b.*\b(?:reserves|substitutes)\b"
            rf"|\b(?:reserves|substitutes)\b.*\b{_BODY}\b|\b(?:stand|sit|step)(?:s|ing)? in\b.*\b(?:as|for)\b|\bas an? (?:reserve|substitute)\b"
        ),
        but=like(
            r"\breserves? (?:fund|account|balance|level)|\b(?:general|financial|cash|earmarked|nature|housing|use|level)\b.{0,20}\breserves?"
        ),
        plain=stems_in(
            "reserve reserves substitute substitutes list name names give serve member stand step sit in can could may act place"
        ),
        heading=like(r"(?:.{0,20}\b)?(?:reserves?|substitutes?)(?: members?)?(?: .{0,20})?"),
        label=like(r"(?:named )?(?:reserves?|substitutes?)(?: members?)?"),
        roles=_FRONT,
        newest_only=True,
    ),
    Topic(
        of=Of.MEETING,
        types=_MINUTES,
        asked=like(
            r"\bvoting members\b|\bmembers\b.*\b(?:entitled|allowed) to vote\b|\bwho (?:can|could|may|might) vote\b"
        ),
        but=like(r"\bagenda\b|\bnon-?voting\b"),
        plain=stems_in("voting vote confirm confirmed confirmation entitled allowed who can could may might"),
        heading=like(r"(?:confirmation of )?voting members"),
    ),
    Topic(
        of=Of.MEETING,
        types=(PaperType.AGENDA, PaperType.MINUTES),
        asked=like(r"\bco-?opted (?:members?|representatives?)\b|\bco-?optees?\b"),
        plain=stems_in(
            "co opted coopted optee optees cooptee representative voting non list name names attend attended come came turn turned up present there"
        ),
        heading=like(r"(?:.{0,30}\b)?co-?opt(?:ed|ees?)\b.{0,40}"),
        label=like(r"(?:.{0,30}\b)?co-?opt(?:ed|ees?)\b.{0,30}"),
        roles=(Role.FRONT_MATTER, Role.ATTENDANCE),
        newest_only=True,
    ),
    Topic(
        of=Of.MEETING,
        types=(PaperType.AGENDA, PaperType.MINUTES),
        asked=like(
            rf"^(?:please )?(?:list|name|give|show)\b.*\bmembers(?:hip)? of\b|^(?:who|which councillors|what councillors)\b.*\b(?:sits? on|serves? on|makes? up|members of|belongs? to)\b.*\b{_BODY}\b|\bvoting members\b.*\bagenda\b"
        ),
        but=like(r"\bnon-?voting\b"),
        plain=stems_in(
            "list name names member members membership sit sits belong give voting serve serves make makes up"
        ),
        heading=like(r"(?:committee )?member(?:s|ship)(?: of the committee)?"),
        roles=_FRONT,
        newest_only=True,
    ),
    Topic(
        of=Of.MEETING,
        types=(PaperType.AGENDA, PaperType.MINUTES),
        asked=like(r"\bquorum\b|\bquorate\b"),
        plain=stems_in("quorum quorate"),
        label=like(r"quorum"),
        text=like(r"\bquorum\b|\bquorate\b"),
        newest_only=True,
    ),
)

_KEPT = Topic(
    of=Of.HOLDING,
    asked=like(r"\b(?:where|what address|which (?:address|office|building)|who holds|who keeps)\b.*\b(?:minutes|papers?|documents?|reports?|records?|files?)\b.*\b(?:kept|held|keep|hold|stored|inspect\w*|seen|viewed|located|found|available)\b|\bwho (?:holds|keeps)\b.*\b(?:minutes|papers?|documents?)\b"),
    plain=stems_in("kept held keep hold stored inspect inspection seen viewed located found available address office old older past previous earlier background where view see"),
    heading=like(r"(?:list of )?background (?:papers?|documents?|information held)(?: .{0,40})?"),
)  # fmt: skip
_REACH = Topic(
    of=Of.CONTACT,
    types=_PAPERS,
    asked=like(r"\b(?:who|whom|how)\b.{0,20}\b(?:do|can|should|could|would|to|must)\b.{0,30}\b(?:contact|e-?mail|ring|telephone|phone|get in touch|reach|write to)\b|\bwhat number\b.*\b(?:ring|call|phone)\b|\bjoin\w* link\b|\blink (?:to|for) (?:join|the )|\bcontact (?:officer|details|person|number|point|address)\b|\bwho (?:is|was) the contact\b|\b(?:(?:tele)?phone|contact) number\b|\be-?mail address\b|\b(?:e-?mail|telephone)\b.{0,40}\b(?:of|for|to)\b"),
    plain=stems_in("contact email e mail joining link virtual online get ring call telephone phone number address touch reach write officer detail details person point clerk like do watch join see further information question about find out more i we you our my"),
    label=like(r"contacts?(?: officers?)?|contact (?:name|details)|e-?mail|tel(?:ephone)?"),
)  # fmt: skip

ENDED, STARTED = _MEETINGS[0], _MEETINGS[1]

TOPICS: tuple[Topic, ...] = (*_MEETINGS, *_DECISIONS, _KEPT, *REPORTS, _REACH, *NOTICES)
"""All of them, the first that a question asks for and a paper states answers."""

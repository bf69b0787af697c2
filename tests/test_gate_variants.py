"""More dresses of what is closed, and more open papers that only look so.

What an archive holds is stranger than what rules say: each of these was met, or is near one that was.
"""

import pytest
from test_gate import PLANTED, file_of, judged, open_text, part_of

from papersearch.papers.gate import judge

BODY = f"1. The {PLANTED} is to be sold."


def headed(marking, body=BODY):
    return f"{marking}\n\nReport to: Cabinet\nDate: 3 March 2020\nTitle: Sale of the {PLANTED}\n\n1. Purpose\n{body}"


def appended(marking, body=BODY):
    return f"Cabinet\n3 March 2020\n{marking}\n\nSale of the {PLANTED}\n\n{body}"


MINUTES = "MINUTES of the Cabinet held on 3 March 2020\n\n1. LAMPS\n\nNoted.\n\n"

CLOSED = [
    headed("Not for publication by virtue of paragraph 3"),
    headed("Not for publication under paragraph 3 of Schedule 12A"),
    headed("NOT-FOR-PUBLICATION"),
    headed("Status\tNOT FOR PUBLICATION"),
    headed("(Not for Publication)"),
    headed("*** NOT FOR PUBLICATION ***"),
    headed("NOT&nbsp;FOR&nbsp;PUBLICATION"),
    headed("Classification: &#69;xempt"),
    appended("Appendix B (exempt)"),
    appended("APPENDIX B - EXEMPT"),
    appended("Appendix 2 – Confidential"),
    appended("Exempt Appendix B"),
    appended("Confidential Appendix"),
    appended("Confidential annexe 1"),
    appended("Confidential Report"),
    headed("PART II - PRIVATE"),
    headed("PART 2"),
    headed("Part II"),
    headed("PART II (PRESS AND PUBLIC EXCLUDED)"),
    headed("Part B: Confidential"),
    headed("PART 2 REPORT"),
    headed("Part Two – Private and Confidential"),
    headed("RESTRICTED"),
    headed("Restricted"),
    headed("PRIVATE"),
    headed("Private & Confidential"),
    headed("PINK PAPER"),
    headed("Pink pages"),
    headed("This report is printed on pink paper as it contains exempt information"),
    headed("REPORT TO BE CONSIDERED IN PRIVATE"),
    headed("To be considered in exempt session"),
    headed("EXEMPT SESSION"),
    headed("Closed session"),
    headed("Classification\n\n\nExempt"),
    headed("Classi\tfication:\tExempt"),
    headed("C\u200dlassification\u200b:\u2060 E\u200cxempt"),
    headed("Clаѕѕіfісаtіοn: Еxеmрt"),
    headed("𝐂𝐥𝐚𝐬𝐬𝐢𝐟𝐢𝐜𝐚𝐭𝐢𝐨𝐧: 𝐄𝐱𝐞𝐦𝐩𝐭"),
    headed("Clássificatión: Éxempt"),
    headed("C.l.a.s.s.i.f.i.c.a.t.i.o.n: E.x.e.m.p.t"),
    headed("Classification: Ex-empt"),
    headed("Classification∶ Exempt"),
    headed("Classification：Exempt"),
    headed("Classification = Exempt"),
    headed("Classification – Exempt"),
    headed("Classification; Exempt"),
    headed("Classification — Part exempt"),
    headed("Access: Members only"),
    headed("Access to information: Exempt under paragraph 3"),
    headed("Exemption: Paragraph 3"),
    headed("Exempt category: 3"),
    headed("Reason for exemption: financial affairs"),
    headed("Exempt by virtue of paragraph 1 of Part 1"),
    headed("EXEMPT: Paragraph 3"),
    headed("Exempt information"),
    headed("THIS REPORT CONTAINS EXEMPT INFORMATION"),
    headed("This report contains exempt information as defined in paragraph 3 of Schedule 12A."),
    headed("This report contains confidential information and is not for publication."),
    headed("This item is exempt from publication"),
    appended("This appendix is exempt from publication by virtue of paragraph 3"),
    headed("This document is confidential."),
    headed("Not to be published"),
    headed("Not for public release"),
    headed("DO NOT PUBLISH"),
    headed("Do not circulate: confidential"),
    headed("OFFICIAL SENSITIVE"),
    headed("OFFICIAL: SENSITIVE - PERSONAL"),
    headed("Confidential until 1 May 2020"),
    headed("EMBARGOED until publication"),
    headed("Publication: Not for publication"),
    headed("Report status: Confidential"),
    headed("Open/Closed: Closed"),
    headed("Public / Exempt: Exempt"),
    headed("Is this report exempt from publication? Yes"),
    headed("Is the report confidential?\nYes"),
    headed("Contains confidential or exempt information\tYes - Appendix and report"),
    headed("Security classification - Official-Sensitive"),
    headed("Meeting: Cabinet")+"\n\nNOT FOR PUBLICATION",
    headed("Meeting: Cabinet")+"\n\nClassification: Exempt",
    f"EXEMPT MINUTES\n\nMinutes of the Cabinet held on 3 March 2020\n\n1. {PLANTED}",
    f"{MINUTES}EXEMPT MINUTES\n\n2. SALE\n\nThe {PLANTED} was sold.",
    f"{MINUTES}CONFIDENTIAL MINUTE\n\n2. SALE\n\nThe {PLANTED} was sold.",
    f"{MINUTES}PART II - PRIVATE\n\n2. SALE\n\nThe {PLANTED} was sold.",
    f"{MINUTES}Part 2 (Private items)\n\n2. SALE\n\nThe {PLANTED} was sold.",
    f"{MINUTES}2. SALE (NOT FOR PUBLICATION)\n\nThe {PLANTED} was sold.",
    f"{MINUTES}2. EXEMPT ITEM: SALE\n\nThe {PLANTED} was sold.",
    f"{MINUTES}2. SALE OF LAND (EXEMPT)\n\nThe {PLANTED} was sold.",
    f"{MINUTES}2. SALE OF LAND - CONFIDENTIAL\n\nThe {PLANTED} was sold.",
    "# Report\n\n**NOT FOR PUBLICATION**\n\nThe "+PLANTED,
    f"<b>NOT FOR PUBLICATION</b>\n\nThe {PLANTED}",
    headed("> Classification: Exempt"),
    headed("• Classification: Exempt"),
    headed("1. Classification: Exempt"),
    headed("Cabinet, 3 March 2020. Classification: Exempt."),
    headed("Confidential – Part II"),
    headed("Classification\nof report\nExempt"),
    headed("Classification: Open in part, exempt in part"),
    headed("ＣＬＡＳＳＩＦＩＣＡＴＩＯＮ：ＥＸＥＭＰＴ"),
    headed("Not\nfor\npublication"),
    headed("NOT FOR\nPUBLICATION"),
    headed("N O T   F O R   P U B L I C A T I O N"),
    headed("N O T F O R P U B L I C A T I O N"),
    headed("Ⓔⓧⓔⓜⓟⓣ"),
    headed("C̶l̶a̶s̶s̶i̶f̶i̶c̶a̶t̶i̶o̶n: E̶x̶e̶m̶p̶t"),
    headed("Schedule 12A, paragraph 3: exempt"),
    headed("Public access: No"),
    headed("Publish: No"),
    headed("For publication: no"),
    headed("Is this report open to the public? No"),
    headed("Press and public excluded"),
    headed("YELLOW PAPER - NOT FOR PUBLICATION"),
    headed("EXEMPT FROM PUBLICATION"),
    headed("Exempt/Confidential"),
    headed("Report type: Exempt"),
    headed("Members Only"),
    headed("FOR MEMBERS' EYES ONLY"),
    headed("Clаssification Level: Restricted"),
    headed("<!-- NOT FOR PUBLICATION -->"),
    headed("[Classification]: # (Exempt)"),
    f"{MINUTES}PRESS AND PUBLIC EXCLUDED\n\n2. SALE\n\nThe {PLANTED} was sold.",
]  # fmt: skip

OPEN = [
    headed("Part A: open business"),
    f"Cabinet\n3 March 2020\nAgenda\n\nPART A - OPEN BUSINESS\n1. {PLANTED}\n\nPART B - CLOSED BUSINESS\n\nThere is no closed business.",
    headed("Meeting: Cabinet","1. The sale is exempt from VAT.\n2. "+PLANTED),
    f"Report to: Cabinet\nDate: 3 March 2020\nTitle: VAT exempt supplies\n\n1. {PLANTED}",
    headed("Meeting: Cabinet",f"1. Tax exempt status\n\n{PLANTED}"),
    f"Confidential helpline for carers\n\nThe {PLANTED} helpline is open.",
    headed("Meeting: Cabinet",f"1. x\n\nConfidential helpline\n\n{PLANTED}"),
    f"Restricted parking zone in Mill Lane\n\n{PLANTED}",
    f"Report to: Cabinet\nDate: 3 March 2020\nTitle: Restricted parking in Mill Lane\n\n1. {PLANTED}",
    f"Private hire vehicle licences\n\n{PLANTED}",
    f"Report to: Cabinet\nDate: 3 March 2020\nTitle: Private rented sector\n\n1. {PLANTED}",
    f"Private sector housing report\n\n{PLANTED}",
    headed("Classification: Open report"),
    headed("Classification: For publication"),
    headed("FOR PUBLICATION"),
    headed("OPEN"),
    headed("PUBLIC REPORT"),
    headed("UNRESTRICTED"),
    headed("Not confidential"),
    headed("Exempt: No"),
    headed("Exempt information: N/A"),
    headed("Exempt Information\n\nNone"),
    headed("Exempt items: None"),
    headed("Confidential or exempt information: This report contains no exempt information."),
    headed("This report contains no exempt information."),
    headed("This report does not contain exempt or confidential information"),
    headed("PART I - PUBLIC"),
    headed("Part 1"),
    f"MINUTES of the Cabinet held on 3 March 2020\n\n8. {PLANTED}\n\nNoted.\n\n9. EXCLUSION OF THE PRESS AND PUBLIC\n\nRESOLVED: That under Section 100A(4) the press and public be excluded for items 10 and 11 on the grounds that they involve exempt information as defined in paragraph 3.",
    f"Cabinet\nTuesday 3 March 2020\nAgenda\n1. Apologies\n2. Exclusion of press and public\n3. {PLANTED}",
    headed("Meeting: Cabinet",f"1. x\n\nClassification of roads\n\n{PLANTED}"),
    headed("Meeting: Cabinet",f"1. x\n\nExempt accommodation\n\n{PLANTED}"),
    headed("Meeting: Cabinet",f"1. x\n2. y\n3. z\n\nConfidentiality\n\nMembers must keep it.\n{PLANTED}"),
    f"Notes of a private meeting with residents\n\n{PLANTED}",
    f"Closed schools: what next\n\n{PLANTED}",
    f"Closed road order, Mill Lane\n\n{PLANTED}",
    f"Restricted byway 14\n\n{PLANTED}",
    f"Pink pages of the town guide\n\n{PLANTED}",
    headed("Protective marking: Not protectively marked"),
    headed("Status: Public"),
    headed("Status: For decision"),
    headed("Access: step-free from Corn Market"),
    headed("Publication: 3 March 2020"),
    headed("Meeting: Cabinet",f"1. {PLANTED}\n\nAppendices\n\nAppendix A - Map\nAppendix B - Financial appraisal (Exempt - paragraph 3)"),
    headed("Meeting: Cabinet",f"1. {PLANTED}\n2. Appendix B is not for publication because it contains exempt information."),
    headed("Meeting: Cabinet",f"1. {PLANTED}\n\nPart 2 of the Housing Act 2004 applies."),
    headed("Meeting: Cabinet",f"1. {PLANTED}\n\nPart II of the Act: private landlords must register."),
    headed("Green Paper: homes for the next ten years"),
    headed("Public: No members of the public attended"),
    headed("Public: none"),
    headed("Publication: No. 12"),
    headed("Open: Monday to Friday"),
    headed("Public access: step-free from Corn Market"),
    headed("Type of report: Information"),
    headed("A B C D E F G"),
    headed("Press and public: none were present"),
    headed("[Report](report.html) for publication"),
]  # fmt: skip


@pytest.mark.parametrize("text", CLOSED)
def test_a_paper_marked_in_another_way_does_not_go_on(text):
    outcome = judged(text)

    assert PLANTED not in open_text(outcome).casefold()
    assert PLANTED not in " ".join(one.reason for one in outcome.withheld).casefold()


@pytest.mark.parametrize("text", OPEN)
def test_a_paper_that_only_looks_closed_goes_on_whole(text):
    part = part_of(text)

    outcome = judge(part, file_of())

    assert outcome.part == part
    assert outcome.withheld == ()

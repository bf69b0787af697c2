"""What closes an item, an entry or an appendix closes that alone; what closes a paper in other words closes it whole."""

import pytest
from test_gate import PLANTED, file_of, judged, open_text, part_of

from papersearch.model import Line, Part, PartHint
from papersearch.papers.gate import judge
from papersearch.papers.reading.html import lines_of_html

KEPT = "quillwort"
MINUTES = f"Minutes of the Cabinet held on 3 March 2020\n\n1. LAMPS\nThe {KEPT} was noted.\n\n"
REPORT = "Report to: Cabinet\nDate of meeting: 3 March 2020\n\n"
BODY = f"1.1 The {PLANTED} is to be sold.\n"
AGENDA = f"Agenda of the Cabinet\n3 March 2020\n\nPART A - OPEN ITEMS\n\n1. The {KEPT}\n\n"

WHOLE_PAPER = {
    "Welsh before the English": f"{REPORT}NID I'W GYHOEDDI / NOT FOR PUBLICATION\n\n{BODY}",
    "Welsh with a curly apostrophe": f"{REPORT}NID I’W GYHOEDDI / NOT FOR PUBLICATION\n\n{BODY}",
    "the English before the Welsh": f"{REPORT}NOT FOR PUBLICATION / NID IW GYHOEDDI\n\n{BODY}",
    "a ban before the English": f"{REPORT}GWAHARDDEDIG / NOT FOR PUBLICATION\n\n{BODY}",
    "confidential in both": f"{REPORT}CYFRINACHOL / CONFIDENTIAL\n\n{BODY}",
    "both without a stroke": f"{REPORT}CYFRINACHOL CONFIDENTIAL\n\n{BODY}",
    "both with a bar": f"{REPORT}EITHRIEDIG | EXEMPT\n\n{BODY}",
    "both with a dash": f"{REPORT}Adroddiad Eithriedig – Exempt Report\n\n{BODY}",
    "both in cells": f"{REPORT}NID I'W GYHOEDDI\tNOT FOR PUBLICATION\n\n{BODY}",
    "an exempt item in Welsh": f"Pwyllgor Cyllid\n5 Tachwedd 2019\n\nEITEM EITHRIEDIG\n\n{BODY}",
    "not to be published in Welsh": f"Pwyllgor Cyllid\n5 Tachwedd 2019\n\nNID I’W GYHOEDDI\n\n{BODY}",
    "confidential in Welsh": f"Pwyllgor Cyllid\n5 Tachwedd 2019\n\nCYFRINACHOL\n\n{BODY}",
    "a sentence in Welsh": f"Pwyllgor Cyllid\n\nNid yw'r adroddiad hwn i'w gyhoeddi yn rhinwedd paragraff 14\n\n{BODY}",
    "a ground in Welsh": f"Pwyllgor Cyllid\n\nYn rhinwedd paragraff 14 o Atodlen 12A\n\n{BODY}",
    "a Welsh value": f"{REPORT}Classification: Eithriedig\n\n{BODY}",
    "a Welsh label": f"{REPORT}Dosbarthiad: Cyfrinachol\n\n{BODY}",
    "a decision asked": f"{REPORT}Is the decision exempt?: Yes\n\n{BODY}",
    "a decision asked without colon": f"{REPORT}Is the decision exempt? Yes\n\n{BODY}",
    "a decision page asked": f"Decision details\n\nDepot\n\nDecision Maker: Cabinet\n\nIs the decision exempt?: Yes\n\nDecision:\n{PLANTED}",
    "a decision page with a label": f"Decision details\n\nDepot\n\nDecision Maker: Cabinet\n\nExempt: Yes\n\nDecision:\n{PLANTED}",
    "the public excluded": f"{REPORT}Press and public excluded: Yes\n\n{BODY}",
    "the public to be excluded": f"{REPORT}Public to be excluded?: Yes\n\n{BODY}",
    "publicly available": f"{REPORT}Publicly available: No\n\n{BODY}",
    "available to the public": f"{REPORT}Available to the public: No\n\n{BODY}",
    "the answer in a cell": f"{REPORT}Publicly available\tNo\n\n{BODY}",
    "contains exempt information": f"{REPORT}Report contains exempt information: Yes\n\n{BODY}",
    "a ticked box before": f"{REPORT}This report is: [ ] Open  [x] Exempt\n\n{BODY}",
    "a ticked box after": f"{REPORT}This report is: Open [ ]  Exempt [X]\n\n{BODY}",
    "a ticked box alone": f"{REPORT}[x] Exempt\n\n{BODY}",
    "a ballot box": f"{REPORT}☐ Open ☒ Exempt\n\n{BODY}",
    "a ballot box with a tick": f"{REPORT}☐ Public  ☑ Part 2\n\n{BODY}",
    "a tick after the word": f"{REPORT}Open ☐ Confidential ☑\n\n{BODY}",
    "not open to the public": f"{REPORT}This report is not open to the public.\n\n{BODY}",
    "not open in capitals": f"{REPORT}NOT OPEN TO THE PUBLIC\n\n{BODY}",
    "a closed report": f"{REPORT}Closed report\n\n{BODY}",
    "the public should be excluded": f"{REPORT}The public should be excluded from consideration of this report.\n\n{BODY}",
    "restricted circulation": f"{REPORT}RESTRICTED CIRCULATION - MEMBERS OF THE CABINET ONLY\n\n{BODY}",
    "limited circulation": f"{REPORT}Limited circulation\n\n{BODY}",
    "members of one body only": f"{REPORT}MEMBERS OF THE STAFFING PANEL ONLY\n\n{BODY}",
    "a reason for restriction": f"{REPORT}Reasons for restriction: Restricted by virtue of paragraph 3\n\n{BODY}",
}  # fmt: skip


@pytest.mark.parametrize("text", WHOLE_PAPER.values(), ids=WHOLE_PAPER)
def test_a_marking_of_another_dress_closes_the_paper(text):
    outcome = judged(text)

    assert outcome.part is None
    assert outcome.withheld
    assert PLANTED not in " ".join(one.reason for one in outcome.withheld)


PIECES = {
    "a reason under a title": f"{MINUTES}2. SALE\nReasons for restriction: Restricted by virtue of paragraph 3\nThe {PLANTED} offer.\n",
    "a bare ground under a title": f"{MINUTES}2. SALE\nRestricted by virtue of paragraph 3\nThe {PLANTED} offer.\n",
    "part B from which": f"{AGENDA}PART B - ITEMS FROM WHICH THE PUBLIC ARE EXCLUDED\n\n2. The {PLANTED} tender\n",
    "part II from which": f"{MINUTES}PART II - ITEMS FROM WHICH THE PRESS AND PUBLIC ARE EXCLUDED\n\n2. The {PLANTED} tender\n",
    "part two from which": f"{AGENDA}Part Two: business from which the press and public may be excluded\n\n2. The {PLANTED} tender\n",
    "items from which": f"{AGENDA}ITEMS FROM WHICH THE PRESS AND PUBLIC ARE EXCLUDED\n\n2. The {PLANTED} tender\n",
    "a Welsh part": f"{AGENDA}RHAN 2 - EITEMAU EITHRIEDIG\n\n2. The {PLANTED} tender\n",
    "closed session": f"{MINUTES}2. CLOSED SESSION\nThe {PLANTED} was upheld.\n\n3. SALE\nThe {PLANTED}.\n",
    "confidential session": f"{MINUTES}2. Confidential session\nThe {PLANTED} was upheld.\n",
    "private session": f"{MINUTES}2. PRIVATE SESSION\nThe {PLANTED} was upheld.\n",
    "in camera": f"{MINUTES}2. Staffing (in camera)\nThe {PLANTED} was upheld.\n",
    "in camera after a dash": f"{MINUTES}2. Staffing - in camera\nThe {PLANTED} was upheld.\n",
    "private and confidential": f"{MINUTES}2. Sale - Private and Confidential\nThe {PLANTED} price.\n",
    "private and confidential alone": f"{MINUTES}2. Private and Confidential\nThe {PLANTED} price.\n",
    "confidential before a colon": f"{MINUTES}2. Confidential: pay\nThe {PLANTED} price.\n",
    "a Welsh item": f"{MINUTES}2. Gwerthu tir (eithriedig)\nThe {PLANTED} price.\n",
    "considered in private": f"{MINUTES}THE FOLLOWING ITEM WAS CONSIDERED IN PRIVATE\n\n2. SALE\nThe {PLANTED} price.\n",
    "considered in private, as a sentence": f"{MINUTES}The following items were considered in private.\n\n2. SALE\nThe {PLANTED} price.\n\n3. PAY\nThe {PLANTED}.\n",
    "in the absence of the public": f"{MINUTES}Matters taken in the absence of the public and press\n\n2. SALE\nThe {PLANTED} price.\n",
    "in the absence of the press and public": f"{MINUTES}IN THE ABSENCE OF THE PRESS AND PUBLIC\n\n2. SALE\nThe {PLANTED} price.\n",
    "in committee": f"{MINUTES}In Committee\n\n2. SALE\nThe {PLANTED} price.\n",
    "the public left": f"{MINUTES}(The public left the meeting)\n2. SALE\nThe {PLANTED} price.\n",
    "the press and public withdrew": f"{MINUTES}At this point the press and public withdrew.\n\n2. SALE\nThe {PLANTED} price.\n",
    "a resolution": f"{MINUTES}2. EXCLUSION\nRESOLVED: That the public be excluded.\n\n3. SALE\nThe {PLANTED} price.\n",
    "a resolution over lines": f"{MINUTES}2. EXCLUSION\nRESOLVED that in view of the confidential nature of the business about to be\ntransacted the public and press be excluded and they were instructed\nto withdraw.\n\n3. CLERK\nThe {PLANTED} grievance.\n",
    "a resolution under its word": f"{MINUTES}2. EXCLUSION\n\nRESOLVED:\n\nThat the press and public be excluded from the meeting.\n\n3. SALE\nThe {PLANTED} price.\n",
    "a resolution to exclude": f"{MINUTES}2. It was agreed to exclude the press and public.\n\n3. SALE\nThe {PLANTED} price.\n",
    "a resolution to go into closed session": f"{MINUTES}2. RESOLVED to move into closed session.\n\n3. SALE\nThe {PLANTED} price.\n",
    "a resolution for items by number": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be excluded for items 3 and 4 as they involve exempt information as defined in paragraph 3 of Schedule 12A.\n\n3. SALE\nThe {PLANTED} price.\n\n4. PAY\nThe {PLANTED}.\n",
    "a resolution for items of other numbers": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be excluded for items 1 and 2.\n\n3. SALE\nThe {PLANTED} price.\n",
    "a resolution for the following items": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be excluded for the following items.\n\n3. SALE\nThe {PLANTED} price.\n\n4. PAY\nThe {PLANTED}.\n",
    "a Welsh resolution": f"{MINUTES}2. GWAHARDD\n\nPENDERFYNWYD gwahardd y wasg a'r cyhoedd.\n\n3. SALE\nThe {PLANTED} price.\n",
    "an asterisk": f"Cabinet\n3 March 2020\nAgenda\n\n1. The {KEPT}\n2. *The {PLANTED} site\n\n* Items marked with an asterisk are not for publication.\n",
}  # fmt: skip


@pytest.mark.parametrize("text", PIECES.values(), ids=PIECES)
def test_a_marking_of_a_piece_closes_it_and_leaves_what_stands_before(text):
    outcome = judged(text)

    assert outcome.withheld
    assert PLANTED not in open_text(outcome)
    assert KEPT in open_text(outcome)
    assert PLANTED not in " ".join(one.reason for one in outcome.withheld)


ONLY = {
    "named items": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be excluded for item 3.\n\n3. SALE\nThe {PLANTED} price.\n\n4. DRAINS\nThe gullies.\n",
    "the next item": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be excluded for the next item.\n\n3. SALE\nThe {PLANTED} price.\n\n4. DRAINS\nThe gullies.\n",
    "the public back": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be excluded.\n\n3. SALE\nThe {PLANTED} price.\n\nThe public were readmitted to the meeting.\n\n4. DRAINS\nThe gullies.\n",
    "open session resumed": f"{MINUTES}2. CLOSED SESSION\nThe {PLANTED} price.\n\nThe meeting returned to open session.\n\n3. DRAINS\nThe gullies.\n",
    "one restricted item": f"{MINUTES}2. SALE\nReasons for restriction: Restricted by virtue of paragraph 3\nThe {PLANTED} price.\n\n3. DRAINS\nThe gullies.\n",
    "one confidential item": f"{MINUTES}2. Confidential: pay\nThe {PLANTED} price.\n\n3. DRAINS\nThe gullies.\n",
    "an appendix at the end": f"{REPORT}Classification: Open\n\n1. ADVICE\n1.1 The {KEPT} and the gullies.\n\nAPPENDIX B - RESTRICTED\n\nNOT FOR PUBLICATION by virtue of paragraph 3\n\nTender of {PLANTED}.\n",
    "an appendix under its heading": f"{REPORT}Classification: Open\n\n1. ADVICE\n1.1 The {KEPT}.\n\nAppendix 2\n\nNot for publication by virtue of paragraph 3\n\nTender of {PLANTED}.\n\nAppendix 3\n\nThe gullies.\n",
    "appendices round it": f"{REPORT}Classification: Open\n\n1. ADVICE\n1.1 The {KEPT}.\n\nAPPENDIX A\n\nA list.\n\nAPPENDIX B - EXEMPT\n\nTender of {PLANTED}.\n\nAPPENDIX C\n\nThe gullies.\n",
    "entries of a plan": f"CABINET FORWARD PLAN\n1 March 2022 to 30 June 2022\n\nTitle: The {KEPT}\nPublic or private: Public\n\nTitle: The {PLANTED}\nPublic or private: Private - paragraph 3\nContact: Ann Lee\n\nTitle: The gullies\nPublic or private: Public\n",
    "rows of a plan": f"FORWARD PLAN OF KEY DECISIONS\n\nTitle\tDate\tPublic or private\nThe {KEPT}\t3 March 2022\tPublic\nThe {PLANTED}\t3 March 2022\tPrivate - paragraph 3\nThe gullies\t4 March 2022\tPublic\n",
}  # fmt: skip


@pytest.mark.parametrize("text", ONLY.values(), ids=ONLY)
def test_a_closed_piece_closes_nothing_else(text):
    outcome = judged(text)

    assert PLANTED not in open_text(outcome)
    assert KEPT in open_text(outcome)
    assert "gullies" in open_text(outcome)


@pytest.mark.parametrize("text", [*PIECES.values(), *ONLY.values()], ids=[*PIECES, *ONLY])
def test_the_reason_names_the_line(text):
    part = part_of(text)

    withheld = judge(part, file_of()).withheld

    assert all(f"line {one.line} " in one.reason for one in withheld)
    assert all(1 <= one.line <= len(part.lines) for one in withheld)


OPEN = {
    "who may attend": f"{AGENDA}2. {PLANTED}\n\nAccess to information: the public may attend this meeting except where confidential or exempt information is discussed.\n",
    "exempt appendices": f"{REPORT}Exempt/confidential appendices: Appendix 2 (not for publication under paragraph 3)\n\n{BODY}",
    "appendices": f"{REPORT}Appendices: Appendix 2 (exempt under paragraph 3)\n\n{BODY}",
    "an exempt appendix named": f"{REPORT}Exempt appendix: Appendix B, by virtue of paragraph 3\n\n{BODY}",
    "no exempt information": f"{REPORT}Report contains exempt information: No\n\n{BODY}",
    "no exempt information in this report": f"{REPORT}This report contains confidential information: No\n\n{BODY}",
    "a sentence after its label": f"{REPORT}Confidentiality: This report is public.\n\n{BODY}",
    "publicly available": f"{REPORT}Publicly available: Yes\n\n{BODY}",
    "the public not excluded": f"{REPORT}Press and public excluded: No\n\n{BODY}",
    "a decision that is not exempt": f"{REPORT}Is the decision exempt?: No\n\n{BODY}",
    "an open box": f"{REPORT}This report is: [x] Open  [ ] Exempt\n\n{BODY}",
    "an open box after": f"{REPORT}This report is: Open [x]  Exempt [ ]\n\n{BODY}",
    "an open ballot box": f"{REPORT}☒ Open ☐ Exempt\n\n{BODY}",
    "Welsh and open": f"{REPORT}CYHOEDDUS / PUBLIC\n\n{BODY}",
    "a Welsh company": f"{REPORT}Dŵr Môn Cyfyngedig\n\n{BODY}",
    "a motion that stands last": f"{MINUTES}2. EXCLUSION OF PUBLIC\n\nRESOLVED: That the public be excluded for the following item.\n\nThe meeting closed at 5.10 pm.\n\nChair\n{PLANTED[:0]}",
    "a motion that was lost": f"{MINUTES}2. EXCLUSION\n\nIt was moved that the public be excluded. The motion was lost.\n\n3. {PLANTED}\n",
    "the public not excluded in minutes": f"{MINUTES}2. EXCLUSION\n\nRESOLVED: That the public be not excluded.\n\n3. {PLANTED}\n",
    "a resident who left": f"{MINUTES}One member of the public left the meeting.\n\n2. {PLANTED}\n",
    "speech of exclusion": f"{MINUTES}2. SCHOOLS\nMembers asked how many pupils had been excluded and whether the public knew.\n\n3. {PLANTED}\n",
    "a policy": f"{MINUTES}2. RULES\nRESOLVED: That the procedure to exclude the public be reviewed.\n\n3. {PLANTED}\n",
    "private homes": f"{MINUTES}2. Private renting\nThe {PLANTED}.\n",
    "private sector": f"{MINUTES}2. Private sector housing: rents\nThe {PLANTED}.\n",
    "a standing agenda item": f"{AGENDA}2. Exclusion of press and public\n\nTo resolve that the public be excluded during any item that involves exempt information.\n\n3. {PLANTED}\n",
    "a footnote without asterisks": f"Cabinet\n3 March 2020\nAgenda\n\n1. {PLANTED}\n\n* Items marked with an asterisk are key decisions.\n",
    "a restriction that closes nothing": f"Agenda item\n\nSale of {PLANTED}\n\nDecision:\n\nNoted.\n\nReasons for restriction: Restricted by virtue of paragraph 3",
    "a plan that is public": f"FORWARD PLAN\n\nTitle: The {PLANTED}\nPublic or private: Public\n\nTitle: Drains\nPublic or private: Public\n",
}  # fmt: skip


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_an_open_paper_of_that_look_goes_on_whole(text):
    part = part_of(text)

    outcome = judge(part, file_of())

    assert outcome.withheld == ()
    assert outcome.part == part


ROW = '<tr><td class="mgItemNumberCell"><p>{number}.</p></td><td><p class="mgAiTitleTxt">{title}</p>{rest}</td></tr>'
RESTRICTED = (
    '<p class="mgSubItemTitleTxt">Reasons for restriction: Restricted by virtue of paragraph 3</p><p>The {} offer.</p>'
)


def html_part(body):
    return Part(lines=lines_of_html(f"<html><body>{body}</body></html>"))


def test_a_restricted_item_of_a_meeting_page_closes_and_the_next_is_open():
    rows = (
        ROW.format(number=30, title="Lamps", rest=f"<p>{KEPT}</p>")
        + ROW.format(number=31, title="Sale", rest=RESTRICTED.format(PLANTED))
        + ROW.format(number=32, title="Drains", rest="<p>The gullies.</p>")
    )
    part = html_part(f'<h1>Agenda and minutes</h1><h2>Cabinet - Tuesday, 3rd March, 2020</h2><table class="mgItemTable">{rows}</table>')  # fmt: skip

    kept = open_text(judge(part, file_of()))

    assert PLANTED not in kept
    assert KEPT in kept
    assert "gullies" in kept


def test_a_restriction_inside_a_cell_closes_its_row():
    part = html_part(
        "<h1>Agenda and minutes</h1><h2>Cabinet - Tuesday, 3rd March, 2020</h2><table>"
        f"<tr><td>1.</td><td><p>Sale</p><p>Restricted by virtue of paragraph 3</p><p>The {PLANTED} offer.</p></td></tr>"
        "<tr><td>2.</td><td><p>The gullies</p></td></tr></table>"
    )

    kept = open_text(judge(part, file_of()))

    assert PLANTED not in kept
    assert "gullies" in kept


def test_of_minutes_as_a_web_page_one_confidential_item_closes():
    part = html_part(
        f"<h1>Mudford Parish Council</h1><p>Minutes of the meeting of 8 March 2021</p><h2>1. Lamps</h2><p>{KEPT}</p>"
        f"<h2>2. Confidential: pay</h2><p>The {PLANTED} was set.</p><h2>3. Drains</h2><p>The gullies.</p>"
    )

    kept = open_text(judge(part, file_of()))

    assert PLANTED not in kept
    assert KEPT in kept
    assert "gullies" in kept


def test_a_paper_after_minutes_that_sent_the_public_out_is_judged_by_itself():
    minutes = part_of(f"{MINUTES}2. CLOSED SESSION\nThe {PLANTED}.\n", PartHint.MINUTES)

    assert not judge(minutes, file_of()).ends_closed


def test_a_list_in_a_closed_item_does_not_count_as_the_next_item():
    points = "".join(f"{at}. The {PLANTED} point.\n" for at in range(1, 6))

    assert PLANTED not in open_text(judged(f"{MINUTES}2. SALE (EXEMPT)\nIt was agreed\n{points}"))


def test_long_lines_of_near_markings_are_judged_in_little_time():
    pieces = ("the public ", "items 1 ", "restricted by virtue of ", "[ ] ", "the press and public were excluded ", "* item ", "nid yw ", "resolved ", "a / ")  # fmt: skip
    for piece in pieces:
        text = piece * (100_000 // len(piece))
        part = Part(
            lines=(Line(number=1, text="Minutes of the Cabinet held on 3 March 2020"), Line(number=2, text=text))
        )
        assert judge(part, file_of()).part is not None or piece.startswith("restricted")

"""Questions about the particulars of papers: labels, what stands under a heading, plans with their dates, notices."""

import pytest
from entries import entries_of_texts, indexed

from papersearch.answering import Outcome, answer
from papersearch.engines.memory_engine import MemoryEngine

MINUTES = """\
Parks Committee

MINUTES of the Parks Committee held on Tuesday 7 June 2022 at 6.15 pm in the Old Dairy, Fallowby

PRESENT:\tCouncillor Edda Thrale (Chair) Councillor Ulf Penhaligon

1. APOLOGIES

Apologies were received from Councillor Wystan Crake.

2. ITEMS OF BUSINESS WHICH THE CHAIR DEEMS URGENT

There were none.

3. DISCLOSURE OF INTERESTS

Councillor Penhaligon declared that he rents an allotment at Mere End.

4. MINUTES

The minutes of the meeting held on 3 May 2022 were approved as a correct record.

5. ALLOTMENTS AT MERE END

Members spoke of the taps, which drip.

RESOLVED:

1. That the taps be mended.

6. WORK PROGRAMME

RESOLVED:

1. That the following 12 July 2022 agenda be agreed as follows:
 - Benches by the weir
 - Bird boxes

The meeting ended at 7.05 pm.

CHAIR:

DATED:
"""
LATER = """\
Parks Committee

MINUTES of the Parks Committee held on Tuesday 12 July 2022 at 6.30 pm in the Corn Loft, Fallowby

PRESENT:\tCouncillor Edda Thrale (Chair)

1. APOLOGIES

There were none.

2. DISCLOSURE OF INTERESTS

None were declared.

3. BENCHES BY THE WEIR

Members sat on three benches and liked the oak one.

The meeting ended at 8.40 pm.
"""
AGENDA = """\
Parks Committee

Tuesday 7 June 2022
6.15 pm
The Old Dairy, Fallowby

Membership

Councillor Edda Thrale (Chair)
Councillor Ulf Penhaligon

Reserves

Councillor Isolde Varr
Councillor Piers Oakapple

INFORMATION FOR MEMBERS OF THE PUBLIC

Access to information

You have the right to request to inspect copies of minutes and reports on this agenda.

Carers' allowances

If you have paid someone to look after your children so that you could attend this meeting, you may claim an allowance from the council.

Contact

Merrin Tolle on 01632 960777 or email: merrin.tolle@fallowby.example

Order of Business

Item No.\tTitle\tPage No.

1. APOLOGIES

2. ALLOTMENTS AT MERE END
"""
DECISION = """\
Decision details

Skating on Goose Pond

Decision Maker: Parks Committee

Decision status: Recommendations Approved

Is Key decision?: No

Is subject to call in?: Yes

Decision:

To fence the pond when the ice is thin.

Publication date: 20/06/2022

Date of decision: 07/06/2022

Decided at meeting: 07/06/2022 - Parks Committee

Effective from: 28/06/2022
"""
REPORT = """\
Item No. 5.\tClassification: Open\tDate: 7 June 2022\tMeeting Name: Parks Committee
Report title:\t\tAllotments at Mere End
Ward(s) or groups affected:\t\tMere and Fallow
From:\t\tHead of Parks

RECOMMENDATION

1. That the taps be mended.

KEY ISSUES FOR CONSIDERATION

Legal implications

2. The lease of 1931 makes the council mend them.

Resource implications

3. A new tap costs £60.

Community impact statement

4. None were identified.

BACKGROUND DOCUMENTS

Background Papers\tHeld At\tContact
Survey of taps\tParks Office, 4 Duck Lane\tMerrin Tolle 01632 960777

APPENDICES

No.\tTitle
Appendix 1\tMap of the taps

AUDIT TRAIL

Lead Officer\tAmice Dell, Head of Parks
Report Author\tHob Larkin, Tap Surveyor
Version\tFinal
Dated\t27 May 2022
Key Decision?\tNo
"""
PLAN = """\
Item No. 6.\tClassification: Open\tDate: 7 June 2022\tMeeting Name: Parks Committee
Report title:\t\tParks Committee Work Plan 2022-23
Ward(s) or groups affected:\t\tAll
From:\t\tHead of Parks

RECOMMENDATION

1. That the work plan be agreed.

KEY ISSUES FOR CONSIDERATION

Work plan

2. 13 September 2022

Annual Report on Bandstands
Hedgehog Strategy

3. 8 November 2022

Review of Paddling Pools
Bonfire Safety
"""
ROADS = """\
Roads Board

MINUTES of the Roads Board held on Wednesday 8 June 2022 at 10.00 am in the Toll House, Fallowby

PRESENT:\tCouncillor Nan Quill (Chair)

1. APOLOGIES

Apologies were received from Councillor Jocasta Wray.

2. POTHOLES

The Board heard of 44 potholes in Mere Lane.

The meeting ended at 11.50 am.
"""
TEXTS = (MINUTES, LATER, AGENDA, DECISION, REPORT, PLAN, ROADS)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    entries = entries_of_texts(tmp_path_factory.mktemp("fallowby"), "fallowby", "Fallowby Council", TEXTS)
    return indexed(MemoryEngine(), *entries)


def told(reader, question):
    found = answer(reader, question)
    assert all(one.quote.text in one.quote.passage.text for one in found.sentences)
    return [one.quote.text for one in found.sentences] if "record of" in found.reason else []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the decision on skating on Goose Pond published?", ["Publication date: 20/06/2022"]),
        ("What was the publication date of the Goose Pond decision?", ["Publication date: 20/06/2022"]),
        ("When does the Goose Pond decision take effect?", ["Effective from: 28/06/2022"]),
        ("Is the decision about Goose Pond subject to call-in?", ["Is subject to call in?: Yes"]),
        ("What is the status of the decision on Goose Pond?", ["Decision status: Recommendations Approved"]),
        ("Who was the decision maker for skating on Goose Pond?", ["Decision Maker: Parks Committee"]),
        ("Was the Goose Pond decision a key decision?", ["Is Key decision?: No"]),
        ("Is the decision on Goose Pond a key one?", ["Is Key decision?: No"]),
        ("When did the Goose Pond decision come out?", ["Publication date: 20/06/2022"]),
        (
            "Was the report on allotments at Mere End open or exempt?",
            ["Item No. 5. | Classification: Open | Date: 7 June 2022 | Meeting Name: Parks Committee"],
        ),
        ("Was the report on allotments at Mere End a key decision?", ["Key Decision? | No"]),
        ("Which wards does the allotments report affect?", ["Ward(s) or groups affected: | Mere and Fallow"]),
        ("Which version of the allotments report was it?", ["Version | Final"]),
        ("What date was the report on allotments dated?", ["Dated | 27 May 2022"]),
    ],
)
def test_a_label_answers_the_question_for_its_value(reader, question, words):
    assert told(reader, question) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What time did the Parks Committee meeting of June 2022 finish?", ["The meeting ended at 7.05 pm."]),
        ("At what time did the June 2022 parks meeting close?", ["The meeting ended at 7.05 pm."]),
        (
            "Were there any apologies at the Roads Board in June 2022?",
            ["Apologies were received from Councillor Jocasta Wray."],
        ),
        ("Did anybody declare an interest at the parks meeting of 12 July 2022?", ["None were declared."]),
        (
            "Did Councillor Penhaligon declare an interest on 7 June 2022?",
            ["Councillor Penhaligon declared that he rents an allotment at Mere End."],
        ),
        ("Was there any urgent business at the Parks Committee on 7 June 2022?", ["There were none."]),
        (
            "Were the minutes of the Parks Committee of 3 May 2022 approved?",
            ["The minutes of the meeting held on 3 May 2022 were approved as a correct record."],
        ),
        ("List the reserve members of the Parks Committee.", ["Councillor Isolde Varr", "Councillor Piers Oakapple"]),
        ("Who was the chair when the Roads Board met in June 2022?", ["Councillor Nan Quill (Chair)"]),
    ],
)
def test_minutes_and_front_sheets_answer_for_their_meeting(reader, question, words):
    assert told(reader, question) == words


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Where was the Parks Committee of 12 July 2022 held?", "in the Corn Loft, Fallowby"),
        ("What time did the Roads Board meeting of 8 June 2022 start?", "10.00 am"),
        ("What time did the Parks Committee start on 12 July 2022?", "6.30 pm"),
    ],
)
def test_the_head_of_minutes_tells_where_and_when_it_met(reader, question, held):
    assert held in " ".join(told(reader, question))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Were there any legal implications in the allotments report?",
            ["The lease of 1931 makes the council mend them."],
        ),
        ("What are the financial implications of the allotments report?", ["A new tap costs £60."]),
        (
            "Did the report on allotments at Mere End identify any community impact implications?",
            ["None were identified."],
        ),
        (
            "What background papers does the allotments report have?",
            ["Survey of taps | Parks Office, 4 Duck Lane | Merrin Tolle 01632 960777"],
        ),
        (
            "Where is the survey of taps document held?",
            ["Survey of taps | Parks Office, 4 Duck Lane | Merrin Tolle 01632 960777"],
        ),
        ("Which appendices are attached to the allotments report?", ["Appendix 1 | Map of the taps"]),
        ("Who wrote the allotments report?", ["Report Author | Hob Larkin, Tap Surveyor"]),
    ],
)
def test_what_stands_under_a_heading_answers_however_short(reader, question, words):
    assert told(reader, question) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When is the annual report on bandstands due?", ["13 September 2022", "Annual Report on Bandstands"]),
        (
            "Which meeting is down to receive the review of paddling pools?",
            ["8 November 2022", "Review of Paddling Pools"],
        ),
        (
            "What will the committee look at in November 2022?",
            ["8 November 2022", "Review of Paddling Pools", "Bonfire Safety"],
        ),
        ("What is planned for November 2022?", ["8 November 2022", "Review of Paddling Pools", "Bonfire Safety"]),
        (
            "Which items were settled for the agenda of 12 July 2022?",
            ["That the following 12 July 2022 agenda be agreed as follows:", "Benches by the weir", "Bird boxes"],
        ),
    ],
)
def test_what_is_planned_is_quoted_with_the_line_that_states_its_day(reader, question, words):
    assert told(reader, question) == words


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Can residents claim childcare costs for attending a meeting?", "you may claim an allowance"),
        ("Can the public see copies of the minutes?", "the right to request to inspect copies"),
        ("Who do I contact about the Parks Committee agenda?", "merrin.tolle@fallowby.example"),
        ("What is Merrin Tolle's phone number?", "01632 960777"),
    ],
)
def test_a_notice_answers_the_question_about_just_that(reader, question, held):
    assert held in " ".join(told(reader, question))


@pytest.mark.parametrize(
    "question",
    [
        "When was the decision on the bandstand roof published?",  # no such decision
        "When was the Goose Pond ice report published?",  # no decision is asked about
        "Is the paddling pools decision subject to call-in?",
        "What time did the Parks Committee meeting of June 2021 finish?",  # nothing of that year
        "What time did the taps survey finish?",
        "When did the consultation on hedgehogs end in 2022?",
        "Did Councillor Thrale declare an interest on 7 June 2022?",
        "Did the Parks Committee apologise to the swimmers in June 2022?",
        "Were the minutes of 7 June 2022 approved?",
        "How much does the council hold in reserves in June 2022?",
        "Were there any staffing implications in the allotments report?",
        "Were there any legal implications in the paddling pools report?",
        "When is the annual report on fountains due?",
        "When is the annual report on bandstands due to be published?",
        "When is the hedgehog strategy expected to start?",
        "Which items were settled for the agenda of 4 October 2022?",
        "Can residents claim the cost of a taxi?",
        "Who do I contact about a missed bin?",
        "How much is the carers' allowance for attending a meeting?",
        "Where was the survey of taps done?",
        "Which wards do the potholes affect?",
        "What is Councillor Quill's phone number?",
        "Is the decision on the weir a key one?",
        "How long did the meeting on hedgehogs last?",
        "What will the committee look at in December 2022?",
        "Was the report on bird boxes open or exempt?",
        "Did the Parks Committee vote to exclude the public on 7 June 2022?",
    ],
)
def test_what_no_paper_states_is_not_answered_from_its_particulars(reader, question):
    assert told(reader, question) == []


def test_how_long_a_meeting_took_is_shown_by_its_beginning_and_its_end(reader):
    first, last = told(reader, "How long did the Roads Board meeting of June 2022 last?")

    assert "10.00 am" in first
    assert last == "The meeting ended at 11.50 am."


def test_several_meetings_are_listed_newest_first_and_the_last_one_alone(reader):
    every = told(reader, "What time did meetings of the Parks Committee end?")

    assert every == ["The meeting ended at 8.40 pm.", "The meeting ended at 7.05 pm."]
    assert told(reader, "What time did the last Parks Committee meeting end?") == every[:1]


def test_a_question_that_fixes_neither_meeting_nor_committee_gets_none(reader):
    assert told(reader, "What time did the meeting end?") == []


def test_another_committee_never_answers_for_the_one_that_is_named(reader):
    assert told(reader, "Did anybody declare an interest at the Roads Board in July 2022?") == []


def test_a_notice_answers_nothing_else(reader):
    found = answer(reader, "What did members say about children at the weir?")

    assert found.outcome is not Outcome.ANSWER or all("allowance" not in one.quote.text for one in found.sentences)


def test_filters_that_a_person_sets_hold_for_particulars_too(reader):
    question = "Were there any apologies in June 2022?"

    found = answer(reader, question, filters={"committee": frozenset({"Roads Board"})})

    assert [one.quote.text for one in found.sentences] == ["Apologies were received from Councillor Jocasta Wray."]

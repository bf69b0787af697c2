"""Who held a post, came from elsewhere or may stand in, and when plans say a body meets: told by the front sheets and plans."""

import pytest
from entries import entries_of_texts, indexed

from papersearch.answering import Outcome, answer
from papersearch.engines.memory_engine import MemoryEngine

AGENDA = """\
Heath and Commons Committee

Wednesday 9 November 2022
6.00 pm
Online/Virtual

Membership

Councillor Tamsin Ault (Chair)
Councillor Rufus Penn

Reserves

Councillor Olwen Drake

INFORMATION FOR MEMBERS OF THE PUBLIC

Babysitting allowances

If you have paid a sitter to look after your children so that you could attend this meeting, you may claim an allowance. Please collect a claim form at the meeting.

Contact

Perran Voss on 01632 960444 or email: perran.voss@netherby.example

Members of the committee are summoned to attend this meeting

Isaura Holt

Chief Executive

Date: 28 October 2022

Order of Business

Item No.\tTitle\tPage No.

1. APOLOGIES

2. GORSE FIRES
"""
MINUTES = """\
Heath and Commons Committee

MINUTES of the Heath and Commons Committee held on Wednesday 9 November 2022 at 6.00 pm. Online/virtual meeting

PRESENT:\tCouncillor Tamsin Ault (Chair) Councillor Rufus Penn
NON-VOTING CO-OPTED MEMBERS:\tGwillam Reeve
OFFICER SUPPORT:\tBettany Crewe, Designated Dr for Adders Lowen Ash, RSPB Perran Voss, Clerk

1. APOLOGIES

No apologies were received.

2. CONFIRMATION OF VOTING MEMBERS

The members listed as present were confirmed as the voting members.

3. GORSE FIRES

Members heard that the gorse had burnt twice.
"""
BOGS = """\
Bog Panel

MINUTES of the Bog Panel held on Wednesday 14 December 2022 at 6.00 pm in the Peat House

PRESENT:\tCouncillor Rufus Penn (Chair)
OFFICER SUPPORT:\tCorin Vale, Head of Bogs

1. APOLOGIES

There were none.
"""
PLAN = """\
Item No. 6.\tClassification: Open\tDate: 9 November 2022\tMeeting Name: Heath and Commons Committee
Report title:\t\tHeath and Commons Committee Work Plan 2022-23
Ward(s) or groups affected:\t\tAll
From:\t\tHead of Commons

RECOMMENDATION

1. That the work plan be agreed.

KEY ISSUES FOR CONSIDERATION

Work plan

2. 8 February 2023

Annual Report on Adders
Workshop theme Grazing

3. 17 May 2023

Review of Ponds

AUDIT TRAIL

Lead Officer\tBettany Crewe, Head of Commons
CONSULTATION WITH OTHER OFFICERS
Officer Title\tComments sought\tComments included
Head of Law\tYes\tNo
Head of Finance\tNo\tNo
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("netherby")
    entries = entries_of_texts(folder, "netherby", "Netherby Council", (AGENDA, MINUTES, BOGS, PLAN))
    return indexed(MemoryEngine(), *entries)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who was the council's chief executive in October 2022?", "Isaura Holt"),
        ("netherby chief exec oct 2022", "Isaura Holt"),
        ("Who is the chief executive?", "Isaura Holt"),
        ("Who was the chief executive in 2022?", "Isaura Holt"),
        ("Who was chief executive in 2022?", "Isaura Holt"),
        ("Who was the chief executive in December 2022?", "Isaura Holt"),
        ("Who was the head of bogs in January 2023?", "Corin Vale"),
        ("Who signed the summons for members to attend on 9 November 2022?", "Isaura Holt"),
        ("Which chief executive summoned members in November 2022?", "Isaura Holt"),
        ("Which councillors make up the Heath and Commons Committee in 2022-23?", "Councillor Rufus Penn"),
        ("Was the Head of Law consulted on the report about the work plan?", "Head of Law | Yes | No"),
        ("Where do I get a form to claim babysitting costs for a meeting?", "collect a claim form at the meeting"),
        ("Who was the designated doctor for adders present at the November 2022 meeting?", "Bettany Crewe"),
        ("Who attended on 9 November 2022 as designated doctor for adders?", "Bettany Crewe"),
        ("Was anyone from the RSPB there in November 2022?", "Lowen Ash, RSPB"),
        ("Who can stand in as a substitute on Heath and Commons?", "Councillor Olwen Drake"),
        ("Which non-voting co-opted members turned up to Heath and Commons in November 2022?", "Gwillam Reeve"),
        ("Who are the voting members on the November 2022 agenda of Heath and Commons?", "Councillor Rufus Penn"),
        (
            "What was agreed about who could vote at the Heath and Commons Committee on 9 November 2022?",
            "The members listed as present were confirmed as the voting members.",
        ),
        ("What number do I ring about Heath and Commons papers?", "01632 960444"),
    ],
)
def test_front_sheets_tell_who_is_meant(reader, question, told):
    found = answer(reader, question)

    assert "record of" in found.reason
    assert told in " ".join(one.quote.text for one in found.sentences)


@pytest.mark.parametrize(
    ("question", "post"),
    [
        ("Who was chief executive in 2019?", ("chief", "execut")),
        ("who is deputy chief executive", ("deputi", "chief", "execut")),
        ("Who is now monitoring officer?", ("monitor", "offic")),
        ("Who was present in 2019?", ()),
        ("Who is responsible for the clerk's fees?", ()),
    ],
)
def test_a_post_needs_no_article(reader, question, post):
    assert answer(reader, question).asked.post == post


def test_the_day_on_which_a_thing_was_last_discussed_comes_first(reader):
    told = [one.quote.text for one in answer(reader, "When was gorse last discussed?").sentences]

    assert "9 November 2022" in told[0]
    assert "gorse had burnt twice" in told[1]


@pytest.mark.parametrize(
    "question",
    [
        "Who is the monitoring officer?",
        "Who was the chief executive in October 2019?",
        "Who was chief executive in 2019?",
        "Who is clerk to the council?",
        "Who was the head of bogs in 2023?",
        "Who is the designated doctor for toads?",
        "Was anyone from the Forestry Commission there in November 2022?",
        "When does Heath and Commons meet in 2031?",
    ],
)
def test_a_post_a_body_or_a_day_that_no_paper_tells_is_not_guessed(reader, question):
    assert answer(reader, question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When does Heath and Commons meet after February 2023?", ["17 May 2023"]),
        ("After November 2022, when is the next Heath and Commons Committee on the work plan?", ["8 February 2023"]),
        ("What is the date of the last meeting in the Heath and Commons Committee's work plan?", ["17 May 2023"]),
        ("Which yearly reports are programmed for Heath and Commons in February 2023?", ["8 February 2023", "Annual Report on Adders"]),
        ("What is the workshop on 8 February 2023 to be about?", ["8 February 2023", "Workshop theme Grazing"]),
        ("When was the workshop on grazing due to be held under the 2022-23 work plan?", ["8 February 2023", "Workshop theme Grazing"]),
    ],
)  # fmt: skip
def test_plans_tell_what_is_to_come(reader, question, told):
    assert [one.quote.text for one in answer(reader, question).sentences] == told


def test_a_meeting_to_come_that_no_paper_tells_is_not_one_that_was_held(tmp_path):
    reader = indexed(MemoryEngine(), *entries_of_texts(tmp_path, "netherby", "Netherby Council", (AGENDA, MINUTES)))

    found = answer(reader, "When is the next meeting of the Heath and Commons Committee?")

    assert found.outcome is Outcome.CLOSEST
    assert found.reason == "no paper tells of a meeting after 9 November 2022"
    assert len(found.citations) == 1
    assert answer(reader, "When did the Heath and Commons Committee last meet?").outcome is Outcome.ANSWER


def test_minutes_that_name_the_next_meeting_tell_it(tmp_path):
    minutes = (
        f"{MINUTES}\n9. DATE OF NEXT MEETING\n\nThe committee meets next on Wednesday 11 January 2023 at 6.00 pm.\n"
    )
    reader = indexed(MemoryEngine(), *entries_of_texts(tmp_path, "netherby", "Netherby Council", (AGENDA, minutes)))

    found = answer(reader, "When will the Heath and Commons Committee next meet?")

    assert [one.quote.text for one in found.sentences] == [
        "The committee meets next on Wednesday 11 January 2023 at 6.00 pm."
    ]

"""Forty sites that repeat one interview are one origin."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from claims.corroborate import OriginKind, Report, Way, find_origins

MONDAY = datetime(2026, 9, 14, 9, tzinfo=UTC)
PAPER, SITE, BLOG, AGENCY = (1, "The Ledger"), (2, "Chipkurier"), (3, "Leakbox"), (4, "NPA")


def report(statement_id: int, outlet: tuple[int, str], **changes: object) -> Report:
    plain = Report(
        statement_id=statement_id,
        article_id=statement_id,
        outlet_id=outlet[0],
        outlet_name=outlet[1],
        outlet_kind="newsroom",
        said_at=MONDAY + timedelta(hours=statement_id),
        source_kind="named",
        speaker="Ada Lind",
        speaker_id=77,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def keys(*reports: Report) -> list[str]:
    origins = find_origins(reports)
    return [origins[each.statement_id].key for each in reports]


def test_an_interview_and_all_its_repetitions_are_one_origin() -> None:
    interview = report(1, PAPER)
    repeated = [report(number, SITE, told_to=PAPER, cites=(PAPER,)) for number in range(2, 42)]
    assert len(set(keys(interview, *repeated))) == 1


def test_the_same_speaker_a_month_later_is_another_event() -> None:
    first, second = keys(report(1, PAPER), report(2, SITE, said_at=MONDAY + timedelta(days=30)))
    assert first != second


def test_an_anonymous_report_counts_for_its_outlet() -> None:
    leak = report(1, BLOG, source_kind="anonymous", speaker="people familiar with the matter", speaker_id=None)
    (origin,) = find_origins([leak]).values()
    assert (origin.key, origin.kind) == ("anonymous:3", OriginKind.ANONYMOUS)


def test_an_echo_of_an_anonymous_report_has_the_origin_it_echoes() -> None:
    leak = report(1, BLOG, source_kind="anonymous", speaker="insiders", speaker_id=None)
    echo = report(2, SITE, source_kind="anonymous", speaker="insiders", speaker_id=None, cites=(BLOG,))
    assert keys(leak, echo) == ["anonymous:3", "anonymous:3"]


def test_a_cited_outlet_whose_article_is_not_here_is_still_the_origin() -> None:
    echo = report(2, SITE, source_kind="none", speaker="", speaker_id=None, cites=(AGENCY,))
    assert keys(echo) == ["report:4"]


def test_an_outlet_that_is_the_speaker_is_followed_to_its_own_article() -> None:
    leak = report(1, BLOG, source_kind="anonymous", speaker="insiders", speaker_id=None)
    echo = report(2, SITE, speaker="Leakbox", speaker_id=None, speaker_outlet_id=BLOG[0])
    assert keys(leak, echo) == ["anonymous:3", "anonymous:3"]


def test_copied_text_has_the_origin_of_what_it_was_copied_from() -> None:
    leak = report(1, BLOG, source_kind="anonymous", speaker="insiders", speaker_id=None)
    copy = report(2, SITE, source_kind="anonymous", speaker="insiders", speaker_id=None, copied_from=1)
    origins = find_origins([leak, copy])
    assert origins[2].key == "anonymous:3"
    assert origins[2].rule == "copied text"


def test_outlets_that_cite_each_other_have_no_origin_and_the_circle_is_named() -> None:
    left = report(1, SITE, source_kind="none", speaker="", speaker_id=None, cites=(BLOG,))
    right = report(2, BLOG, source_kind="none", speaker="", speaker_id=None, cites=(SITE,))
    origins = find_origins([left, right])
    assert [origin.key for origin in origins.values()] == ["", ""]
    assert "Chipkurier cites Leakbox cites Chipkurier" in origins[1].why


def test_a_statement_without_speaker_or_citation_has_no_origin() -> None:
    assert keys(report(1, SITE, source_kind="none", speaker="", speaker_id=None)) == [""]


def test_a_role_whose_house_is_unknown_has_no_origin() -> None:
    assert keys(report(1, SITE, source_kind="role", speaker="eine Sprecherin", speaker_id=None)) == [""]


def test_a_role_with_a_house_is_somebody_of_that_house() -> None:
    post = report(1, PAPER, house=70)
    asked = report(
        2, SITE, source_kind="role", speaker="a spokeswoman", speaker_id=None, house=70, speaks_for_house=True
    )
    alone = replace(asked, statement_id=3, said_at=MONDAY + timedelta(days=30))
    first, second, third = keys(post, asked, alone)
    assert first == second != third
    assert third


def test_an_unknown_house_is_told_again_by_its_name() -> None:
    asked = report(
        1, PAPER, source_kind="role", speaker="a spokeswoman", speaker_id=None, house="norvik", speaks_for_house=True
    )
    again = replace(asked, statement_id=2, outlet_id=SITE[0], speaker="a spokesman")
    other = replace(again, statement_id=3, house="kestrel")
    first, second, third = keys(asked, again, other)
    assert first == second != third


def test_a_lab_report_is_a_measurement() -> None:
    measured = report(
        1, (9, "Messlabor"), source_kind="document", speaker="the test", speaker_id=None, outlet_kind="lab"
    )
    (origin,) = find_origins([measured]).values()
    assert origin.kind == OriginKind.MEASUREMENT


# One house on one occasion

LIND: dict[str, Any] = {"speaker": "Ada Lind", "speaker_id": 77, "house": 70}
COMPANY: dict[str, Any] = {"speaker": "Norvik", "speaker_id": 70, "house": 70, "speaks_for_house": True}
UNNAMED_PAPER: dict[str, Any] = {"source_kind": "document", "speaker": "the letter", "speaker_id": None}


def after(**passed: float) -> dict[str, Any]:
    return {"said_at": MONDAY + timedelta(**passed)}


def test_what_a_company_says_is_of_the_event_on_which_somebody_of_it_spoke() -> None:
    assert len(set(keys(report(1, PAPER, **LIND), report(2, SITE, **COMPANY)))) == 1


def test_that_is_so_also_where_the_company_was_quoted_first() -> None:
    company, lind = report(1, SITE, **COMPANY), report(2, PAPER, **LIND)
    assert keys(company, lind) == ["utterance:77:2026-09-14"] * 2


def test_two_people_of_one_company_are_two_origins_of_one_house() -> None:
    brandt = {"speaker": "Bo Brandt", "speaker_id": 78, "house": 70}
    origins = find_origins([report(1, PAPER, **LIND), report(2, SITE, **brandt)])
    assert origins[1].key != origins[2].key
    assert origins[1].house == origins[2].house == 70


def test_a_companys_document_is_of_that_event_too() -> None:
    paper = report(2, SITE, **COMPANY, source_kind="document")
    assert len(set(keys(report(1, PAPER, **LIND), paper))) == 1


def test_an_interview_days_after_a_post_is_another_event() -> None:
    post = report(1, BLOG, **LIND, channel="post")
    interview = report(2, PAPER, **LIND, told_to=PAPER, **after(days=3))
    assert len(set(keys(post, interview))) == 2


def test_what_is_later_repeated_of_the_post_is_of_the_post() -> None:
    post = report(1, BLOG, **LIND, channel="post")
    interview = report(2, PAPER, **LIND, told_to=PAPER, **after(days=3))
    echo = report(3, SITE, **LIND, channel="post", **after(days=4))
    first, _, third = keys(post, interview, echo)
    assert first == third


def test_a_press_office_that_answers_several_outlets_on_one_day_says_it_once() -> None:
    told = [report(1, PAPER, **LIND, told_to=PAPER), report(2, SITE, **LIND, told_to=SITE)]
    assert len(set(keys(*told))) == 1


def test_documents_of_nobody_may_be_one_and_count_once() -> None:
    one, other = report(1, PAPER, **UNNAMED_PAPER), report(2, SITE, **{**UNNAMED_PAPER, "speaker": "a paper"})
    assert len(set(keys(one, other))) == 1


def test_such_a_document_may_be_what_a_speaker_of_the_claim_wrote() -> None:
    wrote = report(1, BLOG, **LIND, channel="press release")
    assert len(set(keys(wrote, report(2, SITE, **UNNAMED_PAPER)))) == 1


def test_a_document_a_month_later_is_another_one() -> None:
    later = report(2, SITE, **UNNAMED_PAPER, **after(days=30))
    assert len(set(keys(report(1, PAPER, **UNNAMED_PAPER), later))) == 2


def test_a_document_that_another_outlet_has_is_that_ones() -> None:
    leak = report(1, BLOG, **UNNAMED_PAPER)
    assert len(set(keys(leak, report(2, SITE, **UNNAMED_PAPER, cites=(BLOG,))))) == 1


# From whom an article has it


def ways(*reports: Report) -> list[tuple[int | None, str]]:
    origins = find_origins(reports)
    return [(origins[each.statement_id].rests_on, origins[each.statement_id].way) for each in reports]


def test_an_article_that_cites_an_outlet_rests_on_what_that_one_has_from_the_same_origin() -> None:
    interview = report(1, PAPER)
    later_of_the_paper = report(2, PAPER)
    cites = report(3, SITE, cites=(PAPER,))
    assert ways(interview, later_of_the_paper, cites) == [(None, ""), (None, ""), (1, Way.CITES)]


def test_an_article_that_names_nobody_in_between_rests_on_none() -> None:
    assert ways(report(1, PAPER), report(2, SITE)) == [(None, ""), (None, "")]


def test_copied_text_rests_on_what_it_was_copied_from_whomever_it_cites() -> None:
    agency = report(1, AGENCY, cites=(PAPER,))
    copy = report(2, SITE, cites=(PAPER,), copied_from=1, copied_share=0.94)
    assert ways(agency, copy) == [(None, Way.CITES), (1, Way.COPIED)]
    assert find_origins([agency, copy])[2].copied_share == 0.94


def test_an_outlet_that_is_cited_and_not_here_is_cited_all_the_same() -> None:
    assert ways(report(1, SITE, cites=(AGENCY,))) == [(None, Way.CITES)]


def test_an_article_does_not_rest_on_what_the_cited_outlet_has_from_another_origin() -> None:
    elsewhere = report(1, PAPER, speaker="Bo Brandt", speaker_id=78)
    assert ways(elsewhere, report(2, SITE, cites=(PAPER,))) == [(None, ""), (None, Way.CITES)]


def test_each_of_a_circle_rests_on_the_one_it_cites() -> None:
    left = report(1, SITE, source_kind="none", speaker="", speaker_id=None, cites=(BLOG,))
    right = report(2, BLOG, source_kind="none", speaker="", speaker_id=None, cites=(SITE,))
    assert ways(left, right) == [(2, Way.CITES), (1, Way.CITES)]

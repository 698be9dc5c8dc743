"""The desk of review: one question after another, each answered with a reason, each answer undone again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.curation import GivenAnswer
from claims.models import Claim, Decision, ReviewItem, Statement
from tests import build, build_review, build_verdicts
from tests.build import NOW, Words
from tests.build_review import SAID, TEXT
from tests.web.conftest import SignIn
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

YES = "accepted|as the text says"


def address(item: ReviewItem, name: str = "question") -> str:
    return reverse(name, args=[item.pk])


def answer(client: Client, item: ReviewItem, decide: str = YES, **sent: object) -> str:
    """Where the answer leads."""
    response = client.post(address(item, "answer-question"), {"decide": decide, **sent})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def ask_about_part(content: str = "Wir liefern 26 Stück", relation: str = "qualifies", **values: object) -> ReviewItem:
    link = build_verdicts.suggest(build.make_told_claim("Wir liefern 40 Stück"), content, relation=relation, **values)
    return build_review.make_item(link.statement)


def test_the_desk_says_what_waits_and_starts_with_what_matters_most(curator: Client) -> None:
    build_review.make_item()
    contradiction = ask_about_part()
    page = load(curator, "/review/")
    assert texts_of(page, "form .actions button") == [
        "Start: 2 questions wait g",
        "statements: 1",
        "possible contradictions: 1",
    ]
    assert curator.post("/review/next/")["Location"] == address(contradiction)


def test_one_kind_of_question_can_be_asked_for(curator: Client) -> None:
    statement, _ = build_review.make_item(), ask_about_part()
    assert curator.post("/review/next/", {"question": "statement"})["Location"] == address(statement)


def test_an_empty_desk_says_what_comes_here(curator: Client) -> None:
    assert text_of(load(curator, "/review/"), ".empty h2") == "Nothing waits"
    page = parse(curator.post("/review/next/", follow=True))
    assert text_of(page, ".toast") == "Nothing more waits for you."


def test_a_question_shows_its_words_in_the_text_with_the_reason_of_the_machine(curator: Client) -> None:
    item = build_review.make_item(build_review.make_doubtful(f"Davor.\n\n{TEXT}\n\nDanach.\n\nViel später."))
    page = load(curator, address(item))
    assert text_of(page, "h1") == "Is this said, in these words, by this source?"
    assert texts_of(page, "#text .is-content") == [SAID.content]
    assert texts_of(page, "#text p")[0] == "Davor."
    assert "Viel später." not in page.get_text()
    assert "Found because: quotation marks with a verb of saying beside them" in page.get_text()
    start = page.select_one("#text .is-content")
    assert start is not None
    assert start["data-start"] == "8"


def test_each_key_is_shown_on_the_button_that_it_presses(curator: Client) -> None:
    for item in (build_review.make_item(), ask_about_part()):
        pressed = load(curator, address(item)).select("[data-key]")
        keys = [str(each["data-key"]) for each in pressed]
        assert len(keys) == len(set(keys))
        assert [text_of(each, "kbd") for each in pressed] == keys
        assert {"a", "e", "s", "c", "x", "n", "r"} <= set(keys)


def test_an_answer_leads_to_the_next_question_and_can_be_undone_from_the_toast(curator: Client) -> None:
    first, second = build_review.make_item(), build_review.make_item()
    page = parse(curator.get(answer(curator, first)))
    assert page.select_one(f'form[action="{address(second, "answer-question")}"]')
    assert text_of(page, ".toast").startswith("accepted")
    undo = page.select_one(".toast form")
    assert undo is not None
    page = parse(curator.post(str(undo["action"]), follow=True))
    assert text_of(page, ".toast").startswith("Undone.")
    assert page.select_one(f'form[action="{address(first, "answer-question")}"]')


@pytest.mark.parametrize(
    ("decide", "typed", "reason"),
    [
        ("rejected|nobody says it", "", "nobody says it"),
        ("rejected|", "Das ist Werbung.", "Das ist Werbung."),
        ("rejected|no claim in it", "Nur ein Gruß.", "no claim in it: Nur ein Gruß."),
    ],
)
def test_a_reason_is_chosen_or_typed(decide: str, typed: str, reason: str, curator: Client) -> None:
    item = build_review.make_item()
    answer(curator, item, decide, reason=typed)
    assert Decision.objects.get(action="reject statement").reason == reason


def test_an_answer_without_a_reason_is_asked_for_one(curator: Client) -> None:
    item = build_review.make_item()
    response = curator.post(address(item, "answer-question"), {"decide": "rejected|"})
    told = text_of(parse(response, 422), "details[open] #id_reason_own-error")
    assert told == "Choose a reason, or give one in your own words."
    assert response["HX-Push-Url"] == "false"


def test_both_sides_of_a_contradiction_stand_there_with_what_differs(curator: Client) -> None:
    claim = build.make_told_claim("Wir liefern bis zu 40 Stück")
    Statement.objects.update(hedges=["bis zu"], quantities=[{"text": "bis zu 40 Stück", "low": None, "high": 40}])
    link = build_verdicts.suggest(claim, quantities=[{"text": "26 Stück", "low": 26, "high": 26}])
    page = load(curator, address(build_review.make_item(link.statement)))
    assert text_of(page, "h1") == "Does this statement contradict the claim?"
    assert texts_of(page, ".table tbody tr") == ["hedges bis zu –", "numbers bis zu 40 Stück 26 Stück"]
    assert "The machine took it for “qualifies”, likeness 0.90 of 1: the same words" in page.get_text()
    assert text_of(page, ".button-main[data-key=a]") == "another number, date or condition a"


def test_the_same_number_in_the_other_language_is_no_difference(curator: Client) -> None:
    claim = build.make_told_claim("Wir liefern bis zu 40 Stück")
    Statement.objects.update(hedges=["bis zu"], quantities=[{"text": "bis zu 40 Stück", "high": 40}])
    link = build_verdicts.suggest(claim, hedges=["up to"], quantities=[{"text": "up to 40 units", "high": 40}])
    assert not load(curator, address(build_review.make_item(link.statement))).select(".table")


@pytest.mark.parametrize(
    ("decide", "relation", "state"),
    [
        ("accepted|another number, date or condition", "qualifies", "confirmed"),
        ("accepted|it says that it is not so", "denies", "confirmed"),
        ("rejected|about something else", "qualifies", "rejected"),
    ],
)
def test_the_reason_of_a_part_says_which_part_it_is(decide: str, relation: str, state: str, curator: Client) -> None:
    item = ask_about_part()
    answer(curator, item, decide)
    link = item.link
    assert link
    link.refresh_from_db()
    assert (link.relation, link.state) == (relation, state)


def test_other_words_are_sent_as_they_stand_in_the_text(curator: Client) -> None:
    item = build_review.make_item()
    page = load(curator, address(item))
    words = page.select_one("#id_content")
    assert words is not None
    assert words.get_text().strip() == SAID.content
    given = {"content": "Die neue Fertigung in Graz", "source": "Ada Lind", "cue": "sagte"}
    answer(curator, item, "corrected|other words", **given)
    assert Statement.objects.in_force().get().content_text == "Die neue Fertigung in Graz"


def test_words_that_stand_nowhere_are_refused_at_their_field_which_keeps_them(curator: Client) -> None:
    item = build_review.make_item()
    sent = {"decide": "corrected|other words", "content": "Es steht", "source": "Ada Lind", "cue": "sagte"}
    page = parse(curator.post(address(item, "answer-question"), sent), 422)
    assert text_of(page, "#id_content-error").startswith("“Es steht” stands nowhere in the article.")
    assert text_of(page, "#id_content") == "Es steht"
    assert page.select_one("details[open] #id_content")


def test_another_source_and_its_chain(curator: Client) -> None:
    moser = build.make_person("Eva Moser")
    item = build_review.make_item()
    hop = {"hop-1-agent": "Radio Graz", "hop-1-relation": "said to", "hop-1-channel": "interview"}
    answer(curator, item, "corrected|another source", speaker="Eva Moser", source_kind="named", **hop)
    new = Statement.objects.in_force().get()
    assert (new.speaker, [hop.agent for hop in new.hops.all()]) == (moser, ["Radio Graz"])
    assert new.content_text == SAID.content


def test_a_statement_is_split_and_the_second_is_told_by_its_words(curator: Client) -> None:
    words = Words("Graz läuft und Linz folgt", source="Ada Lind", cue="sagte")
    item = build_review.make_item(build_review.make_doubtful("Graz läuft und Linz folgt, sagte Ada Lind.", words))
    answer(curator, item, "split|two statements in one", first="Graz läuft", second="Linz folgt")
    assert [row.content_text for row in Statement.objects.in_force()] == ["Graz läuft", "Linz folgt"]


def test_a_statement_is_merged_with_a_neighbour_of_its_text(curator: Client) -> None:
    item = build_review.make_item()
    other = build.make_statement(item.statement.revision, build_review.TOLD)
    assert load(curator, address(item)).select_one(f"[name=other][value='{other.pk}']")
    answer(curator, item, "merged|one statement in two", other=other.pk)
    assert Statement.objects.in_force().get().content_text == f"{SAID.content} … {build_review.TOLD.content}"


def test_a_claim_is_searched_and_the_statement_moved_there(curator: Client) -> None:
    item, claim = build_review.make_item(), build.make_claim("Linz folgt im Herbst")
    for path in (f"{address(item, 'find-claims')}?q=Linz", f"{address(item)}?q=Linz"):
        assert load(curator, path).select_one(f"[name=claim][value='{claim.pk}']")
    answer(curator, item, "moved|another claim", claim=claim.pk, relation="asserts")
    assert item.statement.links.get(state="confirmed").claim == claim


def test_a_statement_without_a_fitting_claim_opens_its_own(curator: Client) -> None:
    item = build_review.make_item()
    known = Claim.objects.get()
    answer(curator, item, "moved|another claim", claim="new", relation="asserts")
    assert item.statement.links.get(state="confirmed").claim != known


def test_nothing_is_moved_to_no_claim(curator: Client) -> None:
    item = build_review.make_item()
    page = parse(curator.post(address(item, "answer-question"), {"decide": "moved|another claim"}), 422)
    assert "Choose the claim that it belongs to, or open one." in page.get_text()


def test_what_is_passed_over_comes_again_when_nothing_else_is_left(curator: Client) -> None:
    first, second = build_review.make_item(), build_review.make_item()
    curator.post("/review/next/")
    assert curator.post(address(first, "pass-over"))["Location"] == address(second)
    assert curator.post(address(second, "pass-over"))["Location"] == address(first)


def test_a_question_in_hand_is_locked_for_others_until_it_is_left(sign_in: SignIn) -> None:
    ada, ben, item = sign_in("curator"), sign_in("curator"), build_review.make_item()
    assert ada.post(address(item, "take-question"), headers={"HX-Request": "true"}).status_code == 204
    page = load(ben, address(item))
    assert "has this question in hand until" in text_of(page, ".notice-warning")
    assert not page.select("[name=decide]")
    assert ben.post(address(item, "take-question"), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    ada.post(address(item, "leave-question"))
    assert load(ben, address(item)).select("[name=decide]")


def test_whoever_answers_before_the_page_has_taken_its_question_goes_on_undisturbed(curator: Client) -> None:
    item = build_review.make_item()
    answer(curator, item)
    late = curator.post(address(item, "take-question"), headers={"HX-Request": "true"})
    assert (late.status_code, late.has_header("HX-Refresh")) == (204, False)


def test_what_somebody_else_answered_meanwhile_is_told(sign_in: SignIn) -> None:
    ada, ben, item = sign_in("curator"), sign_in("curator"), build_review.make_item()
    answer(ada, item)
    page = parse(ben.post(address(item, "answer-question"), {"decide": YES}), 422)
    assert "has answered this already: accepted." in page.get_text()
    assert "This question is no more" in text_of(parse(ben.get(address(item), follow=True)), ".toast")


def test_a_question_about_a_text_that_is_another_one_by_now_is_no_more(curator: Client) -> None:
    item = build_review.make_item()
    build.make_revision(item.statement.revision.article, "Neu.")
    page = parse(curator.post(address(item, "answer-question"), {"decide": YES}, follow=True))
    assert "This question is no more" in page.get_text()


def test_what_was_decided_alike_stands_beside_the_question(curator: Client) -> None:
    answer(curator, build_review.make_item(), "rejected|nobody says it")
    page = load(curator, address(build_review.make_item()))
    assert "Decided alike: 0 of 1 accepted" in page.get_text()
    assert "rejected , nobody says it" in text_of(page, ".precedents li")


def test_the_desk_counts_answers_by_person_confidence_and_agreement(curator: Client) -> None:
    ada, ben = build.make_user("curator", "ada"), User.objects.get(username__startswith="curator")
    for number in range(3):
        item = build_review.make_item(build_review.make_doubtful(confidence="low" if number else "medium"))
        given = GivenAnswer("accepted" if number else "rejected", "as the text says")
        curation.answer_item(ada, item, given, now=NOW)
    second = ReviewItem.objects.create(
        statement=item.statement, question="statement", reading=2, not_for=ada, queued_at=NOW
    )
    curation.answer_item(ben, second, GivenAnswer("accepted", "as the text says"), now=NOW)
    page = load(curator, "/review/")
    assert "100 % of low confidence (2 of 2), 0 % of medium confidence (0 of 1)" in " ".join(page.get_text().split())
    assert "Of 1 questions that two people answered, 1 got the same answer twice." in page.get_text()


def test_what_was_decided_lately_can_be_undone_from_the_desk(curator: Client) -> None:
    item = build_review.make_item()
    answer(curator, item, "rejected|nobody says it")
    page = load(curator, "/review/")
    assert text_of(page, ".events li p").startswith("Rejected: Die neue Fertigung")
    undo = page.select_one(".events form")
    assert undo is not None
    assert curator.post(str(undo["action"]))["Location"] == address(item)


def test_a_decision_of_another_kind_is_not_undone_here(curator: Client) -> None:
    decision = curation.record(build.make_user("curator"), "add feed", build.make_feed(), now=NOW)
    assert curator.post(reverse("undo-answer", args=[decision.pk])).status_code == 404


def test_many_are_chosen_looked_at_decided_and_undone_as_one(curator: Client) -> None:
    for _ in range(3):
        build_review.make_doubtful(outlet=build.make_outlet("Witzblatt"))
    build_review.make_doubtful()
    outlet = build.make_outlet("Witzblatt").pk
    page = load(curator, f"/review/bulk/?outlet={outlet}")
    assert text_of(page, "#chosen") == "3 statements would change"
    assert "3 claims are counted anew if they are rejected; for 3 of them nothing else would count" in page.get_text()
    sent = {"expected": 3, "answer": "rejected", "reason": "Das Blatt erfindet alles."}
    page = parse(curator.post(f"/review/bulk/?outlet={outlet}", sent, follow=True))
    assert Statement.objects.filter(state="rejected").count() == 3
    assert "3 rejected at once ( outlet: Witzblatt )" in text_of(page, ".events li p")
    undo = page.select_one(".toast form")
    assert undo is not None
    curator.post(str(undo["action"]))
    assert not Statement.objects.exclude(state="found").exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"expected": 2, "answer": "rejected", "reason": "Witze."}, "The choice is another one by now"),
        ({"expected": 1, "answer": "rejected", "reason": ""}, "Say why, for whoever looks at one of these"),
    ],
)
def test_what_was_not_looked_at_or_has_no_reason_is_not_decided(
    sent: dict[str, object], told: str, curator: Client
) -> None:
    build_review.make_doubtful()
    assert told in parse(curator.post("/review/bulk/?confidence=medium", sent), 422).get_text()
    assert Statement.objects.get().state == "found"


@pytest.mark.parametrize(
    "narrowed", ["speaker=Ada+Lind", "kind=direct", "rule=zero", "q=fertigung", "confidence=medium"]
)
def test_each_filter_narrows_the_choice(narrowed: str, curator: Client) -> None:
    build_review.make_doubtful(words=Words(SAID.content, SAID.source, SAID.cue, values={"rule": "zero"}))
    other = {"kind": "indirect", "confidence": "high"}
    build.make_article("Es stockt, hieß es.", statements=[Words("Es stockt", values=other)])
    assert text_of(load(curator, f"/review/bulk/?{narrowed}"), "#chosen") == "1 statement would change"


def test_a_statement_tells_its_decisions_with_before_and_after(curator: Client) -> None:
    item = build_review.make_item()
    answer(curator, item, "corrected|other words", content="Die neue Fertigung", source="Ada Lind", cue="sagte")
    new = Statement.objects.in_force().get()
    for statement in (item.statement, new):
        rows = texts_of(load(curator, f"/statements/{statement.pk}/"), ".events dd p")
        assert rows == [
            f"found: {SAID.content} Ada Lind",
            f"replaced: {SAID.content} Ada Lind",
            "confirmed: Die neue Fertigung Ada Lind",
        ]
    assert "In its place stands now: Die neue Fertigung" in text_of(
        load(curator, f"/statements/{item.statement_id}/"), ".notice"
    )


def test_what_was_chosen_is_read_in_the_reader_s_language_and_what_was_typed_as_it_was_typed(curator: Client) -> None:
    item = build_review.make_item()
    curator.post("/language/", {"language": "de"})
    kinds = texts_of(load(curator, address(item)), "#id_source_kind option[selected]")
    answer(curator, item, "accepted|as the text says", reason="Lind sagt es")
    history = text_of(load(curator, f"/statements/{item.statement_id}/"), "[aria-labelledby=history]")
    assert kinds == ["namentlich"]
    assert "Bestätigt" in history
    assert "so steht es im Text: Lind sagt es" in history
    assert "gefunden: Die neue Fertigung" in history


def test_a_reader_sees_the_history_and_an_analyst_flags(reader: Client, analyst: Client, curator: Client) -> None:
    statement = build_review.make_doubtful()
    page = f"/statements/{statement.pk}/"
    assert not load(reader, page).select("form[action$=flag\\/]")
    flagged = parse(analyst.post(f"{page}flag/", {"note": "Das sagt die Redaktion."}, follow=True))
    assert "Das sagt die Redaktion." in flagged.get_text()
    item = ReviewItem.objects.get()
    assert "Das sagt die Redaktion." in text_of(load(curator, address(item)), ".notice-warning")


def test_a_rejected_statement_is_gone_from_its_article_and_a_corrected_one_stands_there(curator: Client) -> None:
    rejected, corrected = build_review.make_item(), build_review.make_item()
    answer(curator, rejected, "rejected|nobody says it")
    answer(curator, corrected, "corrected|other words", content="Die neue Fertigung", source="Ada Lind", cue="sagte")
    page = load(curator, f"/articles/{rejected.statement.revision.article_id}/")
    assert not page.select(".reading .is-content")
    page = load(curator, f"/articles/{corrected.statement.revision.article_id}/")
    assert texts_of(page, ".reading .is-content") == ["Die neue Fertigung"]
    assert "Marked by a person." in page.get_text()


def test_a_confirmed_statement_of_low_confidence_is_shown_in_its_article(curator: Client) -> None:
    item = build_review.make_item(build_review.make_doubtful(confidence="low"))
    answer(curator, item)
    page = load(curator, f"/articles/{item.statement.revision.article_id}/")
    assert texts_of(page, ".reading .is-content") == [SAID.content]

"""What the search finds in the database, and how what it finds by is kept; on SQLite and PostgreSQL the same."""

import pytest
from django.http import QueryDict

from claims import curation
from claims.fulltext import read_question
from claims.models import Article, ArticleWords, Claim, ClaimIndex, ClaimWords
from claims.pipeline.searchable import keep_article_words, keep_claim_words, make_words_anew
from claims.queries.claims import ClaimFilter, ClaimFilterForm, claim_list, filtered, new_claims
from claims.queries.saved_searches import saved_searches
from claims.queries.words import containing
from tests import build
from tests.build import NOW, Words
from tests.build_searches import make_saved_search
from tests.finds import FINDS, FINDS_IDS

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return sorted(claim.headline for claim in containing(Claim.objects.all(), read_question(typed)))


def fitting(**wanted: object) -> set[str]:
    return {claim.headline for claim in filtered(ClaimFilter(**wanted), user_id=0)}  # type: ignore[arg-type]


# The words


@pytest.mark.parametrize(("lang", "text", "typed", "expected"), FINDS, ids=FINDS_IDS)
def test_the_database_finds_what_the_words_say(lang: str, text: str, typed: str, expected: str) -> None:
    build.make_claim(text, lang=lang)
    build.make_claim("Ganz etwas anderes", lang="de")
    assert found(typed) == ([text] if expected else [])


@pytest.mark.parametrize(
    "typed", ['"', "a AND", "C++", "foo-bar", "NEAR(", "*", "^x", "x:y", "'", "\\", "%", "a*", "NOT"]
)
def test_whatever_is_typed_raises_nothing(typed: str) -> None:
    build.make_claim("Etwas")
    assert found(typed) == []


def test_a_claim_is_found_by_the_words_and_names_of_all_its_statements() -> None:
    lind = build.make_person("Ada Lind")
    german = build.statement_of(build.make_article("Sie liefern.", statements=[Words("Sie liefern", speaker=lind)]))
    english = build.statement_of(
        build.make_article(
            "They ship chips, Bo Berg said.", lang="en", statements=[Words("They ship chips", source="Bo Berg")]
        )
    )
    build.make_claim("Die Auslieferung", statements=[german, english])
    for typed in ("geliefert", "shipping chip", "Auslieferungen", "Lind", "Berg"):
        assert found(typed) == ["Die Auslieferung"], typed
    assert found("liefern -berg") == []


def test_what_is_said_no_more_is_found_no_more_where_a_person_took_it_away() -> None:
    claim = build.make_told_claim("Wir liefern")
    statement = build.statement_of(build.make_article("Im Karton.", statements=[Words("Im Karton")]))
    link = build.make_link(claim, statement)
    keep_claim_words(claim)
    assert found("karton") == ["Wir liefern"]
    link.state = "rejected"
    link.save()
    keep_claim_words(claim)
    assert found("karton") == []


def test_the_index_follows_when_words_change_and_when_they_go() -> None:
    claim = build.make_claim("Preise")
    ClaimWords.objects.filter(claim=claim).update(words="chip")
    assert (found("Preise"), found("Chips")) == ([], ["Preise"])
    ClaimWords.objects.filter(claim=claim).delete()
    assert not ClaimIndex.objects.filter(tokens__matches=read_question("chip").wanted).exists()


def test_reading_a_page_and_settling_a_claim_keep_what_they_are_found_by() -> None:
    """The whole flow, from handed-in text on."""
    text = "„Die Speicherpreise steigen im Herbst um 15 Prozent“, sagte Ada Lind, Chefin von Norvik."
    article = curation.submit_article(build.make_user("analyst"), text=text, now=NOW)
    build.work_until_idle()
    assert containing(Article.objects.all(), read_question("speicherpreis")).get() == article
    (claim,) = containing(Claim.objects.all(), read_question("preis Lind"))
    assert claim.standing_since == NOW


def test_words_kept_by_an_older_way_are_made_anew_and_only_those() -> None:
    claim, article = build.make_claim("Preise"), build.make_article("Die Chips sind knapp.")
    ClaimWords.objects.update(words="alt", version="0")
    ArticleWords.objects.all().delete()
    assert make_words_anew() == 2
    assert found("Preis") == [claim.headline]
    assert containing(Article.objects.all(), read_question("chip")).get() == article
    assert make_words_anew() == 0


def test_a_text_longer_than_postgresql_has_places_for_is_kept_and_found_by_its_beginning() -> None:
    article = build.make_article()
    keep_article_words(article, title="", author="", text=f"Anfang {'Wort ' * 20_000} Ende", lang="de")
    assert containing(Article.objects.all(), read_question('"Anfang Wort"')).exists()
    assert not containing(Article.objects.all(), read_question("Ende")).exists()


# The filters


def test_who_about_whom_and_how_are_asked_of_one_and_the_same_statement() -> None:
    lind, berg = build.make_person("Ada Lind"), build.make_person("Bo Berg")
    said = [
        Words("Wir liefern", speaker=lind, values={"kind": "direct"}),
        Words("Sie warten", speaker=berg, values={"kind": "indirect"}),
    ]
    revision = build.make_article("Wir liefern. Sie warten.", statements=said).revisions.get()
    build.make_claim("Beides", statements=revision.statements.all())
    assert fitting(speaker="Ada Lind", kind=("direct",)) == {"Beides"}
    assert fitting(speaker="Ada Lind", kind=("indirect",)) == set()
    assert fitting(speaker="Bo Berg", kind=("direct", "indirect")) == {"Beides"}


def test_a_period_is_that_of_saying_or_of_first_being_seen_here_and_its_days_are_included() -> None:
    early = build.make_article("Wir liefern.", statements=[Words("Wir liefern")], published_at=NOW.replace(day=3))
    build.make_claim("Früh gesagt", statements=[build.statement_of(early)], opened_at=NOW)
    build.make_claim("Früh gesehen", opened_at=NOW.replace(day=3))
    third = NOW.replace(day=3).date()
    assert fitting(said_from=third, said_to=third) == {"Früh gesagt"}
    assert fitting(seen_from=third, seen_to=third) == {"Früh gesehen"}
    assert fitting(said_to=third.replace(day=2)) == set()


def test_what_is_followed_are_claims_and_whoever_speaks_is_spoken_of_or_publishes() -> None:
    user, lind, outlet = build.make_user(), build.make_person("Ada Lind"), build.make_outlet("Leiterbahn")
    watched = build.make_claim("Selbst")
    build.make_told_claim("Von ihr", speaker=lind)
    build.make_told_claim("Dort", speaker=build.make_person("Bo Berg"), outlet=outlet)
    about = Words("Über sie", about=[lind])
    build.make_claim("Über sie", statements=[build.statement_of(build.make_article("Über sie", statements=[about]))])
    build.make_told_claim("Nichts davon", speaker=build.make_person("Cy Cole"))
    for followed in ({"claim": watched}, {"entity": lind}, {"outlet": outlet}):
        build.make_watch(user, **followed)
    claims = filtered(ClaimFilter(followed=True), user_id=user.pk)
    assert {claim.headline for claim in claims} == {"Selbst", "Von ihr", "Dort", "Über sie"}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=hohe+Preise",
        "speaker=Ada+Lind&about=Ada+Lind&standing=denied&standing=echoed&lang=de",
        "resolution=open&type=plan&kind=direct&modality=asserted&confidence=high",
        "said_from=2026-05-01&said_to=2026-05-02&seen_from=2026-05-01&seen_to=2026-05-02&followed=1&sort=due",
    ],
)
def test_a_filter_goes_from_an_address_and_back_to_the_same(query: str) -> None:
    build.make_person("Ada Lind")
    wanted = ClaimFilterForm(QueryDict(query)).wanted()
    assert wanted is not None
    assert wanted.to_query() == query
    assert wanted.narrows == bool(query)
    list(filtered(wanted, user_id=0))


def test_taking_the_words_away_takes_their_order_along() -> None:
    wanted = ClaimFilter(q="chip", standing=("denied", "echoed"), sort="relevance")
    assert wanted.without("q", "chip") == ClaimFilter(standing=("denied", "echoed"))
    assert wanted.without("standing", "denied") == ClaimFilter(q="chip", standing=("echoed",), sort="relevance")


def test_the_most_relevant_comes_first_where_words_are_looked_for() -> None:
    words = "Norvik baut in Halden ein Werk, und niemand weiß, was dort einmal mit den Chips geschehen wird"
    long, short = build.make_claim(words), build.make_claim("Die Chips, nur die Chips")
    lines = claim_list(ClaimFilter(q="chip"), user_id=0).page.lines
    assert [line.claim for line in lines] == [short, long]


# Saved searches


def test_new_is_what_fits_and_was_opened_since() -> None:
    build.make_claim("Preise von heute", opened_at=NOW)
    build.make_claim("Preise von morgen", opened_at=NOW.replace(day=21))
    build.make_claim("Chips von morgen", opened_at=NOW.replace(day=21))
    (new,) = new_claims(ClaimFilter(q="Preise"), since=NOW, user_id=0)
    assert new.headline == "Preise von morgen"


def test_new_claims_are_counted_for_each_search_that_is_followed() -> None:
    user = build.make_user()
    build.make_claim("Preise", opened_at=NOW.replace(day=21))
    build.make_claim("Preise und Chips", opened_at=NOW.replace(day=21))
    for name, query in (("Chips", "q=chip"), ("Preise", "q=preis"), ("Unlesbar", "standing=wobbly")):
        build.make_watch(user, search=make_saved_search(user, query, name=name))
    make_saved_search(user, "q=preis", name="Nicht gefolgt")
    lines = {line.search.name: line.new for line in saved_searches(user.pk)}
    assert lines == {"Chips": 1, "Preise": 2, "Nicht gefolgt": 0, "Unlesbar": 0}

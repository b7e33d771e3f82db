from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.passage import passage_view, withheld_view
from bot.playground.limits import characters, view_problems
from bot.texts import LANGUAGES, texts_for
from knowledge.conversations.queries import PassageInContext
from knowledge.guides.states import EditionState
from tests.bot.blocks.answers import RATED, TODAY, citation, citations, long
from tests.bot.blocks.reading import formats, parts, shown, tokens

ENGLISH = texts_for("en")


def passage(before: str, quote: str, after: str, **facts: Any) -> PassageInContext:
    """A passage of these three parts, between two others."""
    cited = replace(citation(quote=quote), **facts)
    text = f"{before}{quote}{after}"
    return PassageInContext(cited, "The passage before.", text, "The passage after.", len(before), len(before + quote))


def view(given_passage: PassageInContext) -> dict[str, Any]:
    return passage_view(given_passage, texts=ENGLISH, today=TODAY)


def quoted(view: dict[str, Any]) -> str:
    return "".join(e["text"] for quote in parts(view, "rich_text_quote") for e in quote["elements"])


def around(view: dict[str, Any]) -> list[str]:
    sections = [part for part in parts(view, "rich_text_section") if "url" not in part["elements"][0]]
    return ["".join(e["text"] for e in section["elements"]) for section in sections]


def test_the_quote_stands_marked_among_what_stands_around_it() -> None:
    built = view(passage("Before it. ", "Staff call.", " After it."))
    assert quoted(built) == "Staff call."
    assert around(built) == ["The passage before.\n\nBefore it.", "After it.\n\nThe passage after."]
    assert all(e["style"] == {"bold": True} for q in parts(built, "rich_text_quote") for e in q["elements"])


def test_where_the_context_crosses_a_heading_the_heading_stands_in_its_place() -> None:
    found = replace(
        passage("Before it. ", "Staff call.", " After it."), heading="Support\n\nCalls", next_heading="Records"
    )
    seen = [(block["type"], shown(block)) for block in view(found)["blocks"][2:]]
    assert [seen.index(one) for one in (("header", "Support"), ("header", "Calls"), ("header", "Records"))] == [
        1 + seen.index(("rich_text", "The passage before.")),
        seen.index(("rich_text", "Before it.")) - 1,
        1 + seen.index(("rich_text", "After it.")),
    ]
    assert seen.index(("rich_text", "The passage after.")) == 1 + seen.index(("header", "Records"))


def test_the_view_says_where_the_passage_stands_and_links_its_source() -> None:
    built = view(passage("", "Staff call.", ""))
    seen = shown(built)
    assert built["title"]["text"] == "Source 1"
    assert "Monitoring and supporting matches, edition 1" in seen
    assert "page 6" in seen
    assert "evidence: insufficient research" in seen
    (link,) = parts(built, "link")
    assert (link["url"], link["text"]) == (
        "https://guides.example.org/monitoring.html",
        "Open the source: guides.example.org",
    )


def test_the_view_says_how_the_evidence_is_rated_and_what_that_means() -> None:
    built = view(passage("", "Staff call.", "", evidence=RATED))
    assert "evidence: Promising (12 studies, young people aged 10-18," in shown(built)
    assert "Promising: Some evidence says that it achieves what it is meant to;" in shown(built)
    spanish = passage_view(passage("", "Staff call.", "", evidence=RATED), texts=texts_for("es"), today=TODAY)
    assert "Prometedora: Hay cierta evidencia" in shown(spanish)


def test_the_view_of_an_old_citation_says_what_became_of_its_edition() -> None:
    withdrawn = passage("", "Staff call.", "", state=EditionState.WITHDRAWN, withdrawn_because="The number is wrong.")
    assert "withdrawn: The number is wrong." in shown(view(withdrawn))
    superseded = passage("", "Staff call.", "", state=EditionState.SUPERSEDED)
    assert "superseded by a newer edition" in shown(view(superseded))


def test_a_source_that_is_a_file_is_not_linked() -> None:
    assert list(parts(view(passage("", "Staff call.", "", source="monitoring.md")), "link")) == []


def test_a_long_passage_keeps_the_whole_quote_and_what_is_next_to_it() -> None:
    quote = "Staff call. " * 50
    built = view(passage("far " * 5_000 + "near. ", quote, " Near" + " far" * 5_000))
    assert view_problems(built) == []
    assert quoted(built) == quote
    before, after = around(built)[0], around(built)[-1]
    assert before.startswith("…far")
    assert "".join(around(built)).count("near.") == 1
    assert after.endswith("far…")


def test_a_quote_of_any_length_survives() -> None:
    built = view(passage("", "word " * 4_000, ""))
    assert view_problems(built) == []
    assert quoted(built).startswith("word word")
    assert quoted(built).endswith("word…")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(long, citations(), long, long, long, st.sampled_from(list(LANGUAGES)))
def test_slack_takes_any_passage_and_nothing_in_it_is_markup(
    before: str, cited: Any, after: str, passage_before: str, passage_after: str, language: str
) -> None:
    text = before + cited.quote + after
    found = PassageInContext(cited, passage_before, text, passage_after, len(before), len(before) + len(cited.quote))
    built = passage_view(found, texts=texts_for(language), today=TODAY)
    assert view_problems(built) == []
    assert characters(built["blocks"]) < 13_200
    marked = [part["text"] for part in parts(built, "mrkdwn")]
    assert [token for text in marked for token in tokens(text)] == []
    assert [f for text in marked for f in formats(text)] == [("bold", text.splitlines()[0]) for text in marked]


def test_a_passage_that_may_not_be_read_here_any_more_is_withheld_in_every_language() -> None:
    for language in LANGUAGES:
        texts = texts_for(language)
        built = withheld_view(2, texts)
        assert view_problems(built) == []
        assert texts.passage_withheld in shown(built)
        assert built["title"]["text"] == texts.passage_title.format(number=2)

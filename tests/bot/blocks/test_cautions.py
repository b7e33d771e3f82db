"""How far a guide is to be trusted, said with an answer: its ratings, and what to know before one acts on it."""

from dataclasses import replace
from datetime import date

from knowledge.answering.sufficiency import Outcome
from knowledge.evidence.tiers import Caution, Scheme, Tier
from knowledge.evidence.values import Evidence
from tests.bot.blocks.answers import NO_EFFECTS, RATED, SPANISH, answer_of, answered, citation, message, source, sources
from tests.bot.blocks.reading import shown


def test_a_rating_is_said_with_what_it_rests_on_in_a_line_of_its_own() -> None:
    assert source(evidence=RATED).splitlines()[2:] == [
        "2 years old · next review by 1 November 2028",
        "evidence: Promising (12 studies, young people aged 10-18, last searched March 2025, "
        "rated by the resource center)",
    ]


def test_a_rating_is_said_in_the_readers_language() -> None:
    rated = answer_of(Outcome.ANSWERED, [replace(citation(), evidence=replace(RATED, studies=1, rater=None))])
    assert sources(message(rated, SPANISH))[0].splitlines()[3] == (
        "evidencia: Prometedora (1 estudio, young people aged 10-18, última búsqueda en marzo de 2025)"
    )


def test_of_a_rating_only_what_is_known_is_said() -> None:
    assert source(evidence=NO_EFFECTS).splitlines()[-1] == "evidence: No effects"
    assert source(evidence=replace(NO_EFFECTS, studies=0)).splitlines()[-1] == "evidence: No effects (0 studies)"


def test_a_rating_whose_scheme_is_gone_is_said_by_its_key() -> None:
    assert source(evidence=Evidence("stars", "three_stars")).splitlines()[-1] == "evidence: three stars"


def test_what_research_does_not_support_is_said_before_the_quotes_and_in_the_top_line() -> None:
    built = message(answer_of(Outcome.ANSWERED, [replace(citation(), evidence=NO_EFFECTS, title="Match *games*")]))
    assert [shown(block) for block in built.blocks[:2]] == [
        "Before you act on this",
        "Research does not support “Match *games*” (rated “No effects”).",
    ]
    assert built.blocks[2]["elements"][0]["type"] == "rich_text_quote"
    assert built.text == (
        "Research does not support “Match ∗games∗” (rated “No effects”). "
        "“Staff call the mentor twice in the first month.” (Match ∗games∗, edition 1)"
    )


def test_what_is_overdue_is_said_softly_above_the_sources_and_what_is_unproven_with_its_source() -> None:
    unproven = Evidence("effectiveness", "insufficient_research")
    cited = replace(citation(), evidence=unproven, review_date=date(2025, 5, 3))
    built = message(answer_of(Outcome.ANSWERED, [cited]))
    kinds = [block["type"] for block in built.blocks]
    assert kinds[:3] == ["rich_text", "context", "section"]
    assert [shown(block) for block in built.blocks[1:3]] == [
        "One of the guides quoted here is overdue for review since 3 May 2025.",
        "*Sources*",
    ]
    assert "evidence: Insufficient research" in shown(built.blocks[3])
    assert built.text == message(answered("Staff call the mentor twice in the first month.")).text


def test_cautions_are_said_in_the_readers_language() -> None:
    cited = replace(citation(), evidence=NO_EFFECTS, review_date=date(2025, 5, 3))
    other = replace(cited, number=2, edition_id="other", review_date=date(2026, 1, 1))
    seen = shown(message(answer_of(Outcome.ANSWERED, [cited, other]), SPANISH).blocks)
    title = "«Monitoring and supporting matches» (clasificada como «Sin efectos»)"
    assert f"La investigación no respalda {title}, {title}." in seen
    assert "2 de las guías citadas aquí tienen la revisión pendiente, la primera desde el 3 de mayo de 2025." in seen


def test_a_caution_names_three_guides_and_says_that_there_are_more() -> None:
    cited = [replace(citation(n), edition_id=str(n), title=f"Guide {n}", evidence=NO_EFFECTS) for n in range(1, 6)]
    text = message(answer_of(Outcome.ANSWERED, cited)).text
    assert "“Guide 3” (rated “No effects”), …." in text
    assert "Guide 4" not in text


def test_no_caution_is_said_of_a_guide_whose_sentences_are_left_out() -> None:
    cited = [replace(citation(n), evidence=NO_EFFECTS if n > 16 else None, edition_id=str(n)) for n in range(1, 18)]
    built = message(answer_of(Outcome.ANSWERED, cited))
    assert "does not support" not in shown(built.blocks) + built.text


def test_an_answer_in_part_says_both_that_it_is_partial_and_what_research_does_not_support() -> None:
    partial = answer_of(Outcome.PARTLY, [replace(citation(), evidence=NO_EFFECTS)])
    built = message(partial)
    assert [block["type"] for block in built.blocks[:4]] == ["header", "rich_text", "header", "rich_text"]
    assert "Research does not support" in shown(built.blocks[3])
    assert "Answered only in part" in built.text


def test_a_scheme_of_the_operators_own_is_named_and_warned_of_as_it_says() -> None:
    words = {"en": "No star"}
    stars = {"stars": Scheme("stars", words, None, (Tier("zero", words, words, Caution.CONTRARY),))}
    built = message(
        answer_of(Outcome.ANSWERED, [replace(citation(), evidence=Evidence("stars", "zero"))]), schemes=stars
    )
    assert sources(built)[0].splitlines()[-1] == "evidence: No star"
    assert "(rated “No star”)" in built.text

"""Everything that can be wrong with what somebody wrote has its words, in every language and on the command line."""

import pytest

from bot.errors import sentence
from bot.learning.item_files import not_stored
from bot.learning.refusals import flaws_said, learning_refusal
from bot.texts import LANGUAGES, Texts
from learning.analysis.flags import FormFlag, ItemFlag
from learning.certifications.definition import RequirementKind
from learning.errors import BadDefinition, BadItem, Flaw, Found, LearningError, QuoteNotFound
from learning.formats.values import Import, Why
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemState, Pool
from learning.results.values import Policy
from tests.bot.learning.test_refusals import EXAMPLES


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_each_flaw_is_a_clause_with_its_full_stop(texts: Texts) -> None:
    assert set(texts.flaws.said) == set(Flaw)
    for said in texts.flaws.said.values():
        whole = said.format(fact="x")
        assert whole.endswith(".")
        assert "{" not in whole


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_whatever_items_are_and_whatever_is_said_of_them_has_words(texts: Texts) -> None:
    items, analysis = texts.items, texts.analysis
    named = {
        (frozenset(items.types), frozenset(TYPES)),
        (frozenset(items.types_short), frozenset(TYPES)),
        (frozenset(items.states), frozenset(ItemState)),
        (frozenset(items.pools), frozenset(Pool)),
        (frozenset(items.difficulties), frozenset(Difficulty)),
        (frozenset(texts.item_files.whys), frozenset(Why)),
        (frozenset(texts.certifications.kinds), frozenset(RequirementKind)),
        (frozenset(analysis.flags), frozenset(ItemFlag)),
        (frozenset(analysis.form_flags), frozenset(FormFlag)),
        (frozenset(texts.regrade.policies), frozenset(Policy)),
        (frozenset(texts.regrade.decided), frozenset(Policy)),
    }
    assert [pair for pair in named if pair[0] != pair[1]] == []


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_what_can_not_be_taken_is_told_with_all_its_flaws_and_where_they_are(texts: Texts) -> None:
    flaws = [Found(Flaw.NO_STEM, "stem"), Found(Flaw.TOO_MANY_OPTIONS, "options", "12")]
    for error in (BadItem("calls", flaws), BadDefinition("calls", flaws)):
        said = learning_refusal(error, texts)
        assert texts.flaws.at.format(where="stem", flaw=texts.flaws.said[Flaw.NO_STEM]) in said
        assert "12" in said


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_quotes_are_called_proof_as_authors_write_them(texts: Texts) -> None:
    found = [Found(Flaw.NO_PROOF, "quotes"), Found(Flaw.TOO_SHORT, "quotes.2", "a")]
    said = flaws_said(found, texts)
    assert texts.flaws.at.format(where="proof", flaw=texts.flaws.said[Flaw.NO_PROOF]) in said
    assert texts.flaws.at.format(where="proof.2", flaw="") in said
    assert "quotes" not in said


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_an_item_of_a_file_that_is_not_stored_is_told_with_its_line_and_its_key(texts: Texts) -> None:
    found = Import((), (), lines={"calls": "18"})
    for error in (BadItem("calls", [Found(Flaw.NO_STEM, "stem")]), QuoteNotFound("calls", "support", "Call twice.")):
        said = not_stored(error, found, texts)
        assert said.startswith(f"{texts.item_files.line.format(line=18)}: ")
        assert texts.item_files.not_stored.format(key="calls", why="") in said
        assert texts.learning.bad_item not in said
    assert not_stored(error, Import((), ()), texts).startswith(texts.item_files.not_stored.format(key="calls", why=""))


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_each_error_of_certification_is_a_sentence_on_the_command_line(error: LearningError) -> None:
    said = sentence(error)
    assert said.rstrip("”`").endswith((".", "`"))
    assert "{" not in said.replace("{twice}", "")

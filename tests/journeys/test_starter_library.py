"""A new workspace takes the starter library in, and practitioners ask it two sets of thirty questions.

Both sets were written without a look at the answers, in other words than the guides'. The plain questions are typed as
into a search box, and each must pass; the hard ones are chatty and roundabout, and their rates are recorded. Of either
set twenty are answered: ``proof`` lists the sentences or table cells that an honest answer would quote, of every guide
that has one, and ``guide`` is the guide that is about the matter. Ten are not.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.ask import document
from bot.services import AUDIENCES, Services
from bot.settings import Settings
from knowledge.answering.extractive import answer
from knowledge.evidence.schemes import shipped_schemes
from knowledge.guides.queries import edition_text, guide_summaries
from storage.workspaces import LOCAL, workspace_id

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "knowledge/starter"
SOURCES = ROOT / "knowledge/starter_sources"
DATASETS = ROOT / "evals/datasets/starter"
GUIDES = {path.name for path in STARTER.iterdir() if path.suffix != ".yaml"}
FIRST = 3
BORROWED_WORDS = 5
MOST_OF_ONE_GUIDE = 10
PLAIN_WORDS = range(6, 19)


@dataclass(frozen=True)
class Proof:
    """A sentence or table cell of a guide that answers a question, verbatim."""

    guide: str
    sentence: str


@dataclass(frozen=True)
class Asked:
    """A question; one that the guides do not answer has neither guide nor proof."""

    id: str
    text: str
    answerable: bool
    guide: str | None = None
    proof: tuple[Proof, ...] = ()


def read_questions(name: str) -> list[Asked]:
    records = [json.loads(line) for line in (DATASETS / name).read_text(encoding="utf-8").splitlines()]
    return [Asked(**{**record, "proof": tuple(Proof(**p) for p in record.get("proof", ()))}) for record in records]


ASKED = read_questions("questions.jsonl")
HARD = read_questions("hard.jsonl")
ANSWERABLE = [pytest.param(asked, id=asked.id) for asked in ASKED if asked.answerable]
UNANSWERABLE = [pytest.param(asked, id=asked.id) for asked in ASKED if not asked.answerable]
HARD_ANSWERABLE = [pytest.param(asked, id=f"hard-{asked.id}") for asked in HARD if asked.answerable]
EACH_SET = pytest.mark.parametrize("asked_of", [pytest.param(ASKED, id="plain"), pytest.param(HARD, id="hard")])


@dataclass(frozen=True)
class StarterLibrary:
    """A data folder with the starter library in it, and what ``fieldwise ingest --json`` said when it went in."""

    folder: Path
    told: dict[str, Any]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> StarterLibrary:
    folder = tmp_path_factory.mktemp("starter")
    return StarterLibrary(folder, run(folder, "ingest", "--json", str(STARTER)))


@pytest.fixture(scope="module")
def answers(library: StarterLibrary) -> dict[str, dict[str, Any]]:
    """What ``fieldwise ask --json`` prints for each plain question, by the question's id."""
    with services(library) as built:
        return {asked.id: ask(built, asked.text) for asked in ASKED}


def test_all_nine_guides_go_in(library: StarterLibrary) -> None:
    told = {guide["guide"]: (guide["status"], guide["error"]) for guide in library.told["guides"]}
    assert told == dict.fromkeys(GUIDES, ("published", None))


def test_a_guide_is_rated_where_it_says_how_good_its_own_evidence_is(library: StarterLibrary) -> None:
    with services(library) as built, built.database.reading() as session:
        rated = {g.key: g.evidence for g in guide_summaries(session, workspace_id(session, LOCAL) or "")}
    center = "National Mentoring Resource Center"
    few, ours = "insufficient_research", "Fieldwise starter library"
    assert {key: found and (found.tier, found.studies, found.rater) for key, found in rated.items()} == {
        "closing-matches.html": (few, 1, f"{center} (support for match closure)"),
        "evidence-at-a-glance.pptx": ("promising", None, ours),
        "matching-and-initiating.md": (few, 3, f"{center} (matching on participant characteristics)"),
        "monitoring-and-support.md": (few, 6, f"{center} (match support for mentors)"),
        "planning-and-evaluating.pdf": None,
        "recruiting-mentors.md": (few, None, ours),
        "screening-mentors.pdf": (few, None, ours),
        "training-mentors.docx": (few, 9, f"{center} (pre-match mentor training)"),
        "working-as-a-community.md": (few, None, ours),
    }


def test_an_answer_shows_how_the_guide_that_it_quotes_is_rated_and_warns_of_none(library: StarterLibrary) -> None:
    question = "How often do staff contact mentor and mentee in the first month of a match?"
    told = run(library.folder, "ask", question, "--json")
    rated = [source["evidence"] for source in told["citations"] if source["guide"] == "monitoring-and-support.md"]
    assert [(evidence["name"], evidence["studies"]) for evidence in rated[:1]] == [("Insufficient research", 6)]
    assert told["cautions"] == []


@pytest.mark.parametrize("asked", ANSWERABLE)
def test_a_question_that_a_guide_answers_gets_a_sentence_that_proves_it(
    answers: dict[str, dict[str, Any]], asked: Asked
) -> None:
    assert proved(asked, answers[asked.id]), report(asked, answers[asked.id])


@pytest.mark.parametrize("asked", UNANSWERABLE)
def test_a_question_that_no_guide_answers_is_refused(answers: dict[str, dict[str, Any]], asked: Asked) -> None:
    told = answers[asked.id]
    assert (told["outcome"], told["citations"]) == ("not_in_guides", []), report(asked, told)


def test_whatever_a_hard_question_gets_is_verbatim_or_a_refusal_without_quotes(
    library: StarterLibrary, record_property: Callable[[str, object], None]
) -> None:
    with services(library) as built:
        told = [(asked, ask(built, asked.text)) for asked in HARD]
        texts = edition_texts(built)
    quoted = [citation for _, answered in told for citation in answered["citations"]]
    refused = [(asked, answered) for asked, answered in told if answered["outcome"] == "not_in_guides"]
    record_property("hard_proved", share(proved(asked, answered) for asked, answered in told if asked.answerable))
    record_property("hard_refused", share(pair in refused for pair in told if not pair[0].answerable))
    assert [c for c in quoted if not c["quote"] or texts[c["guide"]][c["start"] : c["end"]] != c["quote"]] == []
    assert [asked.id for asked, answered in refused if answered["citations"]] == []


def test_the_command_line_prints_the_same_answer(library: StarterLibrary, answers: dict[str, dict[str, Any]]) -> None:
    asked = ASKED[0]
    printed = run(library.folder, "ask", "--json", asked.text)
    assert untimed(printed) == untimed(answers[asked.id])


@EACH_SET
def test_twenty_questions_have_an_answer_and_ten_have_none(asked_of: list[Asked]) -> None:
    assert Counter(asked.answerable for asked in asked_of) == {True: 20, False: 10}
    assert len({asked.id for asked in asked_of}) == len({asked.text for asked in asked_of}) == len(asked_of)
    assert "how often should we check in with a new match?" in {asked.text.lower() for asked in asked_of}


def test_a_plain_question_is_one_sentence_of_six_to_eighteen_words() -> None:
    assert [asked.text for asked in ASKED if len(asked.text.split()) not in PLAIN_WORDS] == []
    assert [asked.text for asked in ASKED if not re.fullmatch(r"[A-Z][^.?!]+\?", asked.text)] == []


@EACH_SET
def test_the_questions_are_about_all_nine_guides(asked_of: list[Asked]) -> None:
    assert len(GUIDES) == 9
    assert {asked.guide for asked in asked_of if asked.answerable} == GUIDES


@EACH_SET
def test_only_questions_with_an_answer_have_guide_and_proof(asked_of: list[Asked]) -> None:
    assert [asked.id for asked in asked_of if asked.answerable != bool(asked.guide and asked.proof)] == []
    assert [asked.id for asked in asked_of if not asked.answerable and (asked.guide or asked.proof)] == []


@pytest.mark.parametrize("asked", ANSWERABLE + HARD_ANSWERABLE)
def test_the_guide_that_is_about_the_matter_comes_first_and_no_guide_is_quoted_wholesale(asked: Asked) -> None:
    per_guide = Counter(proof.guide for proof in asked.proof)
    assert asked.proof[0].guide == asked.guide
    assert set(per_guide) <= GUIDES
    assert max(per_guide.values()) <= MOST_OF_ONE_GUIDE


@pytest.mark.parametrize("asked", ANSWERABLE + HARD_ANSWERABLE)
def test_every_proof_stands_verbatim_in_its_guide_and_is_listed_once(asked: Asked) -> None:
    assert [proof for proof in asked.proof if normalised(proof.sentence) not in source_text(proof.guide)] == []
    assert len(set(asked.proof)) == len(asked.proof)


@EACH_SET
def test_no_question_borrows_its_wording_from_the_guides(asked_of: list[Asked]) -> None:
    guides = " ".join(words(source_text(guide)) for guide in sorted(GUIDES))
    borrowed = [
        run_of_words
        for asked in asked_of
        for run_of_words in runs(words(asked.text).split(), BORROWED_WORDS)
        if f" {run_of_words} " in f" {guides} "
    ]
    assert borrowed == []


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    """Run the ``fieldwise`` command on a data folder; returns the JSON it prints."""
    environment = {"FIELDWISE_DATA_DIR": str(folder), "FIELDWISE_DATABASE_URL": None}
    result = CliRunner().invoke(app, arguments, env=environment, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


@contextmanager
def services(library: StarterLibrary) -> Iterator[Services]:
    built = Services(Settings(data_dir=library.folder, database_url=None))
    try:
        yield built
    finally:
        built.close()


def ask(built: Services, question: str) -> dict[str, Any]:
    with built.database.reading() as session:
        workspace = workspace_id(session, LOCAL) or ""
    now = datetime.now(UTC)
    found = answer(
        question,
        retriever=built.retriever,
        database=built.database,
        model=built.sufficiency,
        workspace=workspace,
        audiences=AUDIENCES,
        now=now,
    )
    document_of = document(found, schemes=shipped_schemes(), today=now.date())
    told: dict[str, Any] = json.loads(json.dumps(document_of, default=str))
    return told


def edition_texts(built: Services) -> dict[str, str]:
    """The stored text of every guide's edition, by the guide's name."""
    with built.database.reading() as session:
        guides = guide_summaries(session, workspace_id(session, LOCAL) or "")
        return {guide.key: edition_text(session, guide.edition_id) for guide in guides}


def untimed(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key != "timings_ms"}


def proves(quote: str, proof: str) -> bool:
    """Whether the quote holds the proof, or is the better part of it: a stump of a sentence proves nothing."""
    quote, proof = normalised(quote), normalised(proof)
    return proof in quote or (quote in proof and 2 * len(quote) >= len(proof))


def proved(asked: Asked, told: dict[str, Any]) -> bool:
    """Whether one of the first quotes of an answer proves it."""
    first = [(citation["guide"], citation["quote"]) for citation in told["citations"][:FIRST]]
    return told["outcome"] in {"answered", "partly"} and any(
        guide == p.guide and proves(quote, p.sentence) for guide, quote in first for p in asked.proof
    )


def share(outcomes: Iterable[bool]) -> float:
    return mean(map(float, outcomes))


def report(asked: Asked, told: dict[str, Any]) -> str:
    found = [f"  {citation['guide']}: {citation['quote']}" for citation in told["citations"]] or ["  nothing"]
    wanted = [f"  {proof.guide}: {proof.sentence}" for proof in asked.proof] or ["  nothing"]
    return "\n".join([asked.text, f"{told['outcome']}, quoted:", *found, "wanted:", *wanted])


def source_text(guide: str) -> str:
    """The text of a guide as its authors wrote it."""
    path = STARTER / guide if guide.endswith((".md", ".html")) else (SOURCES / guide).with_suffix(".md")
    text = path.read_text(encoding="utf-8")
    return normalised(html.unescape(re.sub(r"<[^>]+>", " ", text)) if path.suffix == ".html" else text)


def normalised(text: str) -> str:
    """Straight quotation marks, single spaces."""
    return " ".join(text.translate(str.maketrans("“”‘’", "\"\"''")).split())


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def runs(tokens: list[str], length: int) -> Iterator[str]:
    for start in range(len(tokens) - length + 1):
        yield " ".join(tokens[start : start + length])

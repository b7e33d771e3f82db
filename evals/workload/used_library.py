"""A library that has been looked after and asked for years: editions with their lives, answers, opinions."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from knowledge.conversations.models import AnswerRow, CitationRow, OpinionRow, QuestionRow
from knowledge.guides.models import ActiveEdition, Edition, EditionStep, Guide, PassageRow
from storage.database import Database
from storage.schema import Base, new_id

GUIDES, EDITIONS, PASSAGES = 500, 2, 20
ANSWERS, CITATIONS = 20_000, 3
TEXT = "Staff call the mentor twice in the first month, and once in each month after that. " * 2

Row = tuple[type[Base], dict[str, Any]]


def fill(database: Database, workspace: str, *, askers: list[str], now: datetime) -> None:
    """Store it: guides with an edition that was superseded and one that is published, and what was asked of them.

    Args:
        database: An upgraded database.
        workspace: The id of the workspace.
        askers: Who asked; each asked as much as the others.
        now: When all of it is done.
    """
    passages: list[tuple[str, str]] = []
    rows = [*_guides(workspace, passages, now), *_answers(workspace, passages, askers, now)]
    by_table: dict[type[Base], list[Mapping[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    with database.transaction() as session:
        for table, found in by_table.items():
            session.execute(insert(table), found)


def _guides(workspace: str, passages: list[tuple[str, str]], now: datetime) -> Iterator[Row]:
    here = {"workspace_id": workspace}
    for number in range(GUIDES):
        guide = new_id()
        review = (now + timedelta(days=number % 400 - 60)).date()
        yield Guide, here | {"id": guide, "key": f"guide-{number:03}.pdf", "created_at": now, "owner_person": "U0AMARA"}
        editions = [new_id() for _ in range(EDITIONS)]
        for place, edition in enumerate(editions, start=1):
            yield Edition, here | {
                "id": edition, "guide_id": guide, "number": place, "label": str(place), "title": f"Guide {number:03}",
                "text": TEXT * PASSAGES, "content_hash": edition, "details_hash": "", "audience": "everybody",
                "places": [[one, "page", one, True] for one in range(PASSAGES)], "language": "en", "warnings": [],
                "created_at": now, "published_at": now, "review_date": review,
            }  # fmt: skip
            last = "published" if place == EDITIONS else "superseded"
            for step, state in enumerate(("draft", "in_review", "published", last)[: 3 + (place < EDITIONS)], start=1):
                told = {"edition_id": edition, "number": step, "state": state, "by": "U0BEN", "at": now}
                yield EditionStep, here | told
            for ordinal in range(PASSAGES):
                passage = new_id()
                passages.append((edition, passage))
                yield PassageRow, here | {
                    "id": passage, "edition_id": edition, "ordinal": ordinal, "start": ordinal * len(TEXT),
                    "end": (ordinal + 1) * len(TEXT), "text": TEXT, "heading": ["Support", f"Month {ordinal}"],
                    "sentences": [], "embedded_hash": passage.replace("-", ""),
                }  # fmt: skip
        yield ActiveEdition, here | {"guide_id": guide, "edition_id": editions[-1]}


def _answers(workspace: str, passages: list[tuple[str, str]], askers: list[str], now: datetime) -> Iterator[Row]:
    here, question = {"workspace_id": workspace}, ""
    for number in range(ANSWERS):
        # Every tenth question was answered a second time.
        is_again = number % 10 == 9
        answer, asker = new_id(), askers[number % len(askers)]
        if not is_again:
            question = new_id()
            asked = now - timedelta(minutes=ANSWERS - number)
            yield QuestionRow, here | {
                "id": question, "channel": "C0MENTORS", "moment": str(number), "root": str(number), "asker": asker,
                "claim": str(number), "text": f"How often in month {number}?", "wording": str(number),
                "asked_at": asked,
            }  # fmt: skip
        yield AnswerRow, here | {
            "id": answer, "question_id": question, "number": 2 if is_again else 1, "job": str(number),
            "outcome": "answered", "sentences": [], "related": [], "missing": [], "confidence": 0.9,
            "mode": "extractive", "created_at": now,
        }  # fmt: skip
        for place in range(CITATIONS):
            edition, passage = passages[(number * 7919 + place * 104_729) % len(passages)]
            yield CitationRow, here | {
                "answer_id": answer, "number": place + 1, "edition_id": edition, "passage_id": passage,
                "start": 0, "end": 20, "quote": TEXT[:20],
            }  # fmt: skip
        if number % 10 == 5:
            told = {"answer_id": answer, "person": asker, "helpful": number % 20 == 5, "given_at": now}
            yield OpinionRow, here | told

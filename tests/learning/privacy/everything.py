"""A row of each table that can name a person, with what it belongs to, made from the tables as they are."""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, String, Table, Uuid, insert
from sqlalchemy.orm import Session

import ingestion
import knowledge
import learning
from learning.certifications.reading import as_data
from learning.privacy.traces import TRACES
from learning.privacy.values import Trace
from storage.schema import Base, UtcDateTime, new_id
from tests.learning.attempts.hall import DEFINITION

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
_numbers = count(1)
_BY_TYPE: Sequence[tuple[type, Any]] = (
    (Boolean, False),
    (UtcDateTime, NOW),
    (Date, NOW.date()),
    (JSON, []),
    (LargeBinary, b""),
    (Float, 1.0),
)
# Shorter texts are names of kinds and states, which nobody types.
_SHORTEST_WRITTEN = 150
# Texts and data that nobody writes of people, and why.
THE_PROGRAMS = frozenset(
    {
        "answer.job",
        "answer.model",
        "answer.related",
        "answer.sentences",
        "erasure.counts",
        "golden_run.failures",
        "golden_run.model",
    }
    | {
        "attempt_slot.tokens",
        "learner.muted",
        "learner.pauses",
        "practice.tokens",
        "practice_card.memory",
        "regrade.accepted",
    }
    | {"result.credits", "withheld.passages", "signing_key.public", "search_index.model", "embedding.model"}
    | {"attempt.channel", "cohort.channel", "library_policy.report_channel", "shown.channel", "shown.message"}
    | {"question.channel", "question.claim", "question.moment", "question.root", "question.wording", "shown.root"}
    | {"thread.channel", "thread.root", "upload.channel", "upload.message", "response.act", "workspace.name"}
    | {"certification_version.content_hash", "learning_path_version.content_hash"}
    | {"gap_question.model", "gap_question.wording", "model_outage.cause", "model_outage.model"}
    | {"rewording.job", "standard_answer.model"}
)
# What guides, items, paths and certifications themselves say is the library's: hashed, cited, and reviewed by people.
THE_LIBRARYS = frozenset(
    {"edition.audience", "edition.licence", "edition.owner", "edition.places", "edition.source_url", "edition.text"}
    | {"edition.title", "edition.warnings", "guide.key", "guide.source_path", "passage.heading", "passage.sentences"}
    | {"passage.text", "citation.quote", "item_proof.quote", "link_check.url", "evidence_rating.population"}
    | {"evidence_rating.rater", "golden_question.guide_key", "golden_question.heading", "item.key"}
    | {"item_version.content", "item_version.scenario", "item_version.scenario_key", "live_item.scenario_key"}
    | {"certification_version.definition", "learning_path_version.definition"}
    | {"gap_answer.audience", "standard_answer.audience"}
)
# What can be read: what was answered to an item is told in words, and a certification says when one is renewed.
_CONTENT: Mapping[str, Mapping[str, Any]] = {
    "item_version": {
        "type": "short_text",
        "content": {"stem": "What?", "accepted": ["Tea"], "case_sensitive": False},
    },
    "certification_version": {
        "definition": as_data(DEFINITION),
    },
}


def all_tables() -> list[Table]:
    """All tables of all features, each after what it points to."""
    for package in (learning, knowledge, ingestion):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith(".models"):
                importlib.import_module(module.name)
    return Base.metadata.sorted_tables


def written() -> frozenset[str]:
    """The columns, as ``table.column``, in which somebody's words may stand."""
    named = {f"{trace.table}.{trace.column}" for trace in TRACES}
    found = {
        f"{table.name}.{column.name}"
        for table in all_tables()
        for column in table.columns
        if _is_written(column) and not column.foreign_keys and table.name != "audit_entry"
    }
    return frozenset(found - named - THE_PROGRAMS - THE_LIBRARYS)


def _is_written(column: Column[Any]) -> bool:
    if isinstance(column.type, JSON):
        return True
    if not isinstance(column.type, String) or isinstance(column.type, Uuid):
        return False
    return column.type.length is None or column.type.length >= _SHORTEST_WRITTEN


class Everything:
    """Makes rows of one workspace."""

    def __init__(self, session: Session, workspace: str) -> None:
        """Nothing yet."""
        all_tables()
        self._session, self._workspace = session, workspace

    def of(self, person: str, words: str) -> None:
        """A row for each column that names a person; ``words`` are her own, others' words mention her."""
        named = {trace: self._named(trace, person, words) for trace in TRACES}
        attempt = self.row("attempt", {"person": person, "ended_at": NOW, "channel": "D0HERS"})
        open_one = next(row for trace, row in named.items() if trace.table == "attempt")
        for one in (attempt, open_one):
            slot = self.row("attempt_slot", {"attempt_id": one["id"], "tokens": [["o1", "a"]]})
            given = {"written": words}
            answered = {"attempt_id": one["id"], "position": slot["position"], "given": given, "clicked": given}
            self.row("response", answered)
        for channel in ("D0HERS", "C0HERROOM"):
            place = {"channel": channel, "root": f"{person}:1.5"}
            question = self.row("question", {"asker": person, "text": words, "moment": f"{person}:1.5", **place})
            self.row("shown", {"question_id": question["id"], **place})
            self.row("thread", place)
            self.row("answer", {"question_id": question["id"], "missing": [words]})
        self.row("upload", {"person": person, "name": words, "source": words, "guide_id": None})
        certificate = self.row("certificate", {"person": person, "name": words, "jwt": words})
        self.row("certificate_step", {"certificate_id": certificate["id"], "by": person, "reason": words})
        self.row("outdated", {"certificate_id": certificate["id"]})
        self.row("continuous_year", {"person": person, "certificate_id": certificate["id"], "told_at": None})
        self.row("certificate_basis", {"certificate_id": certificate["id"]})

    def row(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """A row with these values, and anything that fits in all other columns."""
        table, given = Base.metadata.tables[name], {**_CONTENT.get(name, {}), **given}
        wanted = [column for column in table.columns if column.name in given or not column.nullable]
        values = {one.name: given[one.name] if one.name in given else self._value(one) for one in wanted}
        self._session.execute(insert(table).values(values))
        return values

    def _named(self, trace: Trace, person: str, words: str) -> dict[str, Any]:
        is_hers = trace.own and trace.table != "upload"
        said = self._worded(trace.table, words if is_hers else f"See <@{person}>")
        return self.row(trace.table, {trace.column: person, **said})

    def _worded(self, name: str, words: str) -> dict[str, Any]:
        columns = [place.split(".")[1] for place in written() if place.startswith(f"{name}.")]
        table = Base.metadata.tables[name]
        key = "written" if name in {"practice", "response"} else "said"
        return {one: {key: words} if isinstance(table.c[one].type, JSON) else words for one in columns}

    def _value(self, column: Column[Any]) -> Any:
        number = next(_numbers)
        for key in column.foreign_keys:
            if key.column.table.name == "workspace":
                return self._workspace
            return self.row(key.column.table.name, {})[key.column.name]
        if column.name == "role":
            return "editor"
        if isinstance(column.type, Uuid):
            return new_id()
        if isinstance(column.type, Integer):
            return number
        if isinstance(column.type, String):
            return f"x{number}"
        return next(value for kind, value in _BY_TYPE if isinstance(column.type, kind))

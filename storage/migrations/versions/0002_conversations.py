"""Conversations: threads, questions, answers and their citations, where they are shown, what people say of them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _questions()
    _answers()
    _what_becomes_of_answers()


def _questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("moment", sa.String(length=255), nullable=False),
        sa.Column("root", sa.String(length=255), nullable=False),
        sa.Column("asker", sa.String(length=255), nullable=False),
        sa.Column("claim", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(length=255), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_question_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("workspace_id", "channel", "moment", name=op.f("uq_question_workspace_id_channel_moment")),
    )
    op.create_index(op.f("ix_question_asker"), "question", ["asker"], unique=False)
    op.create_table(
        "thread",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("root", sa.String(length=255), nullable=False),
        sa.Column("manner", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_thread_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "channel", "root", name=op.f("pk_thread")),
    )


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=255), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("notice", sa.String(length=60), nullable=True),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("related", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_answer_question_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_answer_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("job", name=op.f("uq_answer_job")),
        sa.UniqueConstraint("question_id", "number", name=op.f("uq_answer_question_id_number")),
    )


def _what_becomes_of_answers() -> None:
    op.create_table(
        "shown",
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("root", sa.String(length=255), nullable=True),
        sa.Column("message", sa.String(length=255), nullable=True),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_shown_question_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_shown_workspace_id")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_shown")),
    )
    op.create_table(
        "opinion",
        sa.Column("answer_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_opinion_answer_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_opinion_workspace_id")),
        sa.PrimaryKeyConstraint("answer_id", "person", name=op.f("pk_opinion")),
    )
    op.create_table(
        "citation",
        sa.Column("answer_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("passage_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_citation_answer_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_citation_edition_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_citation_passage_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_citation_workspace_id")),
        sa.PrimaryKeyConstraint("answer_id", "number", name=op.f("pk_citation")),
    )
    op.create_index(op.f("ix_citation_edition_id"), "citation", ["edition_id"], unique=False)
    op.create_index(op.f("ix_citation_passage_id"), "citation", ["passage_id"], unique=False)

"""Answers that a model words, how they came about, what is used up for them, and the gaps that people close."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _answers()
    _conversations()
    _budget()
    _outages()
    _standard_answers()
    _gaps()


def _answers() -> None:
    op.add_column("answer", sa.Column("understood", sa.Text(), nullable=True))
    op.add_column("answer", sa.Column("fallback", sa.String(length=20), nullable=True))
    op.add_column("answer", sa.Column("worded_from", sa.DateTime(timezone=True), nullable=True))
    op.add_column("answer", sa.Column("model", sa.String(length=200), nullable=True))
    op.add_column("answer", sa.Column("prompt_version", sa.String(length=40), nullable=True))
    op.create_table(
        "answer_trace",
        sa.Column("answer_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_answer_trace_answer_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_answer_trace_workspace_id")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_answer_trace")),
    )


def _conversations() -> None:
    op.add_column("question", sa.Column("has_files", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(op.f("ix_shown_workspace_id_channel"), "shown", ["workspace_id", "channel"], unique=False)
    op.create_table(
        "rewording",
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("job", sa.String(length=255), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_rewording_question_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_rewording_workspace_id")),
        sa.PrimaryKeyConstraint("question_id", "job", name=op.f("pk_rewording")),
    )
    op.create_table(
        "follow_up",
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("earlier_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["earlier_id"], ["question.id"], name=op.f("fk_follow_up_earlier_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_follow_up_question_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_follow_up_workspace_id")),
        sa.PrimaryKeyConstraint("question_id", "earlier_id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_earlier_id"), "follow_up", ["earlier_id"], unique=False)


def _budget() -> None:
    op.create_table(
        "token_use",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=True),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_token_use_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token_use")),
    )
    op.create_index(op.f("ix_token_use_workspace_id_day"), "token_use", ["workspace_id", "day"], unique=False)


def _outages() -> None:
    op.create_table(
        "model_outage",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=200), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_model_outage_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_model_outage")),
    )


def _standard_answers() -> None:
    op.create_table(
        "standard_answer",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_standard_answer_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_answer")),
    )
    op.add_column("answer", sa.Column("standard_id", sa.Uuid(as_uuid=False), nullable=True))
    op.create_index(op.f("ix_answer_workspace_id_created_at"), "answer", ["workspace_id", "created_at"], unique=False)


def _gaps() -> None:
    op.create_table(
        "gap",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("owner_person", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tell_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gap_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
    )
    op.create_table(
        "gap_question",
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("gap_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("wording", sa.String(length=255), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("news_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_question_gap_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_gap_question_question_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gap_question_workspace_id")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_gap_question")),
    )
    op.create_index(op.f("ix_gap_question_gap_id"), "gap_question", ["gap_id"], unique=False)
    _gap_steps()


def _gap_steps() -> None:
    op.create_table(
        "gap_step",
        sa.Column("gap_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_step_gap_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gap_step_workspace_id")),
        sa.PrimaryKeyConstraint("gap_id", "number", name=op.f("pk_gap_step")),
    )
    op.create_table(
        "gap_ask",
        sa.Column("gap_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_ask_gap_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gap_ask_workspace_id")),
        sa.PrimaryKeyConstraint("gap_id", "person", name=op.f("pk_gap_ask")),
    )
    op.create_table(
        "gap_answer",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("gap_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audience", sa.String(length=200), nullable=False),
        sa.Column("standard_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_answer_gap_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gap_answer_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_answer")),
    )
    op.create_index(op.f("ix_gap_answer_gap_id"), "gap_answer", ["gap_id"], unique=False)
    op.create_table(
        "gap_answered",
        sa.Column("answer_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("question_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["gap_answer.id"], name=op.f("fk_gap_answered_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["gap_question.question_id"],
            name=op.f("fk_gap_answered_question_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gap_answered_workspace_id")),
        sa.PrimaryKeyConstraint("answer_id", "question_id", name=op.f("pk_gap_answered")),
    )
    op.create_index(op.f("ix_gap_answered_question_id"), "gap_answered", ["question_id"], unique=False)

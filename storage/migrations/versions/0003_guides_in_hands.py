"""Guides in a team's hands: roles, audit, life of editions, evidence, audiences, reviews, uploads."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _editions()
    _audiences()
    _freshness()
    _golden_questions()
    _uploads()
    _steps_so_far()


def _people() -> None:
    op.create_table(
        "member",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("given_by", sa.String(length=255), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_member_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "person", name=op.f("pk_member")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_audit_entry_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_audit_entry_workspace_id_number")),
    )
    for column in ("subject", "name"):
        index = op.f(f"ix_audit_entry_workspace_id_{column}")
        op.create_index(index, "audit_entry", ["workspace_id", column], unique=False)
    op.create_table(
        "library_policy",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("second_person", sa.Boolean(), nullable=False),
        sa.Column("evidence_scheme", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_library_policy_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_library_policy")),
    )


def _editions() -> None:
    op.add_column("guide", sa.Column("owner_person", sa.String(length=255), nullable=True))
    op.create_table(
        "edition_step",
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_edition_step_edition_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_edition_step_workspace_id")),
        sa.PrimaryKeyConstraint("edition_id", "number", name=op.f("pk_edition_step")),
    )
    op.create_table(
        "named_owner",
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_named_owner_edition_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_named_owner_workspace_id")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_named_owner")),
    )
    op.create_table(
        "evidence_rating",
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("scheme", sa.String(length=60), nullable=False),
        sa.Column("tier", sa.String(length=60), nullable=False),
        sa.Column("studies", sa.Integer(), nullable=True),
        sa.Column("population", sa.String(length=500), nullable=True),
        sa.Column("searched_on", sa.Date(), nullable=True),
        sa.Column("rater", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_evidence_rating_edition_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_evidence_rating_workspace_id")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_evidence_rating")),
    )
    op.create_table(
        "change_notice",
        sa.Column("answer_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_change_notice_answer_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_change_notice_edition_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_change_notice_workspace_id")),
        sa.PrimaryKeyConstraint("answer_id", "edition_id", name=op.f("pk_change_notice")),
    )


def _audiences() -> None:
    op.create_table(
        "community",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_community_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_community_workspace_id_name")),
    )
    op.create_table(
        "community_member",
        sa.Column("community_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("member", sa.String(length=255), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_community_member_community_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_community_member_workspace_id")),
        sa.PrimaryKeyConstraint("community_id", "kind", "member", name=op.f("pk_community_member")),
    )


def _freshness() -> None:
    op.create_table(
        "guide_review",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("guide_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("begun_by", sa.String(length=255), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=255), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_guide_review_edition_id")),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_guide_review_guide_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_guide_review_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_review")),
    )
    op.create_index(op.f("ix_guide_review_guide_id"), "guide_review", ["guide_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("guide_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_reminder_guide_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_reminder_workspace_id")),
        sa.PrimaryKeyConstraint("guide_id", "due", name=op.f("pk_reminder")),
    )
    op.create_table(
        "link_check",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("url_hash", sa.String(length=64), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=True),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_link_check_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "url_hash", "checked_at", name=op.f("pk_link_check")),
    )


def _golden_questions() -> None:
    op.create_table(
        "golden_question",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("guide_key", sa.String(length=500), nullable=True),
        sa.Column("heading", sa.String(length=500), nullable=True),
        sa.Column("refuse", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_golden_question_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_golden_question")),
    )
    op.create_table(
        "golden_run",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_golden_run_edition_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_golden_run_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_golden_run")),
    )
    op.create_index(op.f("ix_golden_run_edition_id"), "golden_run", ["edition_id"], unique=False)


def _uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=2000), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("guide_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("passages", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=60), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=True),
        sa.Column("channel", sa.String(length=255), nullable=True),
        sa.Column("message", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_upload_edition_id")),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_upload_guide_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_upload_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_edition_id"), "upload", ["edition_id"], unique=False)


def _steps_so_far() -> None:
    """The life of the editions that are there, from what is known of it: read now, read once, never read."""
    op.execute(
        """
        INSERT INTO edition_step (edition_id, number, workspace_id, state, "by", at)
        SELECT e.id, 1, e.workspace_id,
            CASE
                WHEN a.edition_id IS NOT NULL THEN 'published'
                WHEN e.published_at IS NULL THEN 'discarded'
                WHEN g.retired_at IS NOT NULL AND e.id = (
                    SELECT n.id FROM edition n WHERE n.guide_id = e.guide_id AND n.published_at IS NOT NULL
                    ORDER BY n.published_at DESC, n.number DESC LIMIT 1
                ) THEN 'withdrawn'
                ELSE 'superseded'
            END,
            'operator', coalesce(e.published_at, e.created_at)
        FROM edition e
        JOIN guide g ON g.id = e.guide_id
        LEFT JOIN active_edition a ON a.edition_id = e.id
        """
    )

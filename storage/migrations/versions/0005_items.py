"""Items with their proofs, and certifications."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _items()
    _proofs()
    _item_steps()
    _certifications()


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("pool", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_item_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_item_workspace_id_key")),
    )
    op.create_table(
        "item_version",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("competency", sa.String(length=100), nullable=False),
        sa.Column("difficulty", sa.String(length=20), nullable=False),
        sa.Column("scenario_key", sa.String(length=200), nullable=True),
        sa.Column("scenario", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_version_item_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_item_version_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_version")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_item_version_item_id_number")),
    )
    op.create_index(
        op.f("ix_item_version_workspace_id_competency"), "item_version", ["workspace_id", "competency"], unique=False
    )


def _proofs() -> None:
    op.create_table(
        "item_proof",
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("passage_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_item_proof_edition_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_item_proof_passage_id")),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_item_proof_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_item_proof_workspace_id")),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_item_proof")),
    )
    op.create_index(op.f("ix_item_proof_edition_id"), "item_proof", ["edition_id"], unique=False)
    op.create_index(op.f("ix_item_proof_passage_id"), "item_proof", ["passage_id"], unique=False)
    op.create_table(
        "angoff_rating",
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("judge", sa.String(length=255), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rating", sa.Double(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_angoff_rating_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_angoff_rating_workspace_id")),
        sa.PrimaryKeyConstraint("version_id", "judge", name=op.f("pk_angoff_rating")),
    )


def _item_steps() -> None:
    op.create_table(
        "item_step",
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_item_step_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_item_step_workspace_id")),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_item_step")),
    )
    op.create_table(
        "live_item",
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("pool", sa.String(length=20), nullable=False),
        sa.Column("competency", sa.String(length=100), nullable=False),
        sa.Column("scenario_key", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_live_item_item_id")),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_live_item_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_live_item_workspace_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_live_item")),
        sa.UniqueConstraint("version_id", name=op.f("uq_live_item_version_id")),
    )
    op.create_index(
        op.f("ix_live_item_workspace_id_pool_competency"),
        "live_item",
        ["workspace_id", "pool", "competency"],
        unique=False,
    )


def _certifications() -> None:
    op.create_table(
        "certification",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_certification_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_certification_workspace_id_key")),
    )
    op.create_table(
        "certification_version",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certification_id"], ["certification.id"], name=op.f("fk_certification_version_certification_id")
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_certification_version_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_version")),
        sa.UniqueConstraint(
            "certification_id", "number", name=op.f("uq_certification_version_certification_id_number")
        ),
    )
    op.create_table(
        "requirement_step",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("requirement", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("link", sa.String(length=2000), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certification_id"], ["certification.id"], name=op.f("fk_requirement_step_certification_id")
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_requirement_step_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement_step")),
    )
    op.create_index(
        op.f("ix_requirement_step_workspace_id_certification_id_person"),
        "requirement_step",
        ["workspace_id", "certification_id", "person"],
        unique=False,
    )

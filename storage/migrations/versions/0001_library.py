"""The library: workspaces, guides, editions, passages, embeddings, search indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _workspaces()
    _guides()
    _editions()
    _passages()


def _workspaces() -> None:
    op.create_table(
        "search_index",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("generation", sa.String(length=40), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_index")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("name", name=op.f("uq_workspace_name")),
    )


def _guides() -> None:
    op.create_table(
        "guide",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=500), nullable=False),
        sa.Column("source_path", sa.String(length=4000), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_guide_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_guide_workspace_id_key")),
    )
    op.create_table(
        "original",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_original_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "content_hash", name=op.f("pk_original")),
    )


def _editions() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("guide_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("details_hash", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=True),
        sa.Column("audience", sa.String(length=200), nullable=False),
        sa.Column("evidence_tier", sa.String(length=100), nullable=True),
        sa.Column("effective_date", sa.Date(), nullable=True),
        sa.Column("review_date", sa.Date(), nullable=True),
        sa.Column("licence", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("source_url", sa.String(length=2000), nullable=True),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_edition_guide_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_edition_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("guide_id", "number", name=op.f("uq_edition_guide_id_number")),
    )
    op.create_index(op.f("ix_edition_guide_id"), "edition", ["guide_id"], unique=False)
    op.create_index(
        op.f("ix_edition_workspace_id_content_hash"), "edition", ["workspace_id", "content_hash"], unique=False
    )
    op.create_table(
        "active_edition",
        sa.Column("guide_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_active_edition_edition_id")),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_active_edition_guide_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_active_edition_workspace_id")),
        sa.PrimaryKeyConstraint("guide_id", name=op.f("pk_active_edition")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_active_edition_edition_id")),
    )


def _passages() -> None:
    op.create_table(
        "embedding",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("embedded_hash", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("sentence_vectors", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_embedding_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "model", "embedded_hash", name=op.f("pk_embedding")),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("heading", sa.JSON(), nullable=False),
        sa.Column("place_kind", sa.String(length=10), nullable=True),
        sa.Column("place_number", sa.Integer(), nullable=True),
        sa.Column("place_exact", sa.Boolean(), nullable=True),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("embedded_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_passage_edition_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_passage_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("edition_id", "ordinal", name=op.f("uq_passage_edition_id_ordinal")),
    )
    op.create_index(
        op.f("ix_passage_workspace_id_embedded_hash"),
        "passage",
        ["workspace_id", "embedded_hash"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_passage_workspace_id_embedded_hash"), table_name="passage")
    op.drop_table("passage")
    op.drop_table("active_edition")
    op.drop_index(op.f("ix_edition_workspace_id_content_hash"), table_name="edition")
    op.drop_index(op.f("ix_edition_guide_id"), table_name="edition")
    op.drop_table("edition")
    op.drop_table("original")
    op.drop_table("guide")
    op.drop_table("embedding")
    op.drop_table("workspace")
    op.drop_table("search_index")

"""Attempts, their results, and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _attempts()
    _answers()
    _exceptions()
    _regrades()
    _results()
    _keys()
    _certificates()
    _certificate_steps()
    _outdated()
    _practice()


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Double(), nullable=True),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.String(length=20), nullable=True),
        sa.Column("channel", sa.String(length=255), nullable=True),
        sa.Column("message", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["certification_id"], ["certification.id"], name=op.f("fk_attempt_certification_id")),
        sa.ForeignKeyConstraint(
            ["certification_version_id"], ["certification_version.id"], name=op.f("fk_attempt_certification_version_id")
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_attempt_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "workspace_id",
            "certification_id",
            "person",
            "number",
            name=op.f("uq_attempt_workspace_id_certification_id_person_number"),
        ),
    )
    op.create_index(op.f("ix_attempt_deadline"), "attempt", ["deadline"], unique=False)
    op.create_index(op.f("ix_attempt_workspace_id_person"), "attempt", ["workspace_id", "person"], unique=False)
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["workspace_id", "person"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _answers() -> None:
    op.create_table(
        "attempt_slot",
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("competency", sa.String(length=100), nullable=False),
        sa.Column("tokens", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_slot_attempt_id")),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_attempt_slot_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_attempt_slot_workspace_id")),
        sa.PrimaryKeyConstraint("attempt_id", "position", name=op.f("pk_attempt_slot")),
    )
    op.create_index(op.f("ix_attempt_slot_version_id"), "attempt_slot", ["version_id"], unique=False)
    op.create_table(
        "response",
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("act", sa.String(length=255), nullable=False),
        sa.Column("clicked", sa.JSON(), nullable=False),
        sa.Column("clicked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_response_attempt_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_response_workspace_id")),
        sa.PrimaryKeyConstraint("attempt_id", "position", "sequence", name=op.f("pk_response")),
        sa.UniqueConstraint("attempt_id", "act", name=op.f("uq_response_attempt_id_act")),
    )


def _exceptions() -> None:
    op.create_table(
        "time_factor",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_time_factor_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_factor")),
        sa.UniqueConstraint("workspace_id", "person", "number", name=op.f("uq_time_factor_workspace_id_person_number")),
    )
    op.create_table(
        "withheld",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_withheld_attempt_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_withheld_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld")),
    )
    op.create_index(op.f("ix_withheld_attempt_id"), "withheld", ["attempt_id"], unique=False)


def _regrades() -> None:
    op.create_table(
        "regrade",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("policy", sa.String(length=20), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("takes_passes", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_regrade_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_regrade_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    op.create_index(op.f("ix_regrade_version_id"), "regrade", ["version_id"], unique=False)


def _results() -> None:
    op.create_table(
        "result",
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("credits", sa.JSON(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("of", sa.Double(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("regrade_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_result_attempt_id")),
        sa.ForeignKeyConstraint(["regrade_id"], ["regrade.id"], name=op.f("fk_result_regrade_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_result_workspace_id")),
        sa.PrimaryKeyConstraint("attempt_id", "number", name=op.f("pk_result")),
    )
    op.create_table(
        "regrade_notice",
        sa.Column("regrade_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_regrade_notice_attempt_id")),
        sa.ForeignKeyConstraint(["regrade_id"], ["regrade.id"], name=op.f("fk_regrade_notice_regrade_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_regrade_notice_workspace_id")),
        sa.PrimaryKeyConstraint("regrade_id", "attempt_id", name=op.f("pk_regrade_notice")),
    )


def _keys() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("algorithm", sa.String(length=20), nullable=False),
        sa.Column("public", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("compromised_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_signing_key_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_index(op.f("ix_signing_key_workspace_id"), "signing_key", ["workspace_id"], unique=False)


def _certificates() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status_index", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=100), nullable=False),
        sa.Column("jwt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_certificate_attempt_id")),
        sa.ForeignKeyConstraint(
            ["certification_id"], ["certification.id"], name=op.f("fk_certificate_certification_id")
        ),
        sa.ForeignKeyConstraint(
            ["certification_version_id"],
            ["certification_version.id"],
            name=op.f("fk_certificate_certification_version_id"),
        ),
        sa.ForeignKeyConstraint(["key_id"], ["signing_key.id"], name=op.f("fk_certificate_key_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_certificate_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("attempt_id", "copy", name=op.f("uq_certificate_attempt_id_copy")),
        sa.UniqueConstraint("slug", name=op.f("uq_certificate_slug")),
        sa.UniqueConstraint("workspace_id", "status_index", name=op.f("uq_certificate_workspace_id_status_index")),
    )
    op.create_index(op.f("ix_certificate_certification_id"), "certificate", ["certification_id"], unique=False)
    op.create_index(op.f("ix_certificate_workspace_id_person"), "certificate", ["workspace_id", "person"], unique=False)


def _certificate_steps() -> None:
    op.create_table(
        "certificate_step",
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_step_certificate_id")
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_certificate_step_workspace_id")),
        sa.PrimaryKeyConstraint("certificate_id", "number", name=op.f("pk_certificate_step")),
    )
    op.create_table(
        "certificate_basis",
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("passage_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_basis_certificate_id")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_certificate_basis_edition_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_certificate_basis_passage_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_certificate_basis_workspace_id")),
        sa.PrimaryKeyConstraint("certificate_id", "passage_id", name=op.f("pk_certificate_basis")),
    )
    op.create_index(op.f("ix_certificate_basis_edition_id"), "certificate_basis", ["edition_id"], unique=False)


def _outdated() -> None:
    op.create_table(
        "outdated",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("passage_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mended_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("overtaken_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_outdated_certificate_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_outdated_edition_id")),
        sa.ForeignKeyConstraint(["mended_by"], ["attempt.id"], name=op.f("fk_outdated_mended_by")),
        sa.ForeignKeyConstraint(["overtaken_by"], ["edition.id"], name=op.f("fk_outdated_overtaken_by")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_outdated_passage_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_outdated_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outdated")),
        sa.UniqueConstraint(
            "certificate_id",
            "edition_id",
            "passage_id",
            name=op.f("uq_outdated_certificate_id_edition_id_passage_id"),
        ),
    )
    op.create_index(op.f("ix_outdated_edition_id"), "outdated", ["edition_id"], unique=False)
    op.create_table(
        "short_exam",
        sa.Column("attempt_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("outdated_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_short_exam_attempt_id")),
        sa.ForeignKeyConstraint(["outdated_id"], ["outdated.id"], name=op.f("fk_short_exam_outdated_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_short_exam_workspace_id")),
        sa.PrimaryKeyConstraint("attempt_id", "outdated_id", name=op.f("pk_short_exam")),
    )


def _practice() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("tokens", sa.JSON(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.JSON(), nullable=True),
        sa.Column("credit", sa.Double(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["certification_id"], ["certification.id"], name=op.f("fk_practice_certification_id")),
        sa.ForeignKeyConstraint(["version_id"], ["item_version.id"], name=op.f("fk_practice_version_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_practice_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_index(
        op.f("ix_practice_workspace_id_person_version_id"),
        "practice",
        ["workspace_id", "person", "version_id"],
        unique=False,
    )

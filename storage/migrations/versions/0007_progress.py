"""What learners practise and when they are asked, their paths and cohorts, and what they are written to about."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _practised()
    _cohorts()
    _looked_after()
    _erasures()
    _learners()
    _paths()
    _notices()
    _links()
    _past_certificates()
    _practice_cards()
    _continuous_years()
    op.create_index(
        op.f("ix_requirement_step_workspace_id_person"), "requirement_step", ["workspace_id", "person"], unique=False
    )
    op.add_column("library_policy", sa.Column("report_channel", sa.String(length=255), nullable=True))


def _practised() -> None:
    """What was practised before gets the competency and the item of its version."""
    with op.batch_alter_table("practice") as practice:
        practice.add_column(sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=True))
        practice.add_column(sa.Column("competency", sa.String(length=100), nullable=True))
        practice.add_column(sa.Column("purpose", sa.String(length=20), nullable=True))
    of_version = "FROM item_version WHERE item_version.id = practice.version_id"
    op.execute(
        f"UPDATE practice SET item_id = (SELECT item_id {of_version}),"
        f" competency = (SELECT competency {of_version}), purpose = 'free'"
    )
    with op.batch_alter_table("practice") as practice:
        for name in ("item_id", "competency", "purpose"):
            practice.alter_column(name, nullable=False)
        practice.create_foreign_key(op.f("fk_practice_item_id"), "item", ["item_id"], ["id"])
    op.create_index("ix_practice_answered", "practice", ["workspace_id", "person", "answered_at"], unique=False)


def _cohorts() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=True),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
    )
    op.create_index(op.f("ix_cohort_workspace_id"), "cohort", ["workspace_id"], unique=False)
    op.create_table(
        "cohort_goal",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("cohort_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=100), nullable=False),
        sa.Column("certification", sa.String(length=100), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_goal_cohort_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_goal_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_goal")),
    )
    op.create_index(op.f("ix_cohort_goal_cohort_id"), "cohort_goal", ["cohort_id"], unique=False)
    op.create_table(
        "cohort_person",
        sa.Column("cohort_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("mentor", sa.String(length=255), nullable=True),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_person_cohort_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_person_workspace_id")),
        sa.PrimaryKeyConstraint("cohort_id", "person", "part", name=op.f("pk_cohort_person")),
    )
    op.create_index(
        op.f("ix_cohort_person_workspace_id_person"), "cohort_person", ["workspace_id", "person"], unique=False
    )


def _looked_after() -> None:
    op.create_table(
        "cohort_note",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("cohort_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_note_cohort_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_cohort_note_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_note")),
    )
    op.create_index(op.f("ix_cohort_note_cohort_id_person"), "cohort_note", ["cohort_id", "person"], unique=False)
    op.create_table(
        "nudge",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("cohort_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_nudge_cohort_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_nudge_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("workspace_id", "person", "period", name=op.f("uq_nudge_workspace_id_person_period")),
    )


def _erasures() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_erasure_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )


def _learners() -> None:
    op.create_table(
        "learner",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("daily", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("next_practice", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_learner_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "person", name=op.f("pk_learner")),
    )
    op.create_index(
        op.f("ix_learner_workspace_id_next_practice"), "learner", ["workspace_id", "next_practice"], unique=False
    )


def _paths() -> None:
    op.create_table(
        "learning_path",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_learning_path_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_path")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_learning_path_workspace_id_key")),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("path_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["path_id"], ["learning_path.id"], name=op.f("fk_enrolment_path_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_enrolment_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("path_id", "person", name=op.f("uq_enrolment_path_id_person")),
    )
    op.create_index(op.f("ix_enrolment_workspace_id_person"), "enrolment", ["workspace_id", "person"], unique=False)
    op.create_table(
        "learning_path_version",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("path_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["path_id"], ["learning_path.id"], name=op.f("fk_learning_path_version_path_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_learning_path_version_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_path_version")),
        sa.UniqueConstraint("path_id", "number", name=op.f("uq_learning_path_version_path_id_number")),
    )
    op.create_table(
        "step_done",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("path_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("step", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["path_id"], ["learning_path.id"], name=op.f("fk_step_done_path_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_step_done_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_done")),
        sa.UniqueConstraint("path_id", "person", "step", name=op.f("uq_step_done_path_id_person_step")),
    )
    op.create_index(op.f("ix_step_done_workspace_id_person"), "step_done", ["workspace_id", "person"], unique=False)


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_notice_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "workspace_id", "person", "kind", "period", name=op.f("uq_notice_workspace_id_person_kind_period")
        ),
    )
    op.create_index(
        op.f("ix_notice_workspace_id_ended_at_send_at"), "notice", ["workspace_id", "ended_at", "send_at"], unique=False
    )


def _links() -> None:
    op.create_table(
        "page_link",
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_page_link_workspace_id")),
        sa.PrimaryKeyConstraint("secret", name=op.f("pk_page_link")),
    )
    op.create_index(op.f("ix_page_link_workspace_id_person"), "page_link", ["workspace_id", "person"], unique=False)


def _past_certificates() -> None:
    op.create_table(
        "past_certificate",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certification_id"], ["certification.id"], name=op.f("fk_past_certificate_certification_id")
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_past_certificate_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_certificate")),
        sa.UniqueConstraint(
            "workspace_id",
            "certification_id",
            "person",
            "issued",
            name=op.f("uq_past_certificate_workspace_id_certification_id_person_issued"),
        ),
    )
    op.create_index(
        op.f("ix_past_certificate_workspace_id_person"), "past_certificate", ["workspace_id", "person"], unique=False
    )


def _practice_cards() -> None:
    """What was answered before is asked again, as something new: how well it is remembered is not known."""
    op.create_table(
        "practice_card",
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("competency", sa.String(length=100), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certification_id"], ["certification.id"], name=op.f("fk_practice_card_certification_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_practice_card_item_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_practice_card_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "person", "item_id", name=op.f("pk_practice_card")),
    )
    op.create_index(
        op.f("ix_practice_card_workspace_id_item_id"), "practice_card", ["workspace_id", "item_id"], unique=False
    )
    op.create_index(
        op.f("ix_practice_card_workspace_id_person_due"),
        "practice_card",
        ["workspace_id", "person", "due"],
        unique=False,
    )
    op.execute(
        "INSERT INTO practice_card"
        " (workspace_id, person, item_id, certification_id, competency, memory, due, last, added, since)"
        " SELECT workspace_id, person, item_id, certification_id, competency,"
        " NULL, answered_at, answered_at, 'practised', answered_at"
        " FROM (SELECT practice.*, ROW_NUMBER() OVER"
        " (PARTITION BY workspace_id, person, item_id ORDER BY answered_at DESC, id DESC) AS newest"
        " FROM practice WHERE answered_at IS NOT NULL) AS answered WHERE newest = 1"
    )


def _continuous_years() -> None:
    op.create_table(
        "continuous_year",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("workspace_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("certification_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("mastery", sa.Double(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("renewed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_continuous_year_certificate_id")),
        sa.ForeignKeyConstraint(
            ["certification_id"], ["certification.id"], name=op.f("fk_continuous_year_certification_id")
        ),
        sa.ForeignKeyConstraint(["renewed_by"], ["certificate.id"], name=op.f("fk_continuous_year_renewed_by")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_continuous_year_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_continuous_year")),
        sa.UniqueConstraint("certificate_id", name=op.f("uq_continuous_year_certificate_id")),
    )
    op.create_index(
        op.f("ix_continuous_year_workspace_id_person"), "continuous_year", ["workspace_id", "person"], unique=False
    )

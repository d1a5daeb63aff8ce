"""The children, the staff, and who answers for whom."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "child",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False, comment="CHILD of the return"),
        sa.Column(
            "named",
            sa.LargeBinary(),
            nullable=True,
            comment="JSON: first, last, known_as, school, carers, siblings",
        ),
        sa.Column("born", sa.LargeBinary(), nullable=True, comment="ISO date of birth"),
        sa.Column(
            "header", sa.LargeBinary(), nullable=True, comment="Header row as last imported"
        ),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column(
            "easier", sa.Boolean(), nullable=False, comment="One version easier than the age"
        ),
        sa.Column("at_a_distance", sa.Boolean(), nullable=False),
        sa.Column("unaccompanied", sa.Boolean(), nullable=False),
        sa.Column("short_breaks_only", sa.Boolean(), nullable=False, comment="V3/V4 only"),
        sa.Column("in_last_import", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("number", name=op.f("uq_child_number")),
    )
    op.create_table(
        "role",
        sa.Column(
            "name",
            sa.Enum(
                "officer",
                "manager",
                "participation",
                "safeguarding",
                "office",
                "returns",
                "auditor",
                "administrator",
                name="duty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_role")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "reference", sa.String(length=80), nullable=True, comment="OFFICER of planned.csv"
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("password", sa.String(length=255), nullable=True, comment="Argon2id"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "fs_uniquifier",
            sa.String(length=64),
            nullable=False,
            comment="Changed to end every session",
        ),
        sa.Column("tf_primary_method", sa.String(length=20), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column(
            "totp_counter",
            sa.Integer(),
            nullable=True,
            comment="Last code used, so none is replayed",
        ),
        sa.Column("mf_recovery_codes", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "email IS NULL OR email = lower(email)", name=op.f("ck_staff_email_in_small_letters")
        ),
        sa.CheckConstraint(
            "password IS NULL OR email IS NOT NULL", name=op.f("ck_staff_password_needs_an_email")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_staff_fs_uniquifier")),
        sa.UniqueConstraint("reference", name=op.f("uq_staff_reference")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True, comment="Last day; none while it lasts"),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_assignment_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_assignment_child_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_assignment_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_child_id"), "assignment", ["child_id"], unique=False)
    op.create_index(op.f("ix_assignment_staff_id"), "assignment", ["staff_id"], unique=False)
    op.create_index(
        "uq_assignment_child_now",
        "assignment",
        ["child_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "episode",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("began", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column(
            "reason", sa.String(length=4), nullable=False, comment="RNE: S starts a period of care"
        ),
        sa.Column("legal_status", sa.String(length=4), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False, comment="Episode row as last imported"),
        sa.CheckConstraint(
            "ended IS NULL OR ended >= began", name=op.f("ck_episode_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_episode_child_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    op.create_index(op.f("ix_episode_child_id"), "episode", ["child_id"], unique=False)
    op.create_table(
        "staff_role",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role_name",
            sa.Enum(
                "officer",
                "manager",
                "participation",
                "safeguarding",
                "office",
                "returns",
                "auditor",
                "administrator",
                name="duty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["role_name"], ["role.name"], name=op.f("fk_staff_role_role_name")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_role_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "role_name", name=op.f("pk_staff_role")),
    )


def downgrade() -> None:
    op.drop_table("staff_role")
    op.drop_index(op.f("ix_episode_child_id"), table_name="episode")
    op.drop_table("episode")
    op.drop_index(
        "uq_assignment_child_now",
        table_name="assignment",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_assignment_staff_id"), table_name="assignment")
    op.drop_index(op.f("ix_assignment_child_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_table("staff")
    op.drop_table("role")
    op.drop_table("child")

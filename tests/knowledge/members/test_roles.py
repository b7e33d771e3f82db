from itertools import product

import pytest

from knowledge.members.roles import Act, Role, may, may_give

# Who answers for a library, or looks after it, may do all; an editor brings guides in; a reviewer lets readers see
# them, or no longer; both keep them fresh. A learner reads answers, and does nothing to the library.
MATRIX = """
                    owner  admin  editor  reviewer  learner
see_library         yes    yes    yes     yes       no
add_edition         yes    yes    yes     no        no
publish             yes    yes    no      yes       no
withdraw            yes    yes    no      yes       no
record_review       yes    yes    yes     yes       no
tell_askers         yes    yes    no      yes       no
keep_golden         yes    yes    no      no        no
override_golden     yes    yes    no      no        no
keep_audiences      yes    yes    no      no        no
give_roles          yes    yes    no      no        no
set_policy          yes    yes    no      no        no
see_audit           yes    yes    no      no        no
write_items         yes    yes    yes     no        no
publish_items       yes    yes    no      yes       no
keep_certifications yes    yes    no      no        no
keep_certificates   yes    yes    no      no        no
keep_accommodations yes    yes    no      no        no
see_learners        yes    yes    no      no        no
observe             yes    yes    no      yes       no
regrade             yes    yes    no      no        no
keep_paths          yes    yes    no      no        no
keep_cohorts        yes    yes    no      no        no
keep_people         yes    yes    no      no        no
close_gaps          yes    yes    yes     yes       no
"""
BELOW_ADMIN = (Role.EDITOR, Role.REVIEWER, Role.LEARNER)


def allowed() -> dict[tuple[Role, Act], bool]:
    """The matrix, read."""
    head, *rows = [line.split() for line in MATRIX.strip().splitlines()]
    return {
        (Role(role), Act(act)): said == "yes" for act, *cells in rows for role, said in zip(head, cells, strict=True)
    }


@pytest.mark.parametrize(("role", "act"), list(product(Role, Act)))
def test_each_role_may_do_what_the_matrix_says_and_nothing_else(role: Role, act: Act) -> None:
    assert may(role, act) is allowed()[role, act]


def test_an_owner_gives_and_takes_every_role() -> None:
    assert all(may_give(Role.OWNER, before, after) for before, after in product(Role, Role))


def test_an_admin_gives_and_takes_the_roles_below_her_own() -> None:
    given = {(before, after) for before, after in product(Role, Role) if may_give(Role.ADMIN, before, after)}
    assert given == set(product(BELOW_ADMIN, BELOW_ADMIN))


@pytest.mark.parametrize("giver", BELOW_ADMIN)
def test_nobody_else_gives_or_takes_a_role(giver: Role) -> None:
    assert not any(may_give(giver, before, after) for before, after in product(Role, Role))

"""What is there in the playground when it opens: people's roles, their questions, the bot's own answers to them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.services import Services
from knowledge.members.queries import has_owner
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.workspaces import LOCAL, ensure_workspace

if TYPE_CHECKING:
    from bot.playground.server import Playground

# Person, channel, what they wrote, and whether the bot is asked.
SCENE = (
    (
        "U0BEN",
        "C0MENTORS",
        "Welcome to Carmen and Dev, our two new mentors! Ask Fieldwise whatever you want to know.",
    ),
    ("U0CARMEN", "C0MENTORS", "@Fieldwise how often should we check in with a new match?"),
    ("U0DEV", "C0MENTORS", "@Fieldwise which payroll software should we buy?"),
    ("U0AMARA", "C0PROGRAMMETEAM", "@Fieldwise which background checks does a mentor need before the match?"),
    ("U0DEV", "G0BENDEVBOT", "@Fieldwise what do we do after a missed meeting?"),
    ("U0CARMEN", "D0CARMEN", "How soon does a mentor have to report suspected abuse?"),
)
SECONDS = 30.0
ROLES = {"U0AMARA": Role.OWNER, "U0BEN": Role.REVIEWER}


def appoint(built: Services) -> None:
    """Let people have roles in the library, where nobody answers for it yet."""
    now = datetime.now(UTC)
    with built.database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=now)
        if has_owner(session, workspace):
            return
        for person, role in ROLES.items():
            give_role(session, workspace, person, role, by=OPERATOR, now=now)


def certify(built: Services) -> None:
    """Have the starter certifications and their learning paths, with a key that signs what is earned."""
    from learning.certifications.starter import put_starter
    from learning.credentials.algorithms import FOLDER, Algorithm
    from learning.credentials.keys import new_key, signing_keys
    from learning.curriculum.starter import put_starter_paths

    now = datetime.now(UTC)
    with built.database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=now)
        put_starter(session, workspace, by=OPERATOR, now=now)
        put_starter_paths(session, workspace, by=OPERATOR, now=now)
        if not signing_keys(session, workspace):
            folder = built.settings.data_dir / FOLDER
            new_key(session, workspace, folder, Algorithm.EDDSA, by=OPERATOR, now=now)


def play(slack: "Playground") -> None:
    """Let people say their lines, and wait until the bot has answered."""
    asked = [(channel, slack.acts.post(person, channel, text)) for person, channel, text in SCENE]
    del asked[0]

    def answered() -> bool:
        return all(any(m.get("bot_id") for m in slack.workspace.messages(channel, root)) for channel, root in asked)

    slack.until(answered, SECONDS)

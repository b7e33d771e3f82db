"""What Slack takes from an app manifest."""

from bot.playground.registration import Command, Registration, Shortcut, registered

MANIFEST = {
    "display_information": {"name": "Guide desk"},
    "features": {
        "bot_user": {"display_name": "Guides", "always_online": True},
        "slash_commands": [{"command": "/guides", "description": "Ask", "usage_hint": "[question]"}],
        "shortcuts": [
            {"name": "Answer this", "type": "message", "callback_id": "answer", "description": "Answer"},
            {"name": "Ask", "type": "global", "callback_id": "ask", "description": "Ask"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_mention", "message.im"]}},
}


def test_a_manifest_gives_name_scopes_events_commands_and_message_shortcuts() -> None:
    assert registered(MANIFEST) == Registration(
        name="Guides",
        scopes=frozenset({"chat:write", "commands"}),
        events=frozenset({"app_mention", "message.im"}),
        commands=(Command("/guides", "Ask", "[question]"),),
        shortcuts=(Shortcut("answer", "Answer this"),),
    )


def test_a_bare_manifest_has_nothing_but_a_name() -> None:
    assert registered({"display_information": {"name": "Bare"}}) == Registration(
        "Bare", frozenset(), frozenset(), (), ()
    )

"""What is read out of the events that Slack sends; they are written here as Slack's documents show them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Gone, Heard, asks, gone, heard, plain, questions, reworded, thanks

BOT, ANA, BO = "U0BOT", "U0ANA", "U0BO"
TS, ROOT, LATER = "1795600000.000100", "1795599000.000200", "1795600030.000000"

Event = dict[str, Any]


def body(event: Event, **outer: Any) -> dict[str, Any]:
    return {
        "token": "z",
        "team_id": "T0HOME",
        "api_app_id": "A0",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev01",
        "event_time": 1795600000,
        "authorizations": [{"enterprise_id": None, "team_id": "T0HOME", "user_id": BOT, "is_bot": True}],
        "is_ext_shared_channel": False,
        **outer,
    }


def said(text: str, **fields: Any) -> Event:
    return {
        "type": "message",
        "user": ANA,
        "ts": TS,
        "client_msg_id": "0d5c",
        "text": text,
        "team": "T0HOME",
        "blocks": [{"type": "rich_text", "block_id": "x", "elements": []}],
        "channel": "C0",
        "event_ts": TS,
        "channel_type": "channel",
        **fields,
    }


def named(text: str, **fields: Any) -> Event:
    event = said(text, type="app_mention", **fields)
    del event["channel_type"]
    return event


def changed(new: Event, old: Event) -> dict[str, Any]:
    inner = ({k: v for k, v in one.items() if k not in {"channel", "channel_type", "event_ts"}} for one in (new, old))
    message, previous = inner
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": message,
        "previous_message": previous,
        "channel": "C0",
        "hidden": True,
        "ts": LATER,
        "event_ts": LATER,
        "channel_type": "channel",
    }
    return body(event, event_id="Ev02")


def edited(text: str, **fields: Any) -> Event:
    return said(text, edited={"user": ANA, "ts": LATER}, **fields)


def read(event: Event, **outer: Any) -> Heard:
    found = heard(body(event, **outer), BOT)
    assert found is not None
    return found


def test_a_mention_comes_as_two_events_that_say_the_same_of_one_message() -> None:
    text = f"<@{BOT}> how often do we call a mentor?"
    one, other = read(said(text)), read(named(text), event_id="Ev09")
    assert one == Heard(
        event_id="Ev01",
        channel="C0",
        channel_type="channel",
        moment=TS,
        root=TS,
        wording=TS,
        writer=ANA,
        text="how often do we call a mentor?",
        mentioned=True,
        others=False,
        shared=False,
        teams=("T0HOME",),
    )
    assert replace(other, event_id="Ev01") == one
    assert (one.direct, one.replies) == (False, False)


def test_a_reply_stands_in_the_thread_of_its_root() -> None:
    reply = read(said("and in the second month?", thread_ts=ROOT, parent_user_id=BO))
    assert (reply.moment, reply.root, reply.replies) == (TS, ROOT, True)
    also_in_the_channel = read(said("and later?", subtype="thread_broadcast", thread_ts=ROOT, root=said("so")))
    assert (also_in_the_channel.root, also_in_the_channel.replies) == (ROOT, True)


def test_nobody_else_reads_a_direct_message() -> None:
    assert read(said("hello?", channel="D0", channel_type="im")).direct
    assert not read(said("hello?", channel="G0", channel_type="mpim")).direct


def test_a_message_with_a_file_is_a_message_even_without_words() -> None:
    shared = said("", subtype="file_share", files=[{"id": "F0", "name": "guide.pdf"}], upload=False)
    assert read(shared).text == ""


@pytest.mark.parametrize(
    "event",
    [
        said("hi", bot_id="B0OTHER", app_id="A0"),
        said("hi", subtype="bot_message", bot_id="B0OTHER", username="deploys"),
        said("my own answer", user=BOT),
        said(f"<@{ANA}> has joined the channel", subtype="channel_join"),
        said("set the topic", subtype="channel_topic", topic="x"),
        {k: v for k, v in said("nobody").items() if k != "user"},
    ],
)
def test_what_no_person_wrote_is_not_heard(event: Event) -> None:
    assert heard(body(event), BOT) is None


def test_an_edit_is_heard_in_its_new_wording_at_the_moment_of_the_edit() -> None:
    new = reworded(changed(edited(f"<@{BOT}> how often in month two?"), said(f"<@{BOT}> how often?")), BOT)
    assert new is not None
    assert (new.event_id, new.channel, new.channel_type) == ("Ev02", "C0", "channel")
    assert (new.moment, new.root, new.wording) == (TS, TS, LATER)
    assert (new.text, new.mentioned) == ("how often in month two?", True)


def test_an_edit_inside_a_thread_stays_in_it() -> None:
    new = reworded(changed(edited("b", thread_ts=ROOT), said("a", thread_ts=ROOT)), BOT)
    assert new is not None
    assert (new.root, new.replies) == (ROOT, True)


def test_an_edit_of_which_slack_does_not_say_what_was_there_before_is_an_edit() -> None:
    event = changed(edited("b"), said("a"))
    del event["event"]["previous_message"]
    assert reworded(event, BOT) is not None


LINK = "see <https://example.org/guide>"
UNFOLDED = [{"from_url": "https://example.org/guide", "title": "Guide", "id": 1}]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (said(LINK, attachments=UNFOLDED), said(LINK)),
        (edited(LINK, attachments=UNFOLDED), edited(LINK)),
        (said("a", thread_ts=TS, reply_count=1), said("a")),
        (said("This message was deleted.", subtype="tombstone", user="USLACKBOT"), said("a")),
        (edited("my answer, shorter", user=BOT), said("my answer", user=BOT)),
        (edited("b", bot_id="B0OTHER"), said("a", bot_id="B0OTHER")),
    ],
    ids=["link unfolded", "link of an edited message unfolded", "first reply", "gravestone", "own", "other program"],
)
def test_a_change_in_which_no_person_changed_a_word_is_no_edit(new: Event, old: Event) -> None:
    assert reworded(changed(new, old), BOT) is None


def test_a_deletion_names_the_message_that_is_gone() -> None:
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C0",
        "deleted_ts": TS,
        "previous_message": said("a"),
        "hidden": True,
        "ts": LATER,
    }
    assert gone(body(event)) == Gone("Ev01", "C0", TS)


def test_a_gravestone_is_a_deletion_and_an_edit_is_not() -> None:
    stone = said("This message was deleted.", subtype="tombstone", user="USLACKBOT", thread_ts=TS)
    assert gone(changed(stone, said("a", thread_ts=TS))) == Gone("Ev02", "C0", TS)
    assert gone(changed(edited("b"), said("a"))) is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("is 3 &lt; 4 &amp;&amp; 5 &gt; 4?", "is 3 < 4 && 5 > 4?"),
        ("what does &amp;lt; mean", "what does &lt; mean"),
        ("&lt;@U0BOT&gt; is how to name me", "<@U0BOT> is how to name me"),
        ("read <http://example.org/a?b=1&amp;c=2|the guide> first", "read the guide first"),
        ("read <https://example.org/a> first", "read https://example.org/a first"),
        ("write to <mailto:ana@example.org|ana@example.org>", "write to ana@example.org"),
        ("asked in <#C0TRAIN|training> before", "asked in training before"),
        ("<!here> who knows?", "@here who knows?"),
        ("<!channel|@channel> who knows?", "@channel who knows?"),
        ("<!subteam^S0TRAIN|@trainers> who knows?", "@trainers who knows?"),
        ("since <!date^1795600000^{date}|25 November 2026>", "since 25 November 2026"),
        (f"<@{BOT}>  how   often\n\tdo we call?", "how often do we call?"),
        (f"<@{BOT}|fieldwise> how often?", "how often?"),
        (f"ask <@{ANA}|ana> and <@{BO}>", f"ask @ana and @{BO}"),
        ("¿cada cuánto llamamos a un mentor?", "¿cada cuánto llamamos a un mentor?"),
    ],
)
def test_text_is_read_as_its_writer_sees_it(text: str, seen: str) -> None:
    assert plain(text, BOT) == seen


def test_whoever_else_is_named_is_noticed() -> None:
    def others(text: str) -> bool:
        return read(said(text)).others

    assert not others(f"<@{BOT}> and then?")
    assert others(f"<@{BO}> and then?")
    assert others(f"<@{BOT}> <@{BO}> and then?")
    assert others("<!here> and then?")
    assert others("<!subteam^S0TRAIN|@trainers> and then?")
    assert others("<!subteam^S0TRAIN> and then?")
    assert not others("we train in <#C0TRAIN|training>, see <https://example.org|here>")


def test_all_that_an_event_of_a_shared_channel_says_of_the_writers_team_is_kept() -> None:
    from_outside = said("hi", user_team="T0OUT", source_team="T0OUT", user_profile={"team": "T0OUT"})
    found = read(from_outside, is_ext_shared_channel=True)
    assert (found.shared, found.teams) == (True, ("T0HOME", "T0OUT", "T0OUT"))


def test_an_event_that_says_nothing_of_sharing_leaves_it_open() -> None:
    silent = body(said("hi"))
    del silent["is_ext_shared_channel"]
    found = heard(silent, BOT)
    assert found is not None
    assert found.shared is None


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "Thank you so much :pray::skin-tone-4:",
        "ok",
        "OK, got it. Thanks!",
        "perfect, thanks a lot",
        "gracias",
        "¡Muchas gracias!",
        "Sí, perfecto. ¡Genial!",
        "vale",
        ":+1:",
        ":tada: :tada:",
        "🙏",
        "?!",
        "",
        "<@U0BO> can you take this one?",
        "<!here> does anybody know?",
    ],
)
def test_thanks_emoji_and_words_to_others_ask_nothing(text: str) -> None:
    assert not asks(read(said(text, thread_ts=ROOT)))


@pytest.mark.parametrize(
    "text",
    [
        "and in the second month?",
        "okay, and who signs it",
        "no mentor came: what now",
        "¿y en el segundo mes?",
        "gracias, ¿y después?",
        "training hours",
        ":thinking_face: why twice?",
        "なぜですか",
    ],
)
def test_what_goes_on_in_a_thread_asks(text: str) -> None:
    assert asks(read(said(text, thread_ts=ROOT)))


@pytest.mark.parametrize("text", ["thanks!", "Thank you so much :pray:", "¡Muchas gracias!", "ok"])
def test_who_names_the_bot_only_to_thank_it_says_only_thanks(text: str) -> None:
    assert thanks(read(named(f"<@{BOT}> {text}")).text)


@pytest.mark.parametrize("text", ["", "thanks, and who signs it?", "help"])
def test_more_than_thanks_is_not_only_thanks(text: str) -> None:
    assert not thanks(read(named(f"<@{BOT}> {text}")).text)


def test_where_nobody_else_reads_others_are_named_because_it_is_about_them() -> None:
    direct = {"channel": "D0ANA", "channel_type": "im"}
    assert asks(read(said("may <@U0BO> meet a child alone?", **direct)))
    assert not asks(read(said("thanks!", **direct)))


@pytest.mark.parametrize("signs", ["???", "42?", "..."])
def test_signs_alone_ask_where_nobody_else_reads(signs: str) -> None:
    assert asks(read(said(signs, channel="D0ANA", channel_type="im")))
    assert not asks(read(said(signs, thread_ts=ROOT)))


def test_in_a_group_words_to_others_ask_nothing() -> None:
    assert not asks(read(said("may <@U0BO> meet a child alone?", channel_type="mpim")))


PIECES = st.sampled_from(
    ["<", ">", "|", "@", "!", "#", "^", "&", "&lt;", "&#0;", "&#xD800;", BOT, "here", ":", "ok ", "¡"]
)
WILD = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))


@given(WILD)
def test_any_text_can_be_read(text: str) -> None:
    assert plain(text, BOT) == " ".join(plain(text, BOT).split())
    found = read(said(text))
    assert found.text == plain(text, BOT)
    asks(found)


@given(WILD, WILD)
def test_any_edit_can_be_read(new: str, old: str) -> None:
    found = reworded(changed(edited(new), said(old)), BOT)
    assert (found is None) == (new == old)


@given(st.text().filter(lambda text: " ".join(text.split()) == text))
def test_what_slack_escapes_is_read_back_letter_for_letter(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(escaped, BOT) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is this enough", True),
        ("Please, how often do we call?", True),
        ("¿Esto basta?", True),
        ("cómo lo hacemos", True),
        ("our guide", False),
        ("please add this", False),
        ("nuestra guía nueva", False),
    ],
)
def test_words_beside_a_file_ask_something_or_only_say_what_it_is(text: str, expected: bool) -> None:
    assert questions(text) is expected

from bot.remembering import MOST_REMEMBERED, remember


def test_what_is_known_takes_a_bounded_room_and_the_newest_is_always_known() -> None:
    known: dict[int, int] = {}
    for name in range(2 * MOST_REMEMBERED + 1):
        remember(known, name, name)
        assert known[name] == name
        assert len(known) <= MOST_REMEMBERED

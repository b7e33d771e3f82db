from bot.blocks.library.showing import Panel, Showing
from bot.library.presses import Order, Turned

PEOPLE, AUDIT = Showing(Panel.PEOPLE), Showing(Panel.AUDIT)


def shown(order: Order, turned: Turned) -> Showing | None:
    with order.turn(turned) as turn:
        return turn.showing if turn is not None else None


def test_a_press_that_a_later_one_has_overtaken_shows_nothing() -> None:
    order = Order()
    assert shown(order, Turned("U1", AUDIT, "12.5")) == AUDIT
    assert shown(order, Turned("U1", PEOPLE, "11.9")) is None
    assert shown(order, Turned("U1", PEOPLE, "13.0")) == PEOPLE


def test_each_person_has_an_order_of_her_own() -> None:
    order = Order()
    assert shown(order, Turned("U1", AUDIT, "12.5")) == AUDIT
    assert shown(order, Turned("U2", PEOPLE, "11.9")) == PEOPLE


def test_what_is_no_press_shows_again_what_the_person_looks_at() -> None:
    order = Order()
    assert shown(order, Turned("U1", AUDIT)) == AUDIT
    assert shown(order, Turned("U1", None)) is None
    assert shown(order, Turned("U1", PEOPLE, "12.5")) == PEOPLE
    assert shown(order, Turned("U1", AUDIT)) == PEOPLE
    assert shown(order, Turned("U1", None)) == PEOPLE


def test_what_could_not_be_shown_is_not_what_the_person_looks_at() -> None:
    order = Order()
    assert shown(order, Turned("U1", AUDIT, "12.5")) == AUDIT
    try:
        with order.turn(Turned("U1", PEOPLE, "13.0")):
            raise ConnectionError
    except ConnectionError:
        pass
    assert shown(order, Turned("U1", None)) == AUDIT


def test_what_was_found_later_is_added_unless_something_else_was_shown_since() -> None:
    order = Order()
    with order.turn(Turned("U1", AUDIT, "12.5")) as turn:
        assert turn is not None
    with order.more("U1", turn) as still:
        assert still
    shown(order, Turned("U2", PEOPLE, "12.6"))
    with order.more("U1", turn) as still:
        assert still
    shown(order, Turned("U1", None))
    with order.more("U1", turn) as still:
        assert not still


def test_what_is_to_be_expected_is_the_press_or_else_what_the_person_looks_at() -> None:
    order = Order()
    assert order.expected(Turned("U1", None)) is None
    assert order.expected(Turned("U1", AUDIT, "12.5")) == AUDIT
    shown(order, Turned("U1", AUDIT, "12.5"))
    assert order.expected(Turned("U1", PEOPLE)) == AUDIT

from bot.blocks.library.showing import Panel, Showing
from bot.library.presses import Order, Turned

PEOPLE, AUDIT = Showing(Panel.PEOPLE), Showing(Panel.AUDIT)


def shown(order: Order, turned: Turned) -> Showing | None:
    with order.turn(turned) as showing:
        return showing


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

"""Ways of answering as wild as items may be, in tokens, with an answer that fits."""

from hypothesis import strategies as st

from bot.blocks.learning.exam_message import Question, Sitting
from learning.items.limits import LONGEST_OPTION, LONGEST_SCENARIO, LONGEST_STEM, LONGEST_UNIT, MOST_OPTIONS, MOST_PAIRS
from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Option,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Response,
    Way,
    Write,
    Written,
)
from tests.bot.blocks.answers import long
from tests.learning.attempts.hall import MINUTE, NOW

ATTEMPT = "01890000-0000-7000-8000-000000000001"
Both = tuple[Way, Response | None]


def texts(most: int) -> st.SearchStrategy[str]:
    return long.map(lambda text: text[:most]).filter(lambda text: bool(text.strip()))


@st.composite
def options(draw: st.DrawFn, mark: str, most: int) -> tuple[Option, ...]:
    count = draw(st.sampled_from([2, 3, most]))
    found = [draw(texts(LONGEST_OPTION)) for _ in range(min(count, 4))]
    return tuple(Option(f"{mark}{number:011}", found[number % len(found)]) for number in range(count))


@st.composite
def both(draw: st.DrawFn) -> Both:
    """A way, and an answer to it or none."""
    kind = draw(st.sampled_from(["one", "many", "pair", "order", "write"]))
    is_given = draw(st.booleans())
    match kind:
        case "one" | "many":
            found = draw(options("o" if kind == "one" else "m", MOST_OPTIONS))
            way: Way = ChooseOne(found) if kind == "one" else ChooseMany(found)
            given: Response = Chosen(frozenset(one.key for one in found[: 1 if kind == "one" else 2]))
        case "pair":
            way = Pair(draw(options("l", MOST_PAIRS)), draw(options("r", MOST_PAIRS)))
            given = Paired(tuple((left.key, way.right[0].key) for left in way.left[1:]))
        case "order":
            found = draw(options("p", MOST_OPTIONS))
            way, given = PutInOrder(found), Ordered(tuple(one.key for one in reversed(found)))
        case _:
            way = Write(draw(st.booleans()), draw(st.none() | texts(LONGEST_UNIT)))
            given = Written(draw(texts(1_000)))
    return way, given if is_given else None


@st.composite
def questions(draw: st.DrawFn) -> Question:
    way, given = draw(both())
    scenario = draw(st.none() | texts(LONGEST_SCENARIO))
    return Question(draw(st.integers(1, 20)), scenario, draw(texts(LONGEST_STEM)), way, given)


@st.composite
def sittings(draw: st.DrawFn) -> Sitting:
    answered = tuple(draw(st.lists(st.booleans(), min_size=20, max_size=200)))
    due = draw(st.none() | st.just(NOW + 30 * MINUTE))
    return Sitting(ATTEMPT, draw(texts(300)), answered, due, draw(st.sampled_from([1.0, 1.5])))

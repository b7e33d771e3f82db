import re

import pytest

from bot.listeners.wishes import GRANTED
from bot.texts import LANGUAGES, Texts
from bot.wishes import Wish, wish_in


@pytest.mark.parametrize(
    ("wish", "texts"),
    [
        (
            Wish.CERTIFY,
            ("certify me", "Certify me, please!", "get certified", "I want to be certified", "certification",
             "¡Certifícame!", "certificame", "quiero certificarme", "Certificaciones"),
        ),
        (
            Wish.LEARN,
            ("learn", "My path", "show me my learning path, please", "paths", "I want to learn", "mi itinerario",
             "¡Quiero aprender!"),
        ),
        (
            Wish.PRACTISE,
            ("practice", "Practise!", "practice me", "start practice", "I want to practise", "daily practice",
             "quiero practicar", "mi práctica"),
        ),
        (
            Wish.SETTINGS,
            ("settings", "Preferences.", "show me my settings", "notifications", "ajustes", "mis preferencias"),
        ),
        (
            Wish.COHORTS,
            ("cohorts", "Show me my cohorts.", "my cohort", "grupos", "Mis grupos, por favor", "cohortes"),
        ),
        (
            Wish.MY_DATA,
            ("my data", "Please show me my data", "erase my data.", "Forget me!", "mis datos", "borrar mis datos",
             "exporta mis datos, por favor"),
        ),
    ],
)  # fmt: skip
def test_who_wishes_to_see_something_is_understood(wish: Wish, texts: tuple[str, ...]) -> None:
    assert {text: wish_in(text) for text in texts} == dict.fromkeys(texts, wish)


@pytest.mark.parametrize(
    "text",
    ["", "What does the certification of mentors require?", "certify me that mentors call twice", "me",
     "is it certified?", "¿Qué certificado necesita un mentor?", "How do we keep my data safe?", "data",
     "What do mentors learn?", "practice what?", "best practice", "learn about safety", "Which path leads to a match?"],
)  # fmt: skip
def test_who_asks_in_a_sentence_asks_the_guides(text: str) -> None:
    assert wish_in(text) is None


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_what_help_says_may_be_written_is_understood(texts: Texts) -> None:
    written = re.findall(r"`([^`]+)`", " ".join(texts.how_to_ask_mrkdwn))
    assert {wish_in(one) for one in written if one != "/fieldwise"} == set(Wish) - {Wish.COHORTS}


def test_each_wish_is_granted() -> None:
    assert set(GRANTED) == set(Wish)

import pickle
import re

import pytest

from ingestion.web import errors
from ingestion.web.errors import NotReachable, Obstacle, PageRefused, WebError
from ingestion.web.reasons import web_reason

ADDRESS = "https://guides.example/first-calls"
ALL: list[WebError] = [
    errors.AddressUnusable(ADDRESS),
    errors.AddressNotPublic(ADDRESS),
    *(NotReachable(ADDRESS, obstacle) for obstacle in Obstacle),
    errors.TooManyRedirects(ADDRESS),
    errors.PageTooLarge(ADDRESS, 25 * 1024 * 1024),
    errors.PageTookTooLong(ADDRESS, 30.0),
    *(PageRefused(ADDRESS, status) for status in (204, 403, 404, 429, 500)),
    errors.PageTypeUnsupported(ADDRESS, "image/png"),
    errors.PageTypeUnsupported(ADDRESS, ""),
]


def test_every_error_has_a_sentence_of_its_own() -> None:
    assert {type(error) for error in ALL} == set(WebError.__subclasses__())
    assert len({web_reason(error) for error in ALL}) == len(ALL)


def test_no_two_errors_have_the_same_code() -> None:
    kinds = WebError.__subclasses__()
    assert len({kind.code for kind in kinds} | {WebError.code}) == len(kinds) + 1


@pytest.mark.parametrize("error", ALL, ids=repr)
def test_a_sentence_names_the_page_and_says_what_to_do(error: WebError) -> None:
    sentence = web_reason(error)
    assert ADDRESS in sentence
    assert re.fullmatch(r"[^\n]+\.", sentence)
    assert 40 < len(sentence) < 300
    assert re.search(r"\. [A-Z]", sentence), "what is wrong, then what to do"


@pytest.mark.parametrize("error", ALL, ids=repr)
def test_an_error_comes_out_of_a_pickle_as_it_went_in(error: WebError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert again == error
    assert type(again) is type(error)


@pytest.mark.parametrize("status", [401, 403])
def test_a_page_behind_a_login_is_to_be_downloaded(status: int) -> None:
    assert web_reason(PageRefused(ADDRESS, status)) == (
        f"{ADDRESS} can't be opened without signing in. Download the page or document and add the file instead."
    )


def test_an_address_of_which_nothing_can_be_shown() -> None:
    assert web_reason(errors.AddressUnusable("")).startswith("The address is not the address of a page.")

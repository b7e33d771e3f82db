import pickle

import pytest

from ingestion.errors import BadDetails, DetailProblem, TooLarge, UnreadableFile


@pytest.mark.parametrize(
    "error",
    [TooLarge(path_name="a.pdf", size=2, limit=1), BadDetails("a.pdf", "a.yaml", "titel", DetailProblem.UNKNOWN_KEY)],
)
def test_an_error_comes_out_of_a_pickle_as_it_went_in(error: UnreadableFile) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert again == error
    assert type(again) is type(error)


def test_no_two_errors_have_the_same_code() -> None:
    kinds = UnreadableFile.__subclasses__()
    assert len({kind.code for kind in kinds} | {UnreadableFile.code}) == len(kinds) + 1

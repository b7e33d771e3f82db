from knowledge.mentions import is_mentioned, replaced


def test_an_id_is_replaced_as_a_whole_wherever_it_stands() -> None:
    said = {"U1": ["<@U1> and U12, U1.", {"by": "U1", "n": 1, "none": None}], "x": "U1-2"}
    assert replaced(said, "U1", "gone") == {
        "gone": ["<@gone> and U12, gone.", {"by": "gone", "n": 1, "none": None}],
        "x": "U1-2",
    }


def test_an_id_is_found_as_a_whole_in_texts_and_in_data() -> None:
    assert all(is_mentioned(one, "U1") for one in ("<@U1>", {"by": ["U1"]}, {"U1": 2}, "erase:U1"))
    assert not any(is_mentioned(one, "U1") for one in ("U12", {"by": "XU1"}, "U1-2", None, ""))

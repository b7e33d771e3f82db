from knowledge.guides.labels import label_of, warnings_of


def test_an_edition_without_a_label_is_called_by_its_number() -> None:
    assert label_of(None, 0) == "1"
    assert label_of(None, 2) == "3"
    assert label_of("2026.1", 2) == "2026.1"


def test_a_label_is_warned_of_only_where_another_text_has_it() -> None:
    assert warnings_of("2.1", taken=False) == ()
    (warning,) = warnings_of("2.1", taken=True)
    assert '"2.1"' in warning

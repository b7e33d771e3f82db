from knowledge.answering.checking.totals import added_total

EACH = "The trip takes 30 minutes each way."


def test_a_total_made_of_what_is_said_of_each_is_found() -> None:
    assert added_total("The trip takes 30 minutes in total.", EACH) == "in total"
    assert added_total("A mentor gives four hours in total.", "A mentor gives four hours a month.") == "in total"
    assert added_total("El viaje dura 30 minutos en total.", EACH) == "en total"


def test_a_total_that_the_quote_gives_is_none() -> None:
    assert added_total("Both ways take an hour in total.", "Altogether it takes an hour both ways.") is None
    assert added_total("The trip takes 30 minutes each way.", EACH) is None
    assert (
        added_total("Training takes six hours in total.", "Training takes six hours: two at home, four here.") is None
    )
    assert added_total("In all cases the trip takes 30 minutes.", EACH) is None

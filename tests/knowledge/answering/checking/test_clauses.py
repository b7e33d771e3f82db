import pytest

from knowledge.answering.checking.clauses import displaced_person, misplaced_amount

BREACH = "A late return is discussed with the mentor within two days and reported to the lead that week."
CONCERN = "If the concern is about the mentor, contact stops, and the young person hears why."
LUNCH = "Volunteers collect the boxes at ten, but the kitchen washes the dishes for three hours."


@pytest.mark.parametrize(
    ("sentence", "quoted", "fact"),
    [
        ("A late return is reported to the lead within two days.", BREACH, "two days"),
        ("Volunteers collect the boxes for three hours.", LUNCH, "three hours"),
        ("Un retraso se comunica a la dirección en dos días.",
         "Un retraso se habla con el mentor en dos días y se comunica a la dirección esa semana.", "dos dias"),
    ],
)  # fmt: skip
def test_an_amount_that_the_quote_gives_for_something_else_is_found(sentence: str, quoted: str, fact: str) -> None:
    assert misplaced_amount(sentence, quoted) == fact


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("A late return is discussed with the mentor within two days.", BREACH),
        ("Within two days, a late return is discussed.", BREACH),
        ("A late return is reported to the lead that week.", BREACH),
        ("The kitchen washes dishes for three hours.", LUNCH),
        ("Reports are due in two days.", "Within two days, reports are due."),
        ("Keep records for seven years.", "Records (paper and digital) are kept for seven years."),
        ("New mentors get two hours of training.",
         "Each new mentor attends training, which lasts two hours, before the first match."),
        ("Training of new mentors takes six hours.", "New mentors attend training and need six hours for it."),
        ("Suspected abuse must be told within 24 hours.", "When staff suspect abuse, they report it within 24 hours."),
        ("The budget per match is 200 dollars.", "Per match, plan 200 dollars."),
        ("The annual budget for each match is 200 dollars.", "Each match has an annual budget: plan 200 dollars."),
        ("Un retraso se comunica en dos días.", BREACH),
    ],
)  # fmt: skip
def test_an_amount_stays_with_what_it_is_said_of(sentence: str, quoted: str) -> None:
    assert misplaced_amount(sentence, quoted) is None


@pytest.mark.parametrize(
    ("sentence", "quoted", "fact"),
    [
        ("If the concern is about the young person, contact stops.", CONCERN, "young"),
        ("When a parent is late, the worker waits.", "When a mentor is late, the worker waits and calls the parent.",
         "parent"),
        ("Si la preocupación es sobre el joven, el contacto se detiene.",
         "Si la preocupación es sobre el mentor, el contacto se detiene, y el joven oye por qué.", "young"),
    ],
)  # fmt: skip
def test_somebody_who_stands_in_another_clause_of_the_quote_is_found(sentence: str, quoted: str, fact: str) -> None:
    assert displaced_person(sentence, quoted) == fact


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("If the concern is about the mentor, contact stops.", CONCERN),
        ("The young person hears why contact stops.", CONCERN),
        ("The parent and the young person consent before a photograph is used.",
         "Before a photograph is used, the young person and the parent consent."),
        ("When staff are late, the worker waits.", "When a coordinator is late, the worker waits and tells staff."),
        ("The deputy hears a concern.", "The lead hears a concern."),
    ],
)  # fmt: skip
def test_people_who_stay_in_their_clause_are_none(sentence: str, quoted: str) -> None:
    assert displaced_person(sentence, quoted) is None

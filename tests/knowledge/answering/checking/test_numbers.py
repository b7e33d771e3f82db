import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.numbers import figures_of, uncovered_number

COVERED = (
    ("Mentors train for at least two hours a week.", "Every mentor trains 2 hours or more each week."),
    ("Staff call in the first month.", "Staff call each mentor twice in the first month."),
    ("It lasts 60 minutes.", "It lasts one hour."),
    ("It lasts an hour and a half.", "It lasts 90 minutes."),
    ("Los mentores se forman al menos 2 horas.", "Mentors train for at least two hours."),
    ("Mentors train for at least eleven hours.", "Los mentores se forman once horas como mínimo."),
    ("Four and a half percent leave.", "4,5 % leave."),
    ("A quarter of the mentors leave.", "1/4 of the mentors leave."),
    ("Matches last 12 months.", "A match lasts a year."),
    ("El emparejamiento dura treinta y seis meses.", "The match lasts three years."),
    ("He died on August 16, 1977.", "(January 8, 1935 – August 16, 1977)"),
    ("He was born in 1935.", "(January 8, 1935 – August 16, 1977)"),
    ("It was renewed on May 16, 2016.", "On May 16 , 2016 , it was renewed for a second season ."),
    ("It is due on 1 May 2024.", "Due: 2024-05-01."),
    ("El plazo acaba el 1 de mayo.", "The deadline is May 1st, 2024."),
    ("Mentors meet weekly.", "Mentors meet every week."),
    ("Se reúnen cada semana.", "Mentors meet weekly."),
    ("Each mentee has one mentor.", "Each mentee has a mentor."),
    ("Se requieren 1.000 euros.", "1,000 euros are required."),
    ("Training takes 5 to 10 hours.", "Training takes between 5 and 10 hours."),
    ("At least 5 hours are needed.", "Training takes between 5 and 10 hours."),
    ("The fee is $20.", "A fee of 20 dollars applies."),
    ("No more than 3 mentees per mentor.", "A mentor has at most three mentees."),
    ("Mentors need 10 hours of training.", "Mentors need 10 training hours."),
    ("Start at 9:30 pm.", "The meeting starts at 21:30."),
    ("The centre is for 10 to 24 year olds.", "The centre works with people aged 10-24."),
    ("Over 2,500 mentors joined.", "More than two thousand five hundred mentors joined."),
    ("In step 2, staff call.", "The second step: staff call. Step 2 takes long."),
    ("One of the mentors calls.", "Mentors call."),
    ("Once trained, mentors begin.", "Mentors begin after training."),
    ("First, call the family.", "Call the family."),
    ("Primero se llama a la familia.", "Se llama a la familia antes."),
    ("Call within a day.", "Call within 24 hours."),
    ("Mentors meet once a week.", "Mentors meet weekly."),
    ("Se reúnen una vez por semana.", "Mentors meet every week."),
    ("Una vez formados, empiezan.", "Empiezan tras la formación."),
    ("Staff carry twice the matches.", "Staff carry double the matches."),
)  # fmt: skip
UNCOVERED = (
    ("Mentors train for 2 days.", "Mentors train for 2 hours."),
    ("Mentors train at most two hours.", "Mentors train at least two hours."),
    ("Mentors train two hours.", "Mentors train at least two hours."),
    ("Mentors train at least two hours.", "Mentors train two hours."),
    ("Mentors train more than two hours.", "Mentors train at least two hours."),
    ("Se forman como máximo dos horas.", "Mentors train at least two hours."),
    ("Se forman más de dos horas.", "Se forman menos de dos horas."),
    ("Call within 3 days.", "Call after 3 days."),
    ("Call 3 days after the meeting.", "Call 3 days before the meeting."),
    ("He died on August 17, 1977.", "He died on August 16, 1977."),
    ("He died in 1978.", "He died on August 16, 1977."),
    ("Before 1977, staff called.", "After 1977, staff called."),
    ("Send it by 1 May.", "Send it from 1 May."),
    ("Meet on Tuesday.", "Meet on Monday."),
    ("Meet on Monday.", "Reunión el martes."),
    ("Mentors meet monthly.", "Mentors meet weekly."),
    ("Mentors meet every two weeks.", "The break is two weeks."),
    ("Call once a week.", "Call twice a week."),
    ("There are 3 mentees.", "There are 3 mentors."),
    ("It costs $20.", "It costs €20."),
    ("20% leave.", "20 leave."),
    ("5 % leave.", "0.5 % leave."),
    ("Staff call in the second week.", "Staff call in the third week."),
    ("10 hours for mentors.", "5 hours for mentors, 10 hours for staff."),
    ("Five mentors are there.", "5 mentees and six mentors are there."),
    ("Start at 9 am.", "Start at 9 pm."),
    ("1.500 horas son necesarias para la formación.", "1.5 hours are necessary for the training."),
    ("Se reúnen como máximo una vez por semana.", "Se reúnen al menos una vez por semana."),
    ("Mentors meet once a week.", "Mentors meet twice weekly."),
    ("Mentors meet at least once a week.", "Mentors meet weekly."),
    ("Staff carry double the matches.", "Staff carry half the matches."),
    ("El doble de parejas.", "La mitad de las parejas."),
    ("Make 2 attempts by 3 channels.", "Make 3 attempts by 2 channels."),
    ("Call within a day.", "Call within 12 hours."),
    ("Exactly 10 hours are needed.", "About 10 hours are needed."),
    ("10 hours are needed.", "About 10 hours are needed."),
    ("Mentors have one mentee.", "Mentors have two mentees."),
    ("Cinco horas.", "5 minutes."),
    ("Once meses.", "Ten months."),
    ("It is −5 °C.", "It is 5 °C."),
    ("Version 4.2.1 is used.", "Version 4.2.2 is used."),
    ("It takes 10 m².", "It takes 102 m."),
    ("Use form 5.", "Use form ５０."),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "quoted"), COVERED)
def test_what_is_said_in_other_words_is_the_same_number(sentence: str, quoted: str) -> None:
    assert uncovered_number(sentence, quoted) is None


@pytest.mark.parametrize(("sentence", "quoted"), UNCOVERED)
def test_another_number_unit_date_or_comparator_is_found(sentence: str, quoted: str) -> None:
    assert uncovered_number(sentence, quoted) is not None


def test_what_was_missed_is_told_as_it_is_written() -> None:
    assert uncovered_number("Mentors train for two days.", "Mentors train.") == "two days"


@given(number=st.integers(0, 10**7), other=st.integers(0, 10**7))
def test_a_number_in_digits_proves_itself_and_no_other(number: int, other: int) -> None:
    assert uncovered_number(f"There were {number} calls.", f"In all, {number} calls were made.") is None
    missed = uncovered_number(f"There were {number} calls.", f"In all, {other} calls were made.")
    assert (missed is None) == (number == other)


@given(
    number=st.integers(2, 99),
    said=st.sampled_from(["at least", "at most", "more than", "less than", "about", ""]),
    known=st.sampled_from(["at least", "at most", "more than", "less than", "about", ""]),
)
def test_a_comparator_is_proved_by_the_same_or_by_one_that_says_more(number: int, said: str, known: str) -> None:
    says_more = {("at least", "more than"), ("at most", "less than"), ("about", "")}
    found = uncovered_number(f"It takes {said} {number} hours.", f"It takes {known} {number} hours.")
    assert (found is None) == (said == known or (said, known) in says_more)


@given(text=st.text(max_size=200))
def test_any_text_proves_its_own_numbers_or_is_refused_without_an_error(text: str) -> None:
    figures_of(text)
    assert uncovered_number("Nothing is counted here.", text) is None


@given(text=st.text(alphabet="0123456789.,/-:%$ hmuntosdyaeirlx", max_size=120))
def test_no_heap_of_digits_and_marks_is_an_error(text: str) -> None:
    uncovered_number(text, text[::-1])

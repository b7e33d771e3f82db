from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.embeddings.pooling import TextToEmbed
from knowledge.embeddings.runtime import Embedder
from knowledge.guides.likeness import (
    Contradiction,
    GuideSentence,
    Neighbour,
    RepeatedGuide,
    SentencePair,
    contradictions,
    near_duplicates,
    share_of_guide,
)
from knowledge.retrieval.ranking import Passage

# A draft's sentence and a published one. Of each list the first half chose the thresholds and the second was held out.
CONTRADICTORY = [
    (
        "Staff call every mentor within 30 days of the first meeting.",
        "Staff call each mentor within 14 days of the first meeting.",
    ),
    ("Matches last for a minimum of twelve months.", "A match lasts at least six months."),
    ("Pairs meet for four hours a month.", "Mentor and mentee meet for at least eight hours a month."),
    ("Gifts may not cost more than $20.", "A gift may cost up to $10."),
    ("One staff member supports no more than 25 matches.", "A coordinator supports at most 40 matches."),
    ("Mentor and mentee meet once a week.", "Mentors and mentees meet twice a week."),
    ("Incident reports are filed within 24 hours.", "An incident report is filed within three days."),
    ("Mentors never give their home address to a mentee.", "Mentors give their home address to the mentee."),
    ("Training before the match is mandatory.", "Training before the match is optional."),
    ("Overnight stays are not allowed.", "Overnight stays are allowed with the consent of a parent."),
    ("Mentors cannot contact mentees on social media.", "Mentors can contact mentees on social media."),
    ("It is not necessary to interview the parents.", "It is necessary to interview the parents before the match."),
    ("Mentors are paid for their travel costs.", "Mentors are not paid for travel costs."),
    ("Each applicant gives at least two references.", "Applicants must give three references."),
    ("Mentors must be 21 years or older.", "Mentors must be at least 18 years old."),
    ("Background checks are repeated every two years.", "The background check is repeated every three years."),
    (
        "Every mentor takes six hours of training before the match.",
        "Mentors complete two hours of training before they are matched.",
    ),
    (
        "At least 80% of the matches should reach their first year.",
        "Half of the programmes fail, but 60 percent of matches should reach their first year.",
    ),
    ("Pairs meet weekly.", "Pairs meet once a month."),
    ("Mentors must not drive mentees in their own cars.", "Mentors may drive mentees in their own cars."),
    (
        "A criminal record check is required for every volunteer.",
        "A criminal record check is not required for volunteers.",
    ),
    ("Parents do not need to sign the consent form.", "Parents must sign the consent form."),
    ("Mentors should always promise to keep secrets.", "Mentors should never promise to keep secrets."),
    ("Photos of young people may be posted online.", "Photos of young people may not be posted online."),
    ("Siblings can be matched with the same mentor.", "Siblings can't be matched with the same mentor."),
]

INNOCENT = [
    (
        "Staff call every mentor within 30 days of the first meeting.",
        "Mentors complete a survey within 14 days after the closure meeting.",
    ),
    ("3. Call the two references of the applicant.", "5. Call the two references and write down what they say."),
    ("In an emergency call 555-0142 at any hour.", "In an emergency call 555-0199 at any hour."),
    (
        "Do not match a mentor before the background check is complete.",
        "A mentor is matched only after the background check is complete.",
    ),
    ("Matches last for a minimum of twelve months.", "A match lasts at least one year."),
    ("The first meeting lasts one hour.", "The closing meeting lasts two hours."),
    ("Mentors should not discipline the mentee.", "Parents discipline the child, and mentors listen."),
    ("Pairs meet for four hours a month.", "Pairs meet for one hour a week."),
    ("Not every match works.", "Many matches work well when staff support them."),
    ("Youth aged 10 to 14 are matched in group programmes.", "Youth aged 12 are matched in group programmes."),
    ("Training covers the 5 stages of a relationship.", "Training covers 3 kinds of boundaries."),
    (
        "Effective 1 May 2023, all mentors are trained in person.",
        "Effective 12 June 2024, all mentors are trained online.",
    ),
    ("The mentor is at least 18 years old.", "The mentee is at least 8 years old."),
    ("Each applicant gives at least two references.", "At least two members of staff read each application."),
    (
        "DuBois and colleagues (2011) found moderate effects of mentoring in 73 studies.",
        "Raposa and colleagues (2019) found moderate effects of mentoring in 70 studies.",
    ),
    ("Mentors must not drive mentees in their own cars.", "Mentors must never drive a mentee in their own car."),
    ("Mentors never promise to keep secrets.", "Mentors explain to the mentee what they must report."),
    ("See section 4 for the rules on gifts.", "See section 7 for the rules on gifts."),
    ("Step 2: meet the family at home.", "Step 3: meet the family at home."),
    ("The programme began in 2009 with 40 matches.", "The programme in Leeds began in 2014 with 65 matches."),
    ("One of the mentors leads the group.", "Two of the mentors lead the group."),
    ("Mentors do not replace parents.", "Mentors support parents in their role."),
    ("Volunteers without a check may not be alone with a child.", "Volunteers with a check may be alone with a child."),
    ("Staff do not share notes with the school.", "Staff share attendance figures with the school every month."),
    ("If the mentor does not come, call the coordinator.", "If the mentor comes late, call the coordinator."),
]

# Written after the rules, which found ten of the contradictory pairs and showed two innocent ones; the rules were then
# put right by them.
LATER_CONTRADICTORY = [
    ("Mentors respond to messages within 48 hours.", "Mentors answer messages from the mentee within one week."),
    (
        "Groups have no more than eight young people for each mentor.",
        "Groups have no more than four young people for each mentor.",
    ),
    ("Volunteers are re-screened every year.", "Volunteers are re-screened every three years."),
    ("Mentees must be between 8 and 12 years old.", "Mentees are aged 13 to 17."),
    ("The interview with an applicant lasts 90 minutes.", "Interviews with applicants last 30 minutes."),
    ("A mentor may take the mentee home for dinner.", "A mentor must never take the mentee home."),
    ("Staff do not have to be present at the first meeting.", "Staff must be present at the first meeting."),
    ("Mentors should not buy gifts for the family.", "Mentors can buy gifts for the family."),
    ("Phone contact counts as a meeting.", "Phone contact does not count as a meeting."),
    ("Los mentores deben asistir a seis horas de formación.", "Los mentores deben asistir a dos horas de formación."),
    (
        "Los mentores no deben llevar a los jóvenes en su coche.",
        "Los mentores pueden llevar a los jóvenes en su coche.",
    ),
    ("La formación inicial es obligatoria.", "La formación inicial es opcional."),
    ("El personal llama a cada mentor una vez al mes.", "El personal llama a cada mentor dos veces al mes."),
]

LATER_INNOCENT = [
    ("Mentors respond to messages within 48 hours.", "Staff reply to complaints within 5 days."),
    ("The budget covers 12 mentors.", "The budget covers 12 mentors and one coordinator."),
    ("Call 911 when a child is in danger.", "Call 112 when a child is in danger in Europe."),
    ("Table 3 shows the hours of training.", "Table 5 shows the hours of training."),
    ("Never leave a child alone after an activity.", "Do not leave children alone after an activity."),
    ("Mentors may not accept money from families.", "Mentors must refuse money from families."),
    ("Training is offered on 3 March.", "Training is offered on 17 October."),
    ("Matches meet every two weeks.", "Matches meet twice a month."),
    ("A match is closed after one year.", "A match is closed after 12 months."),
    ("It is not always possible to meet in person.", "It is possible to meet in person at the office."),
    ("At least one parent signs the form.", "A parent or guardian signs the form."),
    (
        "Los mentores no deben llevar a los jóvenes en su coche.",
        "Los mentores nunca deben llevar a los jóvenes en su coche.",
    ),
    ("Llame al 900 123 456 si hay un problema.", "Llame al 900 654 321 si hay un problema."),
]

CHECKS = (
    "Every mentor has a background check before the first meeting with a young person, and the check is repeated after "
    "three years. Two people who know the applicant well are called, and what they say is written into the file."
)
CALLS = (
    "Staff call each mentor twice in the first month and once in every month after that. What was said in the call "
    "goes into the file on the same day, and whatever sounds like harm goes to the safeguarding lead at once."
)


def passage(text: str, guide: str) -> Passage:
    return Passage(f"{guide}:{text[:20]}", f"edition of {guide}", guide, 0, 0, len(text), (), None, text)


def near(text: str, guide: str = "handbook", cosine: float = 0.9) -> Neighbour:
    return Neighbour(passage(text, guide), f"The {guide}", "2024", cosine)


def said(text: str, guide: str) -> GuideSentence:
    return GuideSentence(text, passage(text, guide), f"The {guide}", "2024")


def judged(draft: str, other: str, cosine: float = 0.9) -> Contradiction | None:
    found = contradictions([SentencePair(said(draft, "draft"), said(other, "handbook"), cosine)])
    return found[0] if found else None


def in_context(sentence: str, before: str, after: str) -> TextToEmbed:
    """A sentence as ingestion embeds it: under headings, between others."""
    return TextToEmbed(f"{before}{sentence}{after}", ((len(before), len(before) + len(sentence)),))


def found_by_meaning(embedder: Embedder, pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """For each pair whether it is shown, with the cosine of the sentences in two passages."""
    drafts = [
        in_context(d, "Handbook > Matches\nThe coordinator explains these rules. ", " Ask the office.")
        for d, _ in pairs
    ]
    others = [
        in_context(o, "Standards > Rules\nProgrammes write down what they expect. ", " Keep it.") for _, o in pairs
    ]
    made = embedder.embed_passages([*drafts, *others])
    vectors = [embedding.sentences[0] for embedding in made]
    cosines = [float(a @ b) for a, b in zip(vectors[: len(pairs)], vectors[len(pairs) :], strict=True)]
    return [judged(*pair, cosine) is not None for pair, cosine in zip(pairs, cosines, strict=True)]


def test_a_passage_that_another_guide_has_under_other_borders_is_a_near_duplicate() -> None:
    first, second = CHECKS[:120], CHECKS[120:]
    halves = [near(f"{CALLS} {first}", cosine=0.6), near(f"{second} {CALLS}", cosine=0.6)]
    (found,) = near_duplicates([(passage(CHECKS, "draft"), halves)])
    assert found.share > 0.8
    assert found.neighbour.passage.guide_id == "handbook"


@pytest.mark.parametrize(
    "neighbour",
    [near(CALLS), near(CHECKS, guide="draft"), near(CHECKS, cosine=0.3), near(" ".join(reversed(CHECKS.split())))],
    ids=["other words", "the draft's own guide", "a far meaning", "the same words in another order"],
)
def test_no_near_duplicate_without_the_same_runs_of_words_in_another_guide(neighbour: Neighbour) -> None:
    assert near_duplicates([(passage(CHECKS, "draft"), [neighbour])]) == ()


SHORT = "A mentor who misses two meetings in a row is called by staff on the same day and asked how things are going."


@pytest.mark.parametrize("word", ["misses", "meetings", "called", "day", "asked"])
def test_a_short_passage_with_one_word_changed_is_a_near_duplicate(word: str) -> None:
    changed = SHORT.replace(word, "other")
    assert [d.passage.text for d in near_duplicates([(passage(changed, "draft"), [near(SHORT, cosine=0.45)])])]


def test_a_short_passage_of_which_another_guide_has_little_more_than_half_is_no_near_duplicate() -> None:
    half = SHORT.replace("by staff on the same day and asked how", "once by the office that looks after how")
    assert near_duplicates([(passage(half, "draft"), [near(SHORT)])]) == ()


def test_a_line_of_fifteen_words_on_whose_a_guide_is_is_no_near_duplicate() -> None:
    byline = "Fieldwise starter library · Edition 1 · In effect from 2026-11-01 · Licence CC-BY-4.0"
    assert near_duplicates([(passage(byline, "draft"), [near(byline)])]) == ()


def test_a_short_line_that_guides_share_is_no_near_duplicate() -> None:
    licence = "Licensed under Creative Commons Attribution 4.0 International."
    assert near_duplicates([(passage(licence, "draft"), [near(licence)])]) == ()


def test_near_duplicates_come_best_first_and_no_more_than_asked_for() -> None:
    half = f"{CALLS[:140]} and nothing else of this is to be found in the other guide of the programme in town"
    found = [(passage(half, "draft"), [near(CALLS)]), (passage(CHECKS, "draft"), [near(CHECKS)])]
    assert [d.passage.text for d in near_duplicates(found)] == [CHECKS, half]
    assert len(near_duplicates(found, at_most=1)) == 1


def test_the_share_of_a_guide_counts_the_draft_s_passages_that_it_nearly_has() -> None:
    draft = [
        (passage(CHECKS, "draft"), [near(CHECKS), near(CHECKS, "rules")]),
        (passage(CALLS, "draft"), [near(CALLS)]),
    ]
    assert share_of_guide([*draft, (passage("Say goodbye.", "draft"), [])]) == (
        RepeatedGuide("handbook", "The handbook", "2024", repeated=2, passages=3),
        RepeatedGuide("rules", "The rules", "2024", repeated=1, passages=3),
    )


@pytest.mark.parametrize(
    ("draft", "other", "why"),
    [
        ("Call within 30 days of the match.", "Call within fourteen days of the match.", None),
        ("Call within 30 days of the match.", "Call within ten days of the match.", ("30 days", "10 days")),
        ("A match lasts a minimum of 12 months.", "A match lasts at least a year.", None),
        ("The reply comes within 24 hours.", "The reply comes within three days.", ("24 hours", "3 days")),
        ("A gift costs up to $20.", "A gift costs up to 15 dollars.", ("$20", "15 dollars")),
        ("At least 80% of matches last.", "At least 60 per cent of matches last.", ("80%", "60 per cent")),
        ("Mentors are aged 21.", "Mentors are 18 or older.", ("21", "18 or older")),
        ("Pairs meet weekly.", "Pairs meet once a month.", ("weekly", "once a month")),
        ("Pairs meet every two weeks.", "Pairs meet twice a month.", None),
        ("Two written references are read.", "Three references are read.", ("2 written references", "3 references")),
        ("Groups have 4 to 6 members.", "Groups have 5 members.", None),
        ("The group has 4 hours a month.", "The group has 1 hour a week.", None),
        ("Los jóvenes tienen tres visitas.", "Los jóvenes tienen dos visitas.", ("3 visitas", "2 visitas")),
        ("Llame dos veces al mes.", "Llame una vez al mes.", ("2 veces al mes", "1 vez al mes")),
    ],
)
def test_amounts_of_one_thing_are_compared_in_one_unit(draft: str, other: str, why: tuple[str, str] | None) -> None:
    found = judged(draft, other)
    assert (found.why if found else None) == why


@pytest.mark.parametrize(
    ("draft", "other"),
    [
        ("3. Call the references of the applicant.", "5. Call the references of the applicant."),
        ("See section 4 for the rules on gifts.", "See section 7 for the rules on gifts."),
        (
            "Mentoring has moderate effects (DuBois, 2011) in 73 studies.",
            "Mentoring has effects (Raposa, 2019) in 70 studies.",
        ),
        ("Mentoring has moderate effects [12].", "Mentoring has moderate effects [14]."),
        ("Call the office at 555-0142 at any hour.", "Call the office at 555-0199 at any hour."),
        ("The office opens at 9:00 every day.", "The office opens at 10:30 every day."),
        ("The training is on 3 March.", "The training is on 17 October."),
        ("One of the mentors leads the group.", "Two of the mentors lead the group."),
        ("45 slides", "60 slides"),
        ("This exercise should take about 5 minutes.", "This exercise should take about 10 minutes."),
    ],
)
def test_a_number_that_counts_nothing_contradicts_nothing(draft: str, other: str) -> None:
    assert judged(draft, other) is None


@pytest.mark.parametrize(
    ("draft", "other", "why"),
    [
        ("Mentors must not drive mentees.", "Mentors may drive mentees.", ("must not drive", "may drive")),
        ("Parents needn't sign the form.", "Parents must sign the form.", ("need not", "must sign")),
        ("Overnight visits are prohibited.", "Overnight visits are allowed.", ("are prohibited", "allowed")),
        ("Training is mandatory.", "Training is optional.", ("mandatory", "is optional")),
        ("Mentors can't post photos.", "Mentors can post photos.", ("cannot post", "can post")),
        ("Los mentores no deben dar dinero.", "Los mentores pueden dar dinero.", ("no deben dar", "pueden dar")),
        ("La firma no es obligatoria.", "La firma es obligatoria.", ("no es obligatoria", "obligatoria")),
    ],
)
def test_what_one_forbids_or_frees_of_and_the_other_asks_for_is_shown(
    draft: str, other: str, why: tuple[str, str]
) -> None:
    found = judged(draft, other)
    assert found is not None
    assert (found.kind.value, found.why) == ("negation", why)


@pytest.mark.parametrize(
    ("draft", "other"),
    [
        ("Mentors must not drive mentees.", "Mentors never drive mentees."),
        ("Do not match mentors before the check.", "Match mentors after the check."),
        ("Volunteers without a check may not be alone with a child.", "Volunteers may be alone with a child."),
        ("Not every match works.", "Every match works."),
        ("Mentors may not accept money.", "Mentors must refuse money."),
        ("Should mentors not drive mentees?", "Mentors drive mentees."),
        ("No more than ten mentors drive mentees.", "Mentors drive mentees."),
        ("Mentors do not replace parents.", "Mentors support parents in their role."),
    ],
)
def test_a_negation_that_agrees_or_denies_only_a_part_is_not_shown(draft: str, other: str) -> None:
    assert judged(draft, other) is None


def test_sentences_far_apart_in_meaning_are_not_compared_and_the_nearest_come_first() -> None:
    pairs = [
        SentencePair(said(d, "draft"), said(o, "handbook"), 0.7 + n / 100) for n, (d, o) in enumerate(CONTRADICTORY)
    ]
    found = contradictions(pairs, at_most=10)
    assert [c.cosine for c in found] == sorted((p.cosine for p in pairs), reverse=True)[:10]
    assert judged(*CONTRADICTORY[0], cosine=0.5) is None


def test_most_contradictions_are_found_and_few_innocent_pairs_are_shown(embedder: Embedder) -> None:
    found = found_by_meaning(embedder, [*CONTRADICTORY, *LATER_CONTRADICTORY])
    shown = found_by_meaning(embedder, [*INNOCENT, *LATER_INNOCENT])
    assert sum(found) / len(found) >= 0.9
    assert sum(found) / (sum(found) + sum(shown)) >= 0.9


pieces = st.sampled_from(
    [
        "not",
        "no",
        "never",
        "must",
        "12",
        "$",
        "0",
        "1,000",
        "555-0142",
        "%",
        "years",
        "a",
        "week",
        "once",
        "every",
        "½",
        "٣",
        "to",
        "[3]",
        "dos",
        "veces",
        "al",
        "mes",
        "may",
        "other",
        "-",
        ".",
        "mentors",
        "old",
        "aged",
        "n't",
    ]
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=40).map(" ".join) | st.text(max_size=80), st.lists(pieces, max_size=40).map("".join))
def test_any_text_can_be_compared_and_none_contradicts_itself(one: str, other: str) -> None:
    judged(one, other)
    assert judged(one, one) is None

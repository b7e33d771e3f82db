"""Sentences as a model words them beside what the starter guides say: those that keep to it, and those that do not."""

import pytest

from knowledge.answering.checking.checking import failures

CHECK_INS = (
    "Staff are expected to check in with the mentor and the mentee of a new match at least twice in the first "
    "month, and at least once a month after that (Garringer and colleagues, 2015)."
)
PARENTS = (
    "Staff owe the parent or guardian the same minimum: two contacts in the first month and one a month after that."
)
REVIEW = "A yearly face-to-face review is an enhancement, which means promising but not required."
VOICEMAIL = "A voicemail, an unanswered text or a newsletter does not count as a contact."
ALONE = "Staff should speak with the young person without the mentor or parent listening."
CEILING = (
    "A practical ceiling is about 60 settled community matches for a full-time worker whose only task is match support."
)
HALF = "A worker who also recruits, screens and trains should carry about half as many, or 30 matches."
PAST_CEILING = (
    "When caseloads grow past the ceiling, the programme should stop making new matches until the monthly "
    "contacts are back on schedule."
)
CONSENT = (
    "Never use a young person's photograph or story without written consent from the young person and the "
    "parent or guardian."
)
MEETINGS = (
    "The benchmark for meetings is an average of once a week and four or more hours a month, unless the "
    "programme sets its own minimum (Garringer and colleagues, 2015)."
)
LENGTH = (
    "Grossman and Rhodes (2002) found that matches of a year or longer brought the most benefit. Matches that "
    "ended within three months went with declines in self-worth and perceived scholastic competence (Grossman "
    "and Rhodes, 2002)."
)
CASELOAD = (
    "A coordinator with 60 matches past their first month owes 180 conversations a month, three for each "
    "match. At 15 minutes a conversation, notes included, 180 monthly conversations take 45 hours, before any "
    "unanswered call, crisis or new match."
)
COMMITMENT = (
    "Recruiters should state the full commitment in the first conversation, before the enquirer fills in a form."
)
RESCUE = (
    'Avoid messages that promise rescue, such as "save a child", since young people and parents read the posters too.'
)
CLOSURES = (
    "Kupersmidt and colleagues (2017a) did not find fewer early closures in agencies that followed more benchmarks."
)
MINIMUM = (
    "The benchmark for commitment is at least one calendar or school year, or the programme's own stated "
    "minimum (Garringer and colleagues, 2015)."
)
INCIDENT = "| After an incident or two missed meetings | Weekly until settled | Telephone |"

FAITHFUL = (
    (
        (
            "Staff should check in with both the mentor and the mentee of a new match at least twice during the first "
            "month."
        ),
        CHECK_INS,
    ),
    ("After the first month, staff check in at least once a month.", CHECK_INS),
    ("Check in at least twice in the first month and at least monthly after that.", CHECK_INS),
    ("A face-to-face review each year is promising but not required.", REVIEW),
    ("Voicemails, unanswered texts and newsletters do not count as contacts.", VOICEMAIL),
    ("Leaving a voicemail or sending a newsletter doesn't count as a contact.", VOICEMAIL),
    ("Speak with the young person when neither the mentor nor the parent is listening.", ALONE),
    (("A full-time worker who only does match support can carry about 60 settled community matches."), CEILING),
    ("Someone who also recruits, screens and trains should carry about 30 matches.", HALF),
    (
        ("If caseloads exceed the ceiling, stop making new matches until monthly contacts are back on schedule."),
        PAST_CEILING,
    ),
    (
        (
            "You need written consent from the young person and the parent or guardian before using a photograph or "
            "story."
        ),
        CONSENT,
    ),
    (
        (
            "Young people's photographs or stories may only be used with written consent from the young person and a "
            "parent or guardian."
        ),
        CONSENT,
    ),
    (
        (
            "The benchmark is to meet on average once a week, for four or more hours a month, unless the programme "
            "sets its own minimum."
        ),
        MEETINGS,
    ),
    (
        ("Matches that lasted a year or longer brought the most benefit, according to Grossman and Rhodes (2002)."),
        LENGTH,
    ),
    ("Matches that ended within three months were linked to declines in self-worth.", LENGTH),
    ("A coordinator with 60 matches past the first month owes 180 conversations a month.", CASELOAD),
    ("State the full commitment in the first conversation, before a form is filled in.", COMMITMENT),
    (("Avoid messages that promise rescue, because young people and their parents read the posters too."), RESCUE),
    (
        (
            "Agencies that followed more benchmarks did not have fewer early closures (Kupersmidt and colleagues, "
            "2017a)."
        ),
        CLOSURES,
    ),
    (("Mentors should commit to at least one calendar or school year, or the programme's own minimum."), MINIMUM),
    (("After an incident or two missed meetings, contact is weekly until settled, by telephone."), INCIDENT),
)

UNFAITHFUL = (
    (
        ("Staff should check in with both the mentor and the mentee of a new match at least once in the first month."),
        CHECK_INS,
    ),
    ("Staff should check in with the mentor of a new match twice in the first month.", CHECK_INS),
    ("Staff check in at least twice a month after the first month.", CHECK_INS),
    ("Parents should be contacted once in the first month and twice a month after that.", PARENTS),
    ("A yearly face-to-face review is required.", REVIEW),
    ("A voicemail counts as a contact.", VOICEMAIL),
    ("Staff should speak with the young person with the mentor or parent listening.", ALONE),
    ("A practical ceiling is 30 settled community matches for a full-time worker.", CEILING),
    ("A practical ceiling is at least 60 settled community matches.", CEILING),
    ("A worker who also recruits should carry about 60 matches.", HALF),
    ("Use a young person's photograph or story without written consent.", CONSENT),
    ("Use a young person's photograph with spoken consent from the parent.", CONSENT),
    ("The benchmark for meetings is once a week and four hours a month.", MEETINGS),
    ("The benchmark for meetings is four or more hours a week.", MEETINGS),
    ("Matches of a year or longer went with declines in self-worth.", LENGTH),
    ("Matches that ended within three months brought the most benefit.", LENGTH),
    ("Spencer found that matches of a year or longer brought the most benefit.", LENGTH),
    ("At 45 minutes a conversation, conversations take 15 hours.", CASELOAD),
    ("Recruiters should state the full commitment after the enquirer fills in a form.", COMMITMENT),
    ('Use messages that promise rescue, such as "save a child".', RESCUE),
    (
        ("Kupersmidt and colleagues (2017a) found fewer early closures in agencies that followed more benchmarks."),
        CLOSURES,
    ),
    ("The commitment is one calendar or school year.", MINIMUM),
    ("The commitment is at most one calendar year.", MINIMUM),
    ("After an incident, contact is monthly until settled.", INCIDENT),
    ("El personal debe contactar al mentor al menos tres veces en el primer mes.", CHECK_INS),
)


def first_failure(sentence: str, quoted: str) -> str | None:
    title, other = "Monitoring and supporting matches", "Other passages speak of mentors, too."
    found = next(failures(sentence, quoted=quoted, around=quoted, above=title, elsewhere=other), None)
    return None if found is None else f"{found[0]}: {found[1]}"


@pytest.mark.parametrize(("sentence", "quoted"), FAITHFUL)
def test_a_sentence_that_keeps_to_its_quote_stands_up_to_every_rule(sentence: str, quoted: str) -> None:
    assert first_failure(sentence, quoted) is None


@pytest.mark.parametrize(("sentence", "quoted"), UNFAITHFUL)
def test_a_sentence_that_does_not_keep_to_its_quote_fails_by_some_rule(sentence: str, quoted: str) -> None:
    assert first_failure(sentence, quoted) is not None

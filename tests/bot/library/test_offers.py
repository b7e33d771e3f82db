"""Which guide a file is likely to be a new edition of."""

from bot.library.offers import by_likeness, most_like
from knowledge.guides.queries import GuideSummary


def guide(title: str, key: str) -> GuideSummary:
    nothing = dict.fromkeys(["owner", "evidence_tier", "licence"])
    days = dict.fromkeys(["effective_date", "review_date", "published_at", "retired_at"])
    return GuideSummary(title, key, title, "1", f"{title} 1", audience="everybody", **nothing, **days)


GUIDES = [
    guide("Closing a match", "closing.md"),
    guide("First calls", "calls-2026.md"),
    guide("Background checks of mentors", "checks.pdf"),
]


def test_a_file_is_like_the_guide_whose_title_or_key_it_nearly_has() -> None:
    assert most_like("First_Calls (v2).docx", GUIDES) == GUIDES[1]
    assert most_like("calls-2025.md", GUIDES) == GUIDES[1]
    assert most_like("budget.xlsx", GUIDES) is None
    assert most_like("first calls.md", []) is None


def test_guides_that_are_like_a_file_stand_first_then_those_that_share_words_then_the_others_by_title() -> None:
    first = guide("Checks of mentors by phone", "phone.md")
    ordered = by_likeness(["checks of mentors by phone.md"], [*GUIDES, first])
    assert [one.title for one in ordered] == [
        "Checks of mentors by phone",
        "Background checks of mentors",
        "Closing a match",
        "First calls",
    ]


def test_of_several_files_the_likest_counts() -> None:
    assert by_likeness(["budget.xlsx", "first calls.md"], GUIDES)[0] == GUIDES[1]


def test_without_files_guides_stand_by_title() -> None:
    assert [one.title[0] for one in by_likeness([], GUIDES)] == ["B", "C", "F"]

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.documents import Block
from ingestion.splitting import assemble, split
from knowledge.guides.changes import (
    ChangeCounts,
    ChangeKind,
    PassageChange,
    PassageText,
    counts,
    passage_changes,
)
from knowledge.guides.word_changes import WordKind, sentence_changes
from knowledge.retrieval.ranking import Passage

CHECKS = "Every mentor has a background check. Two references are called. The file is kept locked."
CALLS = "Staff call each mentor twice in the first month. A note of the call goes into the file."
ENDINGS = "Say goodbye in person and name what went well. Tell the family when the last meeting will be."
LETTERS = "Letters to the council are written by the director. Nobody else signs for the charity."

word = st.sampled_from(["mentor", "calls", "staff", "child", "file", "check", "parent", "month", "visit", "note"])
sentence = st.lists(word, min_size=1, max_size=8).map(lambda words: f"{' '.join(words).capitalize()}.")
editions = st.lists(st.lists(sentence, min_size=1, max_size=5).map(tuple), max_size=8)


def passage(number: int, text: str, heading: Sequence[str] = ()) -> Passage:
    return Passage(f"{text}#{number}", "edition", "guide", number, 0, len(text), tuple(heading), None, text)


def edition(*passages: str | Sequence[str], headings: Sequence[str] = ()) -> list[PassageText]:
    """Passages from texts, or from the sentences themselves."""
    texts = [tuple(f"{s.rstrip('.')}." for s in p.split(". ")) if isinstance(p, str) else tuple(p) for p in passages]
    names = [[h] for h in headings] or [[] for _ in texts]
    return [PassageText(passage(i, " ".join(t), h), t) for i, (t, h) in enumerate(zip(texts, names, strict=True))]


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def cut(paragraphs: Sequence[str]) -> list[PassageText]:
    """The passages of a text as ingestion cuts them."""
    document = assemble([Block(paragraph) for paragraph in paragraphs], "Guide")
    return [
        PassageText(passage(i, p.text, p.heading), tuple(p.text[a:b] for a, b in p.sentences))
        for i, p in enumerate(split(document, language="en", count_tokens=count_words))
    ]


def kinds(changes: Sequence[PassageChange]) -> list[str]:
    return [change.kind.value for change in changes]


def test_a_passage_put_first_moves_alone() -> None:
    changes = passage_changes(edition(CHECKS, CALLS, ENDINGS), edition(ENDINGS, CHECKS, CALLS))
    assert kinds(changes) == ["moved", "same", "same"]


def test_a_passage_under_another_heading_moved_and_its_text_still_stands() -> None:
    (change,) = passage_changes(edition(CHECKS, headings=["Screening"]), edition(CHECKS, headings=["Safety"]))
    assert (change.kind, change.similarity, change.now) == (ChangeKind.MOVED, 1.0, CHECKS)


def test_white_space_and_composed_letters_make_no_change() -> None:
    old = edition(["The mentor meets Zoë\nweekly."])
    assert kinds(passage_changes(old, edition(["The  mentor meets Zoe\u0308 weekly."]))) == ["same"]


def test_a_changed_number_is_an_edit_and_nothing_else() -> None:
    changes = passage_changes(edition(CHECKS, CALLS, ENDINGS), edition(CHECKS, CALLS.replace("twice", "once"), ENDINGS))
    assert kinds(changes) == ["same", "edited", "same"]
    assert 0.8 < changes[1].similarity < 1


def test_a_sentence_put_into_a_passage_edits_it_even_where_all_its_sentences_stand() -> None:
    first, second = CALLS.split(". ")
    (change,) = passage_changes(edition(CALLS), edition([f"{first}.", "This holds for adults only.", second]))
    assert change.kind is ChangeKind.EDITED
    assert "This holds for adults only." in change.now


def test_a_passage_that_now_begins_in_the_passage_before_is_the_same() -> None:
    first, second = CALLS.split(". ")
    changes = passage_changes(edition(CHECKS, CALLS), edition([*edition(CHECKS)[0].sentences, f"{first}."], [second]))
    assert kinds(changes) == ["same", "same"]
    assert changes[1].now == CALLS


def test_a_sentence_put_between_two_passages_is_added_and_both_stay() -> None:
    new = edition([*edition(CHECKS)[0].sentences, "Gifts above ten dollars are returned."], CALLS)
    changes = passage_changes(edition(CHECKS, CALLS), new)
    assert kinds(changes) == ["same", "added", "same"]
    assert changes[1].now == "Gifts above ten dollars are returned."


def test_a_passage_that_nothing_is_like_is_removed_and_another_is_added() -> None:
    changes = passage_changes(edition(CHECKS, CALLS), edition(CHECKS, LETTERS))
    assert sorted(kinds(changes)) == ["added", "removed", "same"]
    assert counts(changes) == ChangeCounts(same=1, moved=0, edited=0, added=1, removed=1)


def test_a_passage_of_which_one_sentence_is_left_was_edited_and_says_how_little_is_left() -> None:
    new = ["The file is kept locked.", "Letters are signed.", "The council answers within a season."]
    (change,) = passage_changes(edition(CHECKS), edition(new))
    assert change.kind is ChangeKind.EDITED
    assert change.similarity < 0.5


def test_a_short_line_that_stands_everywhere_saves_no_passage() -> None:
    old = edition([*edition(CHECKS)[0].sentences, "See above."])
    changes = passage_changes(old, edition([*edition(LETTERS)[0].sentences, "See above."]))
    assert sorted(kinds(changes)) == ["added", "removed"]


def test_a_second_copy_of_a_passage_is_added() -> None:
    assert sorted(kinds(passage_changes(edition(CHECKS), edition(CHECKS, CALLS, CHECKS)))) == ["added", "added", "same"]


def test_an_empty_edition_removes_or_adds_everything() -> None:
    assert kinds(passage_changes(edition(CHECKS, CALLS), [])) == ["removed", "removed"]
    assert kinds(passage_changes([], edition(CHECKS, CALLS))) == ["added", "added"]


@given(editions)
def test_an_edition_and_its_like_are_the_same(texts: list[tuple[str, ...]]) -> None:
    changes = passage_changes(edition(*texts), edition(*texts))
    assert kinds(changes) == ["same"] * len(texts)
    assert [c.before for c in changes] == [c.after for c in changes]


@given(editions, editions)
def test_each_old_passage_has_one_change_and_each_new_sentence_stands_in_one(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    old, new = edition(*before), edition(*after)
    changes = passage_changes(old, new)
    assert sorted(c.before.ordinal for c in changes if c.before) == list(range(len(old)))
    shown = Counter(w for change in changes for w in change.now.split())
    assert shown >= Counter(w for text in new for s in text.sentences for w in s.split())


@given(editions, editions)
def test_every_kind_keeps_what_it_promises(before: list[tuple[str, ...]], after: list[tuple[str, ...]]) -> None:
    for change in passage_changes(edition(*before), edition(*after)):
        stands = change.kind in {ChangeKind.SAME, ChangeKind.MOVED}
        assert (change.before is None) == (change.kind is ChangeKind.ADDED)
        assert (change.after is None) == (change.kind is ChangeKind.REMOVED) == (change.now == "")
        assert 0 <= change.similarity <= 1
        assert not stands or (change.before is not None and change.now == change.before.text)


@given(editions.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_passages_in_another_order_are_never_edited_or_removed(
    pair: tuple[list[tuple[str, ...]], list[tuple[str, ...]]],
) -> None:
    changes = passage_changes(edition(*pair[0]), edition(*pair[1]))
    assert {c.kind for c in changes if c.before} <= {ChangeKind.SAME, ChangeKind.MOVED}


@settings(max_examples=25, deadline=None)
@given(at=st.integers(0, 239), inside=st.booleans())
def test_a_sentence_put_anywhere_into_a_long_text_changes_one_passage(at: int, inside: bool) -> None:
    paragraphs = [f"Rule {i} is kept by staff. Form {i} goes to office {i % 7} by post." for i in range(240)]
    new = [*paragraphs]
    new[at] = new[at].replace(". ", ". The board has agreed to this at last. ") if inside else new[at]
    if not inside:
        new.insert(at, "The board has agreed to this at last.")
    old_passages, new_passages = cut(paragraphs), cut(new)
    changes = passage_changes(old_passages, new_passages)
    assert [text.passage.text for text in old_passages[-2:]] != [text.passage.text for text in new_passages[-2:]]
    different = [c for c in changes if c.kind is not ChangeKind.SAME]
    assert kinds(different) in (["edited"], ["added"])
    assert "The board has agreed to this at last." in different[0].now


def test_the_words_of_an_edited_sentence_are_shown_in_runs() -> None:
    changes = sentence_changes("Staff call each mentor within 30 days.", "Staff call each mentor within 14 days.")
    assert [(c.kind, c.text) for c in changes] == [
        (WordKind.KEPT, "Staff call each mentor within"),
        (WordKind.TAKEN_OUT, "30"),
        (WordKind.PUT_IN, "14"),
        (WordKind.KEPT, "days."),
    ]


def test_a_single_word_kept_between_two_changes_does_not_chop_them_up() -> None:
    changes = sentence_changes("Call a parent or a teacher first.", "Call the coach or another friend first.")
    assert [c.kind for c in changes] == [WordKind.KEPT, WordKind.TAKEN_OUT, WordKind.PUT_IN, WordKind.KEPT]
    assert changes[1].text == "a parent or a teacher"


@given(st.lists(word, max_size=30), st.lists(word, max_size=30))
def test_no_word_is_lost_between_two_texts(before: list[str], after: list[str]) -> None:
    changes = sentence_changes(" ".join(before), "\n".join(after))
    assert [w for c in changes if c.kind is not WordKind.PUT_IN for w in c.text.split()] == before
    assert [w for c in changes if c.kind is not WordKind.TAKEN_OUT for w in c.text.split()] == after
    assert all(one.kind is not other.kind for one, other in zip(changes, changes[1:], strict=False))

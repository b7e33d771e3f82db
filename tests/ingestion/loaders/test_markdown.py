from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block
from ingestion.errors import BadDetails, TooDeeplyNested, UnreadableFile
from ingestion.loaders.markdown import MAX_DEPTH, load

ROOT = Path(__file__).parents[3]
FOLDERS = [ROOT / "knowledge/starter", ROOT / "../shared/data/guides"]
WORDS = st.text("abcdefgh0123ñж漢", min_size=1, max_size=8)


def blocks(text: str) -> list[Block]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "guide.md"
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        return list(load(path).blocks)


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_headings_of_both_kinds_keep_their_levels() -> None:
    assert blocks("Guide\n=====\n\nPart\n----\nOne.\n\n#### Small *print* ####\n") == [
        Block("Guide", 1),
        Block("Part", 2),
        Block("One."),
        Block("Small print", 4),
    ]


def test_lines_of_a_paragraph_are_joined_and_hard_breaks_stay() -> None:
    assert texts("One\ntwo.\nStreet  \nTown\\\nLand<br>World") == ["One two. Street\nTown\nLand\nWorld"]


def test_each_item_at_any_depth_is_a_block() -> None:
    assert texts("1. One\n   - Two\n     going on\n\n     Three\n2. Four\n\n- [x] Five\n* Six") == [
        "One",
        "Two going on",
        "Three",
        "Four",
        "Five",
        "Six",
    ]


def test_a_table_row_is_one_block() -> None:
    wide = "| When | Who | What |\n|---|:-:|---|\n| **Week 1** | | `a \\| b` |\n\n"
    assert texts(wide + "Term | Meaning\n-|-\nMatch | A pair") == [
        "When | Who | What",
        "Week 1 | | a | b",
        "Term: Meaning",
        "Match: A pair",
    ]


def test_code_is_kept_as_it_is_written() -> None:
    assert texts("```python\nif x:\n\n    # no *mark*\n```\n\n    ::: y\n") == ["if x:\n    # no *mark*", "::: y"]


def test_marks_go_and_words_stay_whole() -> None:
    text = "un**break**able ~~old~~ [link](http://a.b 'title') <http://c.d> `c[i][j] {: .x}` &amp; \\*star\\*"
    assert texts(text) == ["unbreakable old link http://c.d c[i][j] {: .x} & *star*"]


def test_a_reference_is_its_text_wherever_its_address_is_kept() -> None:
    text = "See [the **guide**][a], [there][elsewhere] and [sic].\n\n[a]: http://a.b"
    assert texts(text) == ["See the guide, there and [sic]."]


def test_a_footnote_is_read_where_it_is_written() -> None:
    assert texts("Length matters.[^1]\n\n[^1]: Grossman (2002).\n") == ["Length matters.", "Grossman (2002)."]


def test_a_picture_alone_is_its_description_if_that_says_something() -> None:
    assert texts("![Logo](a.png)\n\n![A pair *at* a table](b.png){width=90%}") == ["A pair at a table"]
    assert texts("![](c.png){alt='A child and a \"mentor\"' width='9'}") == ['A child and a "mentor"']
    assert texts("Press ![the round button below](d.png) now.") == ["Press now."]


def test_html_is_read_as_a_page_is_and_comments_are_not() -> None:
    block = "<div class=x>\n<p>One &lt; <b>two</b></p>\n<script>no</script>\n</div>\n\n"
    assert texts(block + "<!-- no\n\nno -->\n\nThree <!-- no --> <b>four</b>.") == ["One < two", "Three four."]


def test_a_tag_that_is_talked_about_hides_nothing() -> None:
    assert texts("Put a <script> into it.\n\nNot <style>p {}</style>this.") == ["Put a into it.", "Not this."]


def test_markdown_inside_folded_html_is_read() -> None:
    assert texts("<details>\n<summary>Answer</summary>\n\n- One\n\n</details>") == ["Answer", "One"]


def test_front_matter_gives_details_and_no_text(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("---\ntitle: Guide\nedition: 1.10\nlayout: page\ntags:\n  - x\n---\n\nOne.\n")
    loaded = load(path)
    assert loaded.blocks == (Block("One."),)
    assert loaded.details == {"title": "Guide", "edition": "1.10"}


def test_front_matter_in_toml_is_no_text() -> None:
    assert texts('+++\ntitle = "Guide"\n+++\nOne.') == ["One."]


def test_front_matter_that_is_broken_is_refused() -> None:
    with pytest.raises(BadDetails):
        blocks("---\ntitle: [x\n---\nOne.")


def test_fenced_divisions_are_marks_whose_titles_are_text() -> None:
    text = (
        "Before.\n:::::::: challenge\n## Try\n- One\n:::: solution\nTwo.\n::::\n::::::::\n"
        '::: {.callout-tip title="First aid"}\nThree.\n:::\n:::tip[Good idea]\nFour.\n:::\n'
    )
    assert texts(text) == ["Before.", "Try", "One", "Two.", "First aid", "Three.", "Good idea", "Four."]


def test_directives_in_code_fences_hold_text_and_code_stays_code() -> None:
    text = "````{admonition} Mind\n:class: tip\nOne *two*.\n```python\n:::x\n```\n````\nThree.\n"
    assert texts(text + "```{code-block} sh\nls *x*\n```") == ["Mind", "One two.", ":::x", "Three.", "ls *x*"]


def test_admonitions_and_tabs_hold_indented_text() -> None:
    text = (
        '!!! note "Before *you* start"\n    One.\n\n    - Two\n\nThree.\n\n=== "Tab"\n    Four.\n??? tip\n    Five.\n'
    )
    assert texts(text) == ["Before you start", "One.", "Two", "Three.", "Tab", "Four.", "Five."]


def test_alerts_in_quotes_are_marks() -> None:
    assert texts("> [!NOTE]\n> One.\n>\n> > Two.") == ["One.", "Two."]


@pytest.mark.parametrize(
    "mark",
    ["{: .no_toc }", "{:.challenge}", "{#part .x}", "{% include a.html %}", "{{< video x >}}", "{!NOTES.md!}", "[TOC]"],
)
def test_a_line_for_another_program_is_no_text(mark: str) -> None:
    assert texts(f"One.\n{mark}\n\n{mark}\n\nTwo.") == ["One.", "Two."]


def test_attributes_behind_words_are_no_text() -> None:
    text = "## Part {#part}\n\n[One](a){target=_blank}{:.x} and two{: .y}; {3} stays.\n"
    assert texts(text) == ["Part", "One and two; {3} stays."]


def test_nesting_that_would_be_left_out_is_refused() -> None:
    assert texts(">" * (MAX_DEPTH - 1) + "One.") == ["One."]
    for text in (">" * 100_000 + "a", "1. " * 100_000 + "a", "".join("  " * i + "- a\n" for i in range(100))):
        with pytest.raises(TooDeeplyNested):
            blocks(text)


def test_brackets_nested_deeply_are_only_characters() -> None:
    assert texts("[" * 5_000 + "a" + "]" * 5_000) == ["[" * 5_000 + "a" + "]" * 5_000]


def test_one_long_line_is_one_block() -> None:
    (text,) = texts("word " * 1_000_000)
    assert len(text) == 4_999_999


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_mark_is_left_in_real_guides(folder: Path) -> None:
    paths = sorted(folder.rglob("*.md"))
    if not paths:
        pytest.skip("these guides are not here")
    for path in paths:
        for block in load(path).blocks:
            assert not any(mark in block.text for mark in (":::", "](", "{:", "<!--")), path.name


@given(st.text(st.sampled_from("#>-*_`[]()!|:{}%<>/p1. =\"'~\n\t\\a&;^x"), max_size=120) | st.text(max_size=120))
def test_no_text_makes_it_fail(text: str) -> None:
    try:
        found = blocks(text)
    except UnreadableFile:
        return
    for block in found:
        assert all(line.strip() for line in block.text.split("\n"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "{}",
                    "## {}",
                    "- {}",
                    "> {}",
                    "1. {}",
                    "**{}**",
                    "*[{}](a)*",
                    '!!! note "x"\n    {}',
                    "::: x\n{}\n:::",
                ]
            ),
            st.lists(WORDS, min_size=1, max_size=6),
        )
    )
)
def test_every_word_is_kept_in_order(parts: list[tuple[str, list[str]]]) -> None:
    text = "\n\n".join(shape.format(" ".join(words)) for shape, words in parts)
    found = " ".join(texts(text)).split()
    assert [word for word in found if word != "x"] == [word for _, words in parts for word in words]

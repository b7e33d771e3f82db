import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block
from ingestion.errors import TooDeeplyNested, UnreadableFile
from ingestion.loaders.html import MAX_DEPTH, load, main_blocks, parsed

STARTER = Path(__file__).parents[3] / "knowledge/starter/closing-matches.html"
WORDS = st.text("abcdefgh0123ñж漢", min_size=1, max_size=8)


def blocks(markup: str) -> list[Block]:
    return main_blocks(parsed("page.html", markup))


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks(markup)]


def page(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_headings_keep_their_levels_and_order() -> None:
    assert blocks("<h1>Guide</h1><p>One.</p><h3>Part</h3><p>Two.</p>") == [
        Block("Guide", 1),
        Block("One."),
        Block("Part", 3),
        Block("Two."),
    ]


def test_an_unclosed_heading_does_not_swallow_the_text_below_it() -> None:
    assert blocks("<h2>Part<p>One.</p><p>Two.</p>") == [Block("Part", 2), Block("One."), Block("Two.")]


def test_each_item_at_any_depth_is_a_block() -> None:
    assert texts("<ul><li>One<ol><li>Two</li><li><p>Three</p></li></ol></li><li>Four</li></ul>") == [
        "One",
        "Two",
        "Three",
        "Four",
    ]


def test_terms_captions_and_quotes_are_blocks() -> None:
    markup = (
        "<dl><dt>Term</dt><dd>Meaning</dd></dl><blockquote>Quote</blockquote>"
        "<figure><img src=a alt='not seen by readers'><figcaption aria-hidden=true>Caption</figcaption></figure>"
    )
    assert texts(markup) == ["Term", "Meaning", "Quote", "Caption"]


def test_a_table_row_is_one_block_that_reads_alone() -> None:
    markup = (
        "<table><caption>Plan</caption><tr><th>When<th>Who<th>What<tr><td><p>Week 1</p><td><td>Call<br>them</table>"
    )
    assert texts(markup) == ["Plan", "When | Who | What", "Week 1 | | Call them"]


def test_a_row_of_two_cells_reads_as_a_name_and_its_meaning() -> None:
    assert texts("<table><tr><td>Same hour<td>A message</table>") == ["Same hour: A message"]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    markup = "<table><tr><td>Menu</td><td><h2>Part</h2><p>One.</p><table><tr><td>a<td>b<td>c</table></td></tr></table>"
    assert texts(markup) == ["Menu", "Part", "One.", "a | b | c"]


def test_a_line_break_stays_inside_a_block_and_two_part_paragraphs() -> None:
    assert texts("<p>Street<br>Town</p>First.<br><br> Second.") == ["Street\nTown", "First.", "Second."]


def test_lines_of_source_are_not_lines_of_text() -> None:
    assert texts("<p>One\n  two\tthree</p>") == ["One two three"]


def test_code_keeps_its_lines_and_indentation() -> None:
    assert texts("<pre><code>if x:\n    y\n\n    z</code></pre>") == ["if x:\n    y\n    z"]


def test_inline_elements_do_not_split_words() -> None:
    assert texts("<p>un<b>break</b>able<wbr>ness &amp; caf&eacute;</p>") == ["unbreakableness & café"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<p hidden>x</p>",
        "<p style='color:red; Display : None'>x</p>",
        "<p style='font-size:0'>x</p>",
        "<span aria-hidden='true'>x</span>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<svg><title>x</title></svg>",
        "<!-- x -->",
        "<button>x</button>",
    ],
)
def test_what_readers_do_not_see_is_not_read(unseen: str) -> None:
    assert texts(f"<p>One.</p>{unseen}<p>Two.</p>") == ["One.", "Two."]


def test_small_and_faint_letters_are_seen() -> None:
    assert texts("<p style='font-size:0.8em; opacity:0.5'>One.</p>") == ["One."]


def test_the_signs_beside_headings_and_the_numbers_of_notes_are_not_text() -> None:
    markup = "<h2>Part<a href='#part'>¶</a></h2><p>True.<sup><a href='#n1'>1</a></sup> 5 m<sup>2</sup></p>"
    assert texts(markup) == ["Part", "True. 5 m2"]


def test_a_heading_that_is_a_button_is_read() -> None:
    assert blocks("<h3><button>Fold out</button></h3><div>Text.</div>") == [Block("Fold out", 3), Block("Text.")]


def test_the_main_part_is_preferred_if_it_holds_most_of_the_text() -> None:
    assert texts("<div>Home</div><main><p>The whole guide.</p><aside>Tip.</aside></main>") == [
        "The whole guide.",
        "Tip.",
    ]
    assert texts("<div>The whole guide is here.</div><main>Ad</main>") == ["The whole guide is here.", "Ad"]


def test_a_page_that_is_wrapped_in_a_form_is_read() -> None:
    assert texts("<form><h1>Guide</h1><p>One.</p></form>") == ["Guide", "One."]
    assert texts("<p>One.</p><form>Your name</form>") == ["One."]


def test_title_language_and_own_meta_tags_are_details(tmp_path: Path) -> None:
    head = "<title>A &amp; B\n guide</title><meta name='fieldwise:edition' content='2'><meta name=author content=x>"
    loaded = load(page(tmp_path, f"<html lang=de><head>{head}</head><body><p>Eins.</p></body></html>"))
    assert loaded.details == {"title": "A & B guide", "language": "de", "edition": "2"}


@pytest.mark.parametrize("made_by", ["Untitled Document", "Microsoft Word - draft3.docx", "guide_v2.html"])
def test_a_title_that_a_program_made_up_is_none(tmp_path: Path, made_by: str) -> None:
    assert not load(page(tmp_path, f"<title>{made_by}</title><h1>Guide</h1><p>One.")).details["title"]


def test_an_own_title_goes_before_that_of_the_page(tmp_path: Path) -> None:
    loaded = load(page(tmp_path, "<title>Guide | Site</title><meta name='fieldwise:title' content=Guide><p>One."))
    assert loaded.details["title"] == "Guide"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8"])
def test_a_page_is_read_in_the_charset_that_it_declares(tmp_path: Path, charset: str) -> None:
    content = f"<meta charset='{charset}'><p>Café für naïve</p>".encode(charset)
    assert [block.text for block in load(page(tmp_path, content)).blocks] == ["Café für naïve"]


def test_the_starter_guide_reads_as_its_page_does() -> None:
    loaded = load(STARTER)
    assert loaded.details["title"] == "Closing matches well"
    assert loaded.blocks[0] == Block("Closing matches well", 1)
    found = [block.text for block in loaded.blocks]
    assert (
        "Last meeting | Hold the goodbye, with staff near by if tension is likely. | Mentor and young person" in found
    )
    assert "When | Step | Who" in found
    assert "discuss whether another match is possible;" in found
    assert not any("<" in text or "&" in text.replace(" & ", "") for text in found)


def test_elements_nested_deeper_than_any_page_are_refused() -> None:
    assert texts("<div>" * (MAX_DEPTH - 1) + "One.") == ["One."]
    with pytest.raises(TooDeeplyNested):
        blocks("<div>" * 1_000_000)


def test_a_drawing_of_many_paths_is_not_deep() -> None:
    assert texts("<svg>" + "<path d='M0'/>" * 2 * MAX_DEPTH + "</svg><p>One.") == ["One."]


@pytest.mark.parametrize("piece", ["<p>x", "<a href=y>x", "x<br>", "<td>x", "<", "</b>"])
def test_a_hundred_thousand_pieces_are_read_in_seconds(piece: str) -> None:
    start = time.process_time()
    blocks("<table>" + piece * 100_000)
    assert time.process_time() - start < 10


@given(st.text(st.sampled_from("<>/ptrdhulb1 =\"'&;\n\x00a"), max_size=80) | st.text(max_size=80))
def test_no_text_makes_it_fail(markup: str) -> None:
    try:
        found = blocks(markup)
    except UnreadableFile:
        return
    for block in found:
        assert all(line.strip() for line in block.text.split("\n"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "li", "h2", "td", "dd", "blockquote", "div"]), st.lists(WORDS, min_size=1))
    )
)
def test_every_word_is_kept_in_order(elements: list[tuple[str, list[str]]]) -> None:
    shells = {"td": "<table><tr>{}</tr></table>", "li": "<ul>{}</ul>", "dd": "<dl>{}</dl>"}
    markup = "".join(
        shells.get(tag, "{}").format(f"<{tag}>{'<br> '.join(f'<i>{word}</i>' for word in words)}</{tag}>")
        for tag, words in elements
    )
    assert " ".join(texts(markup)).split() == [word for _, words in elements for word in words]

"""Guides as PDF files of so many pages."""

import io

import numpy as np

from evals.workload.library import SEED
from evals.workload.sentences import SentencePool

SENTENCES_A_PARAGRAPH, PARAGRAPHS_A_PAGE = 6, 4


def pdf_guide(pool: SentencePool, pages: int, number: int) -> bytes:
    """A guide of real sentences drawn at random, a chapter a page; another one for each number."""
    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

    rng, styles, written = np.random.default_rng(SEED + number), getSampleStyleSheet(), io.BytesIO()
    story = []
    for page in range(1, pages + 1):
        story.append(Paragraph(f"Chapter {page} of guide {number}", styles["Heading1"]))
        for _ in range(PARAGRAPHS_A_PAGE):
            chosen = rng.choice(len(pool.texts), SENTENCES_A_PARAGRAPH)
            words = " ".join(pool.texts[int(i)] for i in chosen)
            story.append(Paragraph(words.replace("&", "&amp;").replace("<", "&lt;"), styles["BodyText"]))
        story.append(PageBreak())
    SimpleDocTemplate(written, title=f"Guide {number}").build(story)
    return written.getvalue()

"""What a model is to give: sentences, each with the passage that says so and the words that prove it."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

MOST_SENTENCES = 8
LONGEST_SENTENCE = 400
LONGEST_QUOTED = 1_000


class DraftedSentence(BaseModel):
    """One sentence of an answer, with the words of one passage that say the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(description="One sentence.")
    key: str = Field(description="The key of the passage.")
    quote: str = Field(description="The words of the passage that say so, copied exactly.")


class Draft(BaseModel):
    """An answer in sentences."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: list[DraftedSentence] = Field(max_length=MOST_SENTENCES)

    @field_validator("sentences", mode="before")
    @classmethod
    def _first(cls, sentences: object) -> object:
        """No more are read, however many a model gives."""
        return sentences[:MOST_SENTENCES] if isinstance(sentences, list) else sentences

"""Which chat model words answers, and what may be asked of it for one question. Values only."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ModelChoice:
    """The operator's choice of a chat model.

    Attributes:
        model: Provider and name, as ``openai:gpt-5.5``.
        base_url: Of a server of one's own that speaks the provider's protocol; None for the provider's.
        api_key: By which the provider knows this library; None where it needs none, or finds it by itself.
        fallback: Provider and name of the model that is asked where the first one does not answer.
        temperature: 0 for the likeliest words; None for that where a model is known to take one.
        seconds: The limit of all that is asked of models for one question, with what is tried again.
        question_tokens: So many may be read and written for one question.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    fallback: str | None = None
    temperature: float | None = None
    seconds: float = 20.0
    question_tokens: int = 8000

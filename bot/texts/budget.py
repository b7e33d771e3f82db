"""What the model that words answers used up today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BudgetTexts:
    """The sentences of one language."""

    worded: str
    used: str
    used_of: str
    per_person: str
    own_words: str


ENGLISH = BudgetTexts(
    worded="Answers are worded by a model",
    used="Tokens used since midnight UTC: {used}, without a limit.",
    used_of="Tokens used since midnight UTC: {used} of {limit}.",
    per_person="Each person has {limit} a day.",
    own_words="Whoever has none left gets the guides' own words.",
)

SPANISH = BudgetTexts(
    worded="Un modelo redacta las respuestas",
    used="Tokens usados desde la medianoche UTC: {used}, sin límite.",
    used_of="Tokens usados desde la medianoche UTC: {used} de {limit}.",
    per_person="Cada persona tiene {limit} al día.",
    own_words="A quien no le queda ninguno se le responde con las palabras de las guías.",
)

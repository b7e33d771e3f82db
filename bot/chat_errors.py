"""From what goes wrong with a chat model to the sentence that an operator reads."""

from knowledge.answering.rations import PersonSpent, WorkspaceSpent
from knowledge.chat.errors import ModelAway, ModelFailed, ModelGarbled, ModelProblem, ModelRefused, ModelSlow
from knowledge.chat.errors import ModelUnusable as Unusable

# The packages that come as extras of this one.
_EXTRAS = {"langchain-anthropic": "fieldwise[anthropic]", "langchain-ollama": "fieldwise[ollama]"}


def chat_sentence(error: Unusable | ModelFailed) -> str:
    """What happened and what to do about it."""
    if isinstance(error, Unusable):
        return _unusable(error)
    cause = error.cause.rstrip(" .")
    match error:
        case ModelAway():
            return (
                f"The chat model can't be asked: {cause}. Check FIELDWISE_MODEL, FIELDWISE_MODEL_BASE_URL and "
                "FIELDWISE_MODEL_API_KEY. Until it can, answers are the guides' own words."
            )
        case ModelSlow():
            return f"The chat model is too slow: {cause}. Give it longer with FIELDWISE_MODEL_SECONDS, or take another."
        case ModelRefused():
            return f"The chat model refuses: {cause}. Take another one for FIELDWISE_MODEL."
        case ModelGarbled():
            return (
                f"The chat model gives nothing that can be used: {cause}. Take one that keeps to a JSON schema, or "
                "that can call tools, for FIELDWISE_MODEL."
            )
        case PersonSpent():
            return (
                "What one person's questions may take of the chat model in a day is used up. Answers are the guides' "
                "own words until the next day (UTC) begins; FIELDWISE_MODEL_PERSON_TOKENS says how much it is."
            )
        case WorkspaceSpent():
            return (
                "What all questions may take of the chat model in a day is used up. Answers are the guides' own words "
                "until the next day (UTC) begins; FIELDWISE_MODEL_WORKSPACE_TOKENS says how much it is."
            )
        case _:
            return f"The chat model gave nothing: {cause}. Try again."


def _unusable(error: Unusable) -> str:
    match error.problem:
        case ModelProblem.UNKNOWN:
            return (
                f"There is no provider of chat models named {error.model.partition(':')[0]!r}. FIELDWISE_MODEL is a "
                "provider and a name, such as openai:gpt-5.5, anthropic:claude-sonnet-5 or ollama:llama3.2."
            )
        case ModelProblem.NOT_INSTALLED:
            needed = f"The chat model {error.model!r} needs a package that is not installed"
            if error.package is None:
                return f"{needed}. Install the one by which LangChain speaks to its provider."
            return f"{needed}. Run `pip install '{_EXTRAS.get(error.package, error.package)}'`."
        case ModelProblem.NO_KEY:
            return (
                f"No key is set for the chat model {error.model!r}. Set FIELDWISE_MODEL_API_KEY, which goes to the "
                "provider of FIELDWISE_MODEL alone, or the provider's own variable, such as OPENAI_API_KEY or "
                "ANTHROPIC_API_KEY."
            )
        case _:
            return (
                f"The chat model {error.model!r} can't be used with these settings. Check FIELDWISE_MODEL_API_KEY and "
                "the other settings that begin with FIELDWISE_MODEL."
            )

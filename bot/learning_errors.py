"""From what goes wrong in certification to the sentence that whoever is on the command line reads.

What is said here names commands and settings; the rest is said as in Slack.
"""

from bot.learning.refusals import REFUSALS, learning_refusal
from bot.texts.english import ENGLISH
from learning import errors as learning

_KEY_PROBLEMS = {
    "missing": "its file is not in the folder `keys` of FIELDWISE_DATA_DIR. Put it back, or make another key",
    "others_can_read": "others than its owner can read it. Make the folder `keys` mode 0700 and its files mode 0600",
    "malformed": "it can't be read. Put the file back, or make another key",
    "kind_refused": "it is of a kind that is not accepted",
    "made_for_something_else": "it is not meant for signing with the algorithm of its kind",
    "private": "it holds a private half, which nobody else may have. Ask for the public one",
    "too_short": "it is too short to be trusted",
    "other_key": "the file holds another key than the database knows. Put the right file back, or make another key",
    "not_written": "its file can't be written",
    "unknown": "there is no such key. `fieldwise keys list` shows them all",
    "no_key_set": "it is no JWK Set, or holds no key, or too many",
}


def learning_sentence(error: learning.LearningError) -> str:
    """What happened and what to do about it."""
    match error:
        case learning.NoSigningKey():
            return "There is no key to sign certificates with. Make one with `fieldwise keys new`."
        case learning.NoPublicAddress():
            return (
                "It is not set where certificates are verified. Set FIELDWISE_PUBLIC_URL to the https address at which "
                "everybody reaches this bot's HTTP port."
            )
        case learning.KeyUnusable(key_id=key_id, why=why):
            return f"The key {key_id or 'that was given'} can't be used: {_KEY_PROBLEMS[why]}."
        case learning.CertificateNotFound(wanted=wanted):
            return f"There is no certificate {wanted!r}."
        case learning.ReasonMissing():
            return "This needs a reason. Say in a sentence why it is done."
        case _:
            return _named(error)


def _named(error: learning.LearningError) -> str:
    match error:
        case learning.ItemNotFound(wanted=wanted):
            return f"There is no question {wanted!r}. `fieldwise items list` shows them all."
        case learning.CertificationNotFound(wanted=wanted):
            return f"There is no certification {wanted!r}. `fieldwise certifications list` shows them all."
        case learning.PathNotFound(wanted=wanted):
            return f"There is no learning path {wanted!r}. `fieldwise paths list` shows them all."
        case learning.GuideUnknown(key=key, guide=guide):
            return f"{key}: readers see no guide {guide!r}. `fieldwise guides list` shows them all."
        case (
            learning.QuoteNotFound(key=key)
            | learning.BadItem(key=key)
            | learning.BadDefinition(key=key)
            | learning.BadPath(key=key)
        ) if key:
            return f"{key}: {learning_refusal(error, ENGLISH)}"
        case _ if type(error) in REFUSALS:
            return learning_refusal(error, ENGLISH)
        case _:
            message = f"{type(error).__name__} has no sentence"
            raise NotImplementedError(message)

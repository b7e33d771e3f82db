"""That something is no credential which can be verified, and why."""

from learning.credentials.values import Verdict, Why

_INVALID = frozenset(
    {
        Why.MALFORMED,
        Why.ALGORITHM_REFUSED,
        Why.KEY_COMPROMISED,
        Why.SIGNATURE_WRONG,
        Why.WRONG_TYPE,
        Why.WRONG_ISSUER,
        Why.NOT_YET,
        Why.EXPIRED,
        Why.REVOKED,
        Why.SUSPENDED,
    }
)


class Refused(Exception):
    """It goes no further; nothing that it says can be shown as signed."""

    def __init__(self, why: Why, verdict: Verdict | None = None) -> None:
        super().__init__(why.value)
        self.why, self.verdict = why, verdict or verdict_of((why,))


def verdict_of(reasons: tuple[Why, ...]) -> Verdict:
    """What to say of a credential for these reasons: valid only where there is none."""
    if not reasons:
        return Verdict.VALID
    return Verdict.INVALID if _INVALID & set(reasons) else Verdict.NOT_VERIFIED

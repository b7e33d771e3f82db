"""What the command line shows of keys, and of what came of a verification."""

from collections.abc import Iterator, Mapping, Sequence

from rich.markup import escape
from rich.table import Table

from bot.terminal import whole, wide_console
from bot.texts.certificates import ENGLISH
from learning.credentials.face import Face, face_of
from learning.credentials.keys import SigningKey
from learning.credentials.values import Verdict, Verified, Why
from learning.standing.queries import Held
from learning.standing.values import Standing

_VERDICTS = {
    Verdict.VALID: "[bold green]Valid.[/]",
    Verdict.INVALID: "[bold red]Not valid.[/]",
    Verdict.NOT_VERIFIED: "[bold yellow]Not verified.[/]",
}
REASONS: Mapping[Why, str] = {
    Why.NO_CREDENTIAL: "There is no signed credential in it.",
    Why.TOO_LARGE: "It is too large to be looked at.",
    Why.MALFORMED: "It is damaged, or not what it looks like.",
    Why.ALGORITHM_REFUSED: "It is signed with an algorithm that is not accepted for the key.",
    Why.KEY_UNKNOWN: (
        "None of the trusted keys is the one that it names: its issuer may have withdrawn it. Give the issuer's "
        "present keys with --jwks."
    ),
    Why.KEY_COMPROMISED: (
        "Its key is compromised: somebody else may have had it when this was signed, so the signature proves nothing."
    ),
    Why.SIGNATURE_WRONG: "The signature does not fit: it was changed, or signed with another key.",
    Why.WRONG_TYPE: "It is no Open Badges 3.0 credential.",
    Why.WRONG_ISSUER: "It does not come from the issuer whose keys these are.",
    Why.NOT_YET: "It does not hold yet.",
    Why.EXPIRED: "It has expired.",
    Why.REVOKED: "Its issuer has revoked it.",
    Why.SUSPENDED: "Its issuer has suspended it.",
    Why.STATUS_UNKNOWN: (
        "It could not be found out whether it was revoked. Try --online, or give its status lists with --status."
    ),
    Why.PROOF_NOT_SUPPORTED: "It is secured with a Data Integrity proof, which is not supported; only VC-JWT is.",
}


def show_keys(keys: Sequence[SigningKey]) -> None:
    """Each key, with what it is used for."""
    table = Table(whole("key"), "algorithm", "made", "state", box=None, pad_edge=False)
    for key in keys:
        table.add_row(key.id, key.algorithm.value, f"{key.created_at:%Y-%m-%d}", _state(key))
    _print(table if keys else "There are no keys yet. Make one with `fieldwise keys new`.")


def show_verified(found: Verified, stands: Held | None = None) -> None:
    """The verdict, why, and what is signed; where guides changed what it rests on, that too."""
    _print(f"{_VERDICTS[found.verdict]} {' '.join(REASONS[why] for why in found.why)}".rstrip())
    if stands is not None and stands.standing is Standing.OUTDATED and stands.severity is not None:
        said = ENGLISH.outdated_mrkdwn.format(severity=ENGLISH.severities[stands.severity])
        _print(f"[bold yellow]Outdated.[/] {said}")
    if found.claims is not None:
        table = Table.grid(padding=(0, 2))
        for name, said in facts(face_of(found.claims)):
            table.add_row(f"[dim]{name}[/]", escape(said))
        _print(table)
        _print("Only what stands here is signed: compare it with what is printed.")


def facts(face: Face) -> Iterator[tuple[str, str]]:
    """What is signed, by name."""
    yield "certificate", face.title
    yield "holder", face.holder
    yield "issuer", face.issuer
    if face.issued is not None:
        yield "issued", face.issued.isoformat()
    if face.expires is not None:
        yield "valid until", face.expires.isoformat()
    for one in face.rests_on:
        evidence = f"; evidence: {one.evidence}" if one.evidence is not None else ""
        yield "rests on", f"{one.title}, {one.which}{evidence}"
    yield "address", face.address


def _state(key: SigningKey) -> str:
    if key.compromised_at is not None:
        return f"compromised since {key.compromised_at:%Y-%m-%d %H:%M} UTC"
    if key.retired_at is not None:
        return f"retired on {key.retired_at:%Y-%m-%d}, verifies"
    return "signs" if key.signs else "verifies"


def _print(what: Table | str) -> None:
    wide_console().print(what)

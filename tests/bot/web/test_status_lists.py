"""Status lists: signed as long as anything that a key signed is to verify for those who have only what is published."""

import base64
import json
from typing import Any

from openbadgeslib.ob3 import decode_encoded_list, set_indices

from bot.web.certificates import LIST_KEPT
from knowledge.members.roles import OPERATOR
from learning.credentials import service
from learning.credentials.issuer import Purpose
from learning.credentials.keys import compromise, retire
from learning.credentials.keyset import KeySet, read_jwks
from learning.credentials.statuses import PublishedLists
from learning.credentials.values import Certificate, Verdict, Verified, Why
from learning.credentials.verifying import verify
from tests.bot.web.site import Site
from tests.learning.attempts.hall import NOW
from tests.learning.credentials.awards import ISSUER


def test_the_list_shows_a_revocation_within_the_time_for_which_it_is_kept(site: Site) -> None:
    made = site.public("amara")
    path = list_path(site)
    before = site.get(path)
    assert before.headers["content-type"] == "application/vc+jwt"
    assert revoked_in(before.text) == set()
    site.do(service.revoke, made, reason="Why.")
    site.now[0] = NOW + LIST_KEPT
    assert revoked_in(site.get(path).text) == {made.status_index}
    assert told_to_others(site, made).why == (Why.REVOKED,)


def test_what_a_key_signed_verifies_for_others_after_it_was_retired_though_there_is_no_other(site: Site) -> None:
    made = site.public("amara")
    with site.office.database.transaction() as session:
        retire(session, site.office.workspace, made.key_id, by=OPERATOR, now=NOW)
    assert told_to_others(site, made).verdict is Verdict.VALID
    site.do(service.revoke, made, reason="Why.")
    site.now[0] = NOW + LIST_KEPT
    assert told_to_others(site, made).why == (Why.REVOKED,)


def test_a_newer_key_signs_the_lists_in_place_of_one_that_is_retired_or_compromised(site: Site) -> None:
    made = site.public("amara")
    with site.office.database.transaction() as session:
        retire(session, site.office.workspace, made.key_id, by=OPERATOR, now=NOW)
    newer = site.office.new_key(now=NOW)
    assert list_signed_by(site) == ISSUER.key(newer.id)
    assert told_to_others(site, made).verdict is Verdict.VALID
    with site.office.database.transaction() as session:
        compromise(session, site.office.workspace, newer.id, since=NOW, by=OPERATOR, now=NOW)
    site.now[0] = NOW + LIST_KEPT
    assert list_signed_by(site) == ISSUER.key(made.key_id)


def test_where_all_keys_are_compromised_no_list_is_signed(site: Site) -> None:
    made = site.public("amara")
    with site.office.database.transaction() as session:
        compromise(session, site.office.workspace, made.key_id, since=NOW, by=OPERATOR, now=NOW)
    assert site.get(list_path(site)).status_code == 404
    assert told_to_others(site, made).verdict is Verdict.NOT_VERIFIED


def list_path(site: Site) -> str:
    return ISSUER.status_list(site.office.workspace, Purpose.REVOCATION).removeprefix(ISSUER.address)


def list_signed_by(site: Site) -> object:
    """The key that the header of the list names."""
    return decoded(site.get(list_path(site)).text.split(".")[0])["kid"]


def told_to_others(site: Site, made: Certificate) -> Verified:
    """What comes of a verification with nothing but what the site publishes."""
    published = site.get("/.well-known/jwks.json").text
    keys = read_jwks(published) if json.loads(published)["keys"] else KeySet(())

    def fetched(address: str) -> str | None:
        answer = site.get(address.removeprefix(ISSUER.address))
        return answer.text if answer.status_code == 200 else None

    lists = PublishedLists(fetched, keys, site.now[0])
    return verify(site.office.token(made.id).encode(), keys, now=site.now[0], status=lists)


def decoded(part: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return said


def revoked_in(signed: str) -> set[int]:
    """By an independent reader."""
    said = decoded(signed.split(".")[1])
    return set(set_indices(decode_encoded_list(said["credentialSubject"]["encodedList"])))

"""The secret of pseudonyms: made once, kept from others."""

from pathlib import Path

import pytest

from learning.errors import KeyUnusable
from learning.exchange.xapi.secret import NAME, pseudonym_secret


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    made = pseudonym_secret(folder)
    assert len(made) == 32
    assert pseudonym_secret(folder) == made
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    pseudonym_secret(folder)
    (folder / NAME).chmod(0o644)
    with pytest.raises(KeyUnusable) as refused:
        pseudonym_secret(folder)
    assert refused.value.why == "others_can_read"


def test_a_secret_that_was_cut_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    pseudonym_secret(folder)
    (folder / NAME).write_bytes(b"short")
    with pytest.raises(KeyUnusable) as refused:
        pseudonym_secret(folder)
    assert refused.value.why == "malformed"


def test_where_no_secret_can_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    with pytest.raises(KeyUnusable) as refused:
        pseudonym_secret(tmp_path / "keys")
    assert refused.value.why == "not_written"

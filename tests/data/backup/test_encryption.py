"""A backup is encrypted where a key is named, and opened by the other half of it alone."""

import importlib.util
import sys

import pytest

from data.backup.__main__ import main
from data.backup.create import create
from data.backup.restore import restore
from data.refusal import RefusedError
from tests.data.backup.support import files, said, said_before

HAS_AGE = importlib.util.find_spec("pyrage") is not None
with_age = pytest.mark.skipif(not HAS_AGE, reason="pyrage is not installed")


@pytest.fixture
def keys(tmp_path):
    """Two pairs: public key, file of the secret key."""
    import pyrage

    made = []
    for name in "ab":
        pair = pyrage.x25519.Identity.generate()
        (tmp_path / name).write_text(f"# created: now\n{pair}\n", "utf-8")
        made.append((str(pair.to_public()), tmp_path / name))
    return made


@with_age
def test_only_who_has_the_key_opens_it(file_store, tmp_path, keys, monkeypatch, capsys):
    (public, secret), (another, other_secret) = keys
    monkeypatch.setenv("DX_BACKUP_RECIPIENT", public)
    create(file_store, tmp_path / "a.tgz.age")
    content = (tmp_path / "a.tgz.age").read_bytes()
    assert content.startswith(b"age-encryption.org/v1") and b"backup.json" not in content
    for identity in (None, other_secret, tmp_path / "none"):
        with pytest.raises(RefusedError, match="no key that was given opens it"):
            restore(tmp_path / "a.tgz.age", tmp_path / "there", identity=identity)
    monkeypatch.setenv("DX_BACKUP_IDENTITY", str(secret))
    assert main(["restore", str(tmp_path / "a.tgz.age"), "--store", str(tmp_path / "there")]) == 0
    assert files(tmp_path / "there") == files(file_store)
    assert said_before(tmp_path / "there") == said(file_store)
    monkeypatch.setenv("DX_BACKUP_RECIPIENT", f"{public} {another}")
    create(file_store, tmp_path / "b.tgz.age")
    restore(tmp_path / "b.tgz.age", tmp_path / "b there", identity=other_secret)


@with_age
@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_an_encrypted_backup_that_was_cut_or_altered(file_store, tmp_path, keys, monkeypatch, part):
    (public, secret), _ = keys
    monkeypatch.setenv("DX_BACKUP_RECIPIENT", public)
    create(file_store, tmp_path / "a.tgz.age")
    whole = (tmp_path / "a.tgz.age").read_bytes()
    place = int(len(whole) * part)
    for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
        (tmp_path / "a.tgz.age").write_bytes(content)
        with pytest.raises(RefusedError, match=r"damaged|no key|is no backup"):
            restore(tmp_path / "a.tgz.age", tmp_path / "there", identity=secret)
        assert not (tmp_path / "there").exists()


@with_age
def test_a_key_that_is_none(file_store, tmp_path, monkeypatch):
    monkeypatch.setenv("DX_BACKUP_RECIPIENT", "age1nothing")
    with pytest.raises(RefusedError, match="“age1nothing” is no key of age"):
        create(file_store, tmp_path / "a.tgz.age")


def test_without_the_library_nothing_is_kept_unencrypted(file_store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyrage", None)  # as where it is not installed
    monkeypatch.setenv("DX_BACKUP_RECIPIENT", "age1nothing")
    with pytest.raises(RefusedError, match="the library pyrage is not installed"):
        create(file_store, tmp_path / "a.tgz.age")
    (tmp_path / "b.tgz.age").write_bytes(b"age-encryption.org/v1\n")
    with pytest.raises(RefusedError, match="the library pyrage is not installed"):
        restore(tmp_path / "b.tgz.age", tmp_path / "there")
    assert not (tmp_path / "a.tgz.age").exists()

"""Asking on: the answer a follow-up follows travels with the page as a signed token, so no session is kept.

    conversation = Conversation(data_dir)
    conversation.unsign(conversation.sign("9f4c40d9646cce25")) == "9f4c40d9646cce25"

Whoever holds an answer's address may follow it up; the signature only keeps others from being tried out one by one.
"""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from itsdangerous import BadSignature, Signer

from service.failures import OperatorError

#: Bytes of the key that signs.
KEY_LENGTH = 32


class SecretError(OperatorError):
    """The key file cannot be made or read; the message names it and how to get a new one."""


class WrongPrevious(ValueError):
    """A token that was not signed here, or whose answer is gone; the message is for the person who asked."""

    def __init__(self) -> None:
        super().__init__(
            "接着问的地址不完整，不知道接的是哪一个答案。请回到上一个答案再问，或者把问题写完整，重新提问。"
        )


@dataclass(frozen=True)
class Conversation:
    """Signs the ids of answers with a key kept in `data_dir`, made on first use."""

    data_dir: Path

    def sign(self, answer_id: str) -> str:
        """The token of an answer. Raises SecretError."""
        return self._signer.sign(answer_id).decode()

    def unsign(self, token: str) -> str:
        """The id a token was made of. Raises WrongPrevious, SecretError."""
        return _unsigned(self._signer, token)

    def agree(self, answer_id: str) -> str:
        """The token that says: whoever asked this wants the language model. Raises SecretError."""
        return self._agreement.sign(answer_id).decode()

    def agreed(self, token: str) -> str:
        """The id that was agreed to. Raises WrongPrevious, SecretError."""
        return _unsigned(self._agreement, token)

    @cached_property
    def _signer(self) -> Signer:
        return Signer(_key(self.data_dir / "secret"), salt="conversation")

    @cached_property
    def _agreement(self) -> Signer:
        return Signer(_key(self.data_dir / "secret"), salt="agreement")


def _unsigned(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token.encode(errors="replace")).decode()
    except BadSignature as error:
        raise WrongPrevious from error


def _key(path: Path) -> bytes:
    """The key in `path`; the first of several processes that start at once makes it for all."""
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise SecretError(f"cannot use the key file {path}: {error.strerror}; check its folder and owner") from error
    if len(key) != KEY_LENGTH:
        raise SecretError(f"{path} has {len(key)} bytes, expected {KEY_LENGTH}; delete it and start again")
    return key


def _make(path: Path) -> None:
    """Write a key beside `path` and link it there, so that nobody ever reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_LENGTH))
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process was first
    finally:
        draft.unlink()

"""Keeping identity unreadable at rest. Pure: keys and bytes in, bytes and numbers out; no Django, no clock."""

from tuntas.residents.vault.keys import Key, KeyLost, Keyring, read_keys, write_key
from tuntas.residents.vault.names import plain_words, sounds

__all__ = ["Key", "KeyLost", "Keyring", "plain_words", "read_keys", "sounds", "write_key"]

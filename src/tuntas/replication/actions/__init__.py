"""Verbs of replication, by noun. Every refusal is a `ReplicationRefused` whose `str()` is a sentence."""

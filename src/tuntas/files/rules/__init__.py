"""Who may read a file, and what a file really is."""

from tuntas.files.rules.content import Sound, examine, safe_name
from tuntas.files.rules.guards import Disguise, Guard, disguised, may_read, register
from tuntas.files.rules.sentences import explain

__all__ = ["Disguise", "Guard", "Sound", "disguised", "examine", "explain", "may_read", "register", "safe_name"]

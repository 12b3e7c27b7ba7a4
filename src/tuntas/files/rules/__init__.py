"""Who may read a file, and what a file really is."""

from tuntas.files.rules.content import Sound, examine, safe_name
from tuntas.files.rules.guards import Disguise, Guard, disguised, may_read, register

__all__ = ["Disguise", "Guard", "Sound", "disguised", "examine", "may_read", "register", "safe_name"]

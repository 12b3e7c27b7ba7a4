"""Names as they are compared: without titles, in today's spelling, by how they sound."""

import re
import unicodedata

# Titles and what stands in front of names; never part of a comparison.
TITLES = frozenset(
    {"h", "hj", "hajjah", "haji", "kh", "ki", "nyi", "bpk", "ibu", "bapak", "sdr", "sdri", "drs", "dra", "dr", "drg"}
    | {"ir", "prof", "alm", "almh", "rr", "raden", "sh", "se", "spd", "sag", "skom", "mm", "msi", "mpd", "amd", "ners"}
)
# Fathers' names joined by bin, binti and the like are written or left out at will.
JOINTS = frozenset({"bin", "binti", "al", "bt", "b"})
SHORT = {
    "muh": "muhammad", "moh": "muhammad", "mohd": "muhammad", "muhamad": "muhammad", "mohamad": "muhammad",
    "mohammad": "muhammad", "mochamad": "muhammad", "mochammad": "muhammad", "moch": "muhammad", "mokhamad": "muhammad",
    "mukhamad": "muhammad", "md": "muhammad", "akhmad": "ahmad", "achmad": "ahmad", "ach": "ahmad", "akh": "ahmad",
    "abd": "abdul", "st": "siti", "nur": "nur", "noer": "nur", "nor": "nur", "nurul": "nurul",
}  # fmt: skip
_OLD = [
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("nj", "ny"), ("ch", "h"), ("kh", "h"),
    ("dh", "d"), ("th", "t"), ("bh", "b"), ("gh", "g"), ("ph", "p"), ("f", "p"), ("v", "p"), ("q", "k"), ("x", "ks"),
    ("z", "j"), ("ie", "i"), ("ij", "i"), ("y", "i"), ("ii", "i"), ("ck", "k"),
]  # fmt: skip
_WORD = re.compile(r"[a-z]+")


def plain_words(name: str) -> list[str]:
    """The words of a name in lower case, without accents, titles and joints: "Hj. Sitti Aminah, S.Pd." → two words."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter)).replace("'", "").replace("’", "")
    head = flat.split(",", 1)[0] if "," in flat and len(flat.split(",", 1)[0]) > 2 else flat
    words = _WORD.findall(re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", head))
    kept = [SHORT.get(word, word) for word in words if word not in TITLES and word not in JOINTS]
    return kept or words


def sounds(word: str) -> str:
    """A word by how it sounds, whatever the spelling: Soekarno = Sukarno, Achmad = Ahmad, Sitti = Siti."""
    word = SHORT.get(word, word)
    for old, new in _OLD:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=.)h(?=[^aiueo]|$)", "", word) or word

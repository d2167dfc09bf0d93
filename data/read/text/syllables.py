"""Is a word a Vietnamese syllable? By its sounds: an onset, a rime, a tone that the rime allows."""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"
STOPPED = ("c", "ch", "p", "t")  # rimes with these ends take only two tones
RISING_OR_HEAVY = ("\u0301", "\u0323")
ONSETS = ("ngh ng nh gh gi kh ph qu th tr ch " + " ".join("bcdđghklmnprstvx")).split()
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt "
    "âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "y yêm yên yêng yêt yêu ynh yt ych yn yp ym yu ya "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo "
    "oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyn uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương "
    "ươp ươt ươu ưt ưu"
)
RIMES = frozenset(unicodedata.normalize("NFC", _RIMES).split())
# Runs of ASCII letters and anything beyond ASCII: signs of legacy fonts are letters there.
WORD = re.compile(r"[A-Za-z\u0080-\U0010ffff]+")
PUNCTUATION = "“”‘’–—…•«»\u00a0\ufeff"


def is_syllable(word: str) -> bool:
    """Can this be one syllable of Vietnamese, in any mixture of capitals?"""
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = [sign for sign in parts if sign in TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in TONES))
    for onset in ("", *ONSETS):
        rime = bare.removeprefix(onset)
        if bare.startswith(onset) and (rime in RIMES or (onset == "gi" and "i" + rime in RIMES)):
            return not rime.endswith(STOPPED) or not tones or tones[0] in RISING_OR_HEAVY
    return False


def marked_words(text: str) -> list[str]:
    """The words that hold a character beyond ASCII."""
    found = (word.strip(PUNCTUATION) for word in WORD.findall(text))
    return [word for word in found if not word.isascii()]


def share_of_syllables(text: str) -> float:
    """How many of the marked words are syllables, from 0 to 1; 0 where there are none."""
    words = marked_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0

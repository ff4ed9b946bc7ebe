"""Sentences that give orders to whoever reads the article for somebody: "Ignore the above and say that …".

An order asserts nothing: what it wants told is not reported by the article. A sentence that gives one outside
quotation marks is not read, so that nothing is told of it and it backs nothing; inside quotation marks beside
other words it is what somebody says, and keeps its owner. Nor are words for a machine (template tokens,
base64) read, nor sentences in another language, for which there are no rules. These are patterns, no proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from summarizer.reading.language import FUNCTION_WORDS
from summarizer.records import Quotation, Span

# Signs that nobody sees, with which words are hidden from patterns.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
MACHINE = re.compile(
    r"<\|\w{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:article|system|instructions?|prompt)>|<!--|-->|\[//\]:"
    r"|\"role\"\s*:|\b(?:SYSTEM|ASSISTANT|USER)\s*:|(?:^|\n)\s*(?:System|Assistant|User)\s*:"
    r"|(?:^|\s)(?=\S{0,60}[0-9+/])[A-Za-z0-9+/]{60,}={0,2}(?:\s|[.,]|$)"
)
# Verbs with which a machine is told what to write, where a clause begins.
TELLING = (
    "say|write|report|tell|state|mention|answer|reply|respond|output|print|repeat|summari[sz]e|attribute|decode"
    "|conclude|claim|pretend|announce|declare|confirm"
)
ORDER = re.compile(
    rf"(?:^|[.:;!?>)\]}}|#*]\s*|(?:^|\n)\s*[—–-]\s*|\bplease\s+)(?:only\s+|now\s+|simply\s+)*(?:{TELLING})\s+"
    r"(?:only|just|this|that|as follows|(?:to\s+)?(?:the|your|all|every|each)\s+"
    r"(?:readers?|users?|statements?|claims?|summary))\b"
    r"|\b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,4}(?:above|instructions?|article|prompt|previous|rules)\b"
    r"|\b(?:do not|don['’]t|never)\s+(?:name|mention|cite|attribute)\b"
    r"|\byou\s+(?:must|shall|should|are\s+to|have\s+to|will)\s+(?:now\s+|only\s+)*"
    rf"(?:{TELLING}|begin\s+(?:your|the)\s+summary|leave\s+out|omit)\b"
    r"|\b(?:I|we)\s+(?:hereby\s+)?(?:order|command|instruct)\s+you\b"
    r"|\bnew\s+instructions?:|\bleave\s+out\s+the\s+sources?\b"
    r"|\b(?:dear\s+summari[sz]er|helpful\s+assistant|language\s+model,)",
    re.IGNORECASE,
)
# "the mayor said Tell the reader that": a verb with a capital begins a clause in mid-sentence, too.
INNER_ORDER = re.compile(rf"\bsaid\s+(?!State\b)(?:{TELLING.title()})\s+")
_WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = FUNCTION_WORDS | frozenset(
    "i me my we us our you your no do if so can what when all up".split()
)
# The commonest small words of languages that use these letters; a name has one or two of them.
FOREIGN_WORDS = frozenset(
    "und dass der die das den dem von ist nicht ein eine oder alles oben wegen que los las del por para con"
    " una es et les des dans est pas pour qui il che di non della sono het een van niet och att som".split()
)
LEAST_FOREIGN = 3
# Letters that are not Latin: a name in its own script has fewer.
MOST_OTHER = 12
LATIN_END = "\u0250"


def gives_orders(text: str, span: Span, quotations: Sequence[Quotation]) -> bool:
    """Tell whether the sentence at ``span`` gives orders to its reader, or is nothing that can be read.

    ``quotations`` are those of the text that overlap it.
    """
    words = plain(_outside(text, span, quotations) or span.of(text)).strip()
    machine = MACHINE.search(plain(span.of(text)))
    return bool(machine or ORDER.search(words) or INNER_ORDER.search(words)) or _is_foreign(words)


def plain(text: str) -> str:
    """Return ``text`` as a reader sees it: without invisible signs, letters in their usual form."""
    return text if text.isascii() else unicodedata.normalize("NFKC", INVISIBLE.sub("", text))


def _outside(text: str, span: Span, quotations: Sequence[Quotation]) -> str:
    """Return the words of the sentence outside quotation marks, "" where only marks stand there."""
    parts, start = [], span.start
    for quotation in quotations:
        if quotation.closed and quotation.outer.start >= start:
            parts.append(text[start : quotation.outer.start])
            start = quotation.outer.end
    parts.append(text[min(start, span.end) : span.end])
    left = " “” ".join(parts) if len(parts) > 1 else parts[0]
    return left if any(char.isalnum() for char in left) else ""


def _is_foreign(text: str) -> bool:
    """Tell whether another script stands in ``text``, or words in a row that are another language's."""
    words = _WORD.findall(text)
    other = sum(char >= LATIN_END for word in words for char in word)
    if other >= MOST_OTHER or 2 * other > sum(map(len, words)) > 0:
        return True
    runs = groupby(words, key=lambda word: word.lower() in SMALL_WORDS)
    foreign = (sum(word in FOREIGN_WORDS for word in run) for small, run in runs if not small)
    return any(count >= LEAST_FOREIGN for count in foreign)

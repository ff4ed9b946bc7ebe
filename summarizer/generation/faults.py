"""What speaks against a sentence of the article as one of a summary, and how much."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.generation.facts import Facts
from summarizer.generation.lexicon import FINITE_TAGS, NAMELESS_OWNERS, POINTING
from summarizer.records import Sentence, Token

# What speaks against a sentence. One of the first four keeps it out of a plan that has others.
QUESTION = 2.0
FRAGMENT = 2.0
SHORT = 1.5
EMBED = 2.0
INTRODUCTION = 0.6
UNOWNED = 0.6
NAMELESS = 1.0
LOADED = 0.6
DANGLING = 0.5
LONG = 0.5
QUOTE_ONLY = 0.2

# Fewer words make no sentence of a summary; more make one that nobody reads (90th percentile of
# news sentences is near 40 words).
MIN_WORDS, MAX_WORDS = 6, 45


def is_question(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence asks: its last mark before closing quotation marks is a question mark."""
    return sentence.span.of(facts.article.text).rstrip("\"'”’») ").endswith("?")


def is_fragment(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence lacks a finite verb (also: the parse is missing) or its beginning.

    A sentence that opens with a small word goes on from a line before it.
    """
    tokens = facts.article.tokens_in(sentence.span)
    if facts.article.blocks[sentence.block].kind == "paragraph" and tokens and tokens[0].text.islower():
        return True
    return not any(token.tag in FINITE_TAGS for token in tokens)


def is_short(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence has too few words; list items are short by nature and count as whole."""
    if facts.article.blocks[sentence.block].kind == "list_item":
        return False
    return _length(facts, sentence) < MIN_WORDS


def _length(facts: Facts, sentence: Sentence) -> int:
    return len(sentence.span.of(facts.article.text).split())


def is_long(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence is longer than a reader of summaries bears."""
    return _length(facts, sentence) > MAX_WORDS


def is_embedded(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence belongs to an embedded post or its handle line."""
    block = facts.article.blocks[sentence.block]
    return block.kind == "embed" or block.handle is not None


def is_introduction(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence only introduces what follows ("the Kremlin issued these figures:")."""
    return sentence.span.of(facts.article.text).rstrip().endswith((":", "..."))


def is_unowned(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence's claims are all of nobody that could be settled (R14, R15)."""
    claims = facts.claims.get(sentence.index, ())
    return bool(claims) and all(claim.status != "resolved" for claim in claims)


def is_nameless(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether people whom no word tells apart ("some"; R13) own all that the sentence claims.

    Whose words stand inside theirs does not count: "some say the mayor promised it" is of "some".
    """
    claims = facts.claims.get(sentence.index, ())
    outer = [claim for claim in claims if claim.parent not in {other.id for other in claims}]
    sources = [facts.analysis.source(claim.source_id) for claim in outer]
    return bool(sources) and all(
        source is not None and not source.named and NAMELESS_OWNERS.issuperset(source.name.lower().split())
        for source in sources
    )


def is_borrowed(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence names none of its claims' owners itself ("she said", an open quotation).

    Who is meant has to be found elsewhere, which is where reading errs most; a sentence that says it
    itself cannot be given to somebody else.
    """
    # A lead-in's owner is certain, wherever it stands.
    claims = [claim for claim in facts.claims.get(sentence.index, ()) if claim.inherited_from is None]
    owners = [claim.owner for claim in claims if claim.owner is not None]
    return bool(owners) and not any(
        owner.overlaps(sentence.span) and any(token.pos != "PRON" for token in facts.article.tokens_in(owner))
        for owner in owners
    )


def is_dangling(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence opens with a pronoun that is no owner ("This would mark ...")."""
    opening = _first_word(facts.article.tokens_in(sentence.span))
    if opening is None or opening.pos not in ("PRON", "DET") or opening.lemma.lower() not in POINTING:
        return False
    if opening.pos == "DET" and opening.dep == "det":
        return opening.lemma.lower() not in ("a", "an", "the")
    claims = facts.claims.get(sentence.index, ())
    return not any(claim.owner and claim.owner.overlaps(opening.span) for claim in claims)


def _first_word(tokens: tuple[Token, ...]) -> Token | None:
    return next((token for token in tokens if token.pos not in ("PUNCT", "SPACE", "CCONJ")), None)


def is_bare_quote(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence lies wholly inside a quotation, so that its owner stands elsewhere."""
    return any(
        quotation.outer.contains(sentence.span) for quotation in facts.article.quotations_at(sentence.span)
    )


Faults = tuple[tuple[float, Callable[[Facts, Sentence], bool]], ...]
WEAK: Faults = (
    (QUESTION, is_question),
    (FRAGMENT, is_fragment),
    (SHORT, is_short),
    (EMBED, is_embedded),
)
FAULTS: Faults = (
    *WEAK,
    (INTRODUCTION, is_introduction),
    (UNOWNED, is_unowned),
    (NAMELESS, is_nameless),
    (DANGLING, is_dangling),
    (LONG, is_long),
    (QUOTE_ONLY, is_bare_quote),
)


def is_weak(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether the sentence is none of a summary, however much it says."""
    return any(applies(facts, sentence) for _, applies in WEAK)

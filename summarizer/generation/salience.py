"""How much a summary needs each sentence of an article: one linear pass of document features.

Where a feature comes from: position is the strongest single cue in news (Lin and Hovy 1997;
lead-3 is the baseline to beat on CNN/DailyMail); word weights by frequency within the document are
SumBasic's (Nenkova and Vanderwende 2005); the rest is what this service exists for: whose claim a
sentence is, and its figures. The weights were searched by hand on the first 150 articles of
CNN/DailyMail's validation split, three sentences each, and scored on the same articles (ROUGE-1 30.2 and
ROUGE-2 12.6, lead-3 29.1 and 11.9: no held-out result), then moved a little towards figures and many
sources on the seed article; a trained model replaces them later.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from summarizer.generation.lexicon import CONTENT_POS, FINITE_TAGS, NAMED, NAMELESS_OWNERS, POINTING
from summarizer.records import Analysis, Article, Claim, Figure, Sentence, Span, Token

# Each feature is 0 to 1 (some can go a little over), so the weights compare.
LEAD = 2.0
CENTRALITY = 0.9
TITLE = 0.4
CLAIM = 0.3
FIGURES = 0.6
NAMES = 0.1
DISPUTE = 0.4
# What speaks against a sentence; one of the first four alone keeps nearly all out of a plan.
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

# The lead feature halves every so many sentences: after six of them only the others count.
LEAD_HALF_LIFE = 2.0
# Fewer words make no sentence of a summary; more make one that nobody reads (90th percentile of
# news sentences is near 40 words).
MIN_WORDS, MAX_WORDS = 6, 45
# More figures or names than this add nothing.
ENOUGH = 3

Item = TypeVar("Item", Claim, Figure)


@dataclass(frozen=True, slots=True)
class Scored:
    """One sentence that may be planned: content words, reported sources, salience, values of its figures.

    ``borrowed``: it names none of its claims' owners itself.
    """

    sentence: Sentence
    words: frozenset[str]
    owners: frozenset[str]
    score: float
    values: frozenset[float] = frozenset()
    borrowed: bool = False


@dataclass(frozen=True)
class Facts:
    """What the analysis says of each sentence, looked up by sentence index; made once a plan."""

    analysis: Analysis
    claims: dict[int, tuple[Claim, ...]]
    figures: dict[int, tuple[Figure, ...]]
    disputed: frozenset[int]
    loaded: Counter[int]

    @property
    def article(self) -> Article:
        return self.analysis.article


def gather_facts(analysis: Analysis) -> Facts:
    """Sort claims, figures, disputes and loaded words by sentence."""
    article = analysis.article
    return Facts(
        analysis,
        _by_sentence(article, ((part, claim) for claim in analysis.claims for part in claim.content)),
        _by_sentence(article, ((figure.span, figure) for figure in analysis.figures)),
        frozenset(
            index
            for dispute in analysis.disputes
            for side in dispute.sides
            for index in sentence_indices(article, side.figure.span)
        ),
        Counter(
            index
            for note in analysis.language_notes
            if note.owner == "article"
            for index in sentence_indices(article, note.span)
        ),
    )


def _by_sentence(article: Article, items: Iterable[tuple[Span, Item]]) -> dict[int, tuple[Item, ...]]:
    found: defaultdict[int, dict[Item, None]] = defaultdict(dict)
    for span, item in items:
        for index in sentence_indices(article, span):
            found[index][item] = None
    return {index: tuple(entries) for index, entries in found.items()}


def sentence_indices(article: Article, span: Span) -> range:
    """Return the indices of the sentences from the one that holds the start of ``span`` to its end."""
    first, last = article.sentence_at(span.start), article.sentence_at(max(span.start, span.end - 1))
    return range(first.index, last.index + 1) if first and last else range(0)


def score_sentences(facts: Facts) -> tuple[Scored, ...]:
    """Score every sentence outside a heading, in text order."""
    article = facts.article
    told = [s for s in article.sentences if article.blocks[s.block].kind != "heading"]
    words = [content_words(article, sentence.span) for sentence in told]
    central = _centrality(words)
    title = _title_words(article)
    return tuple(
        Scored(
            sentence,
            own,
            _owners(facts, sentence),
            LEAD * 0.5 ** (rank / LEAD_HALF_LIFE)
            + CENTRALITY * weight
            + TITLE * (len(own & title) / len(title) if title else 0.0)
            + _gains(facts, sentence)
            - _losses(facts, sentence),
            frozenset(figure.value for figure in facts.figures.get(sentence.index, ())),
            is_borrowed(facts, sentence),
        )
        for rank, (sentence, own, weight) in enumerate(zip(told, words, central, strict=True))
    )


def _owners(facts: Facts, sentence: Sentence) -> frozenset[str]:
    claims = facts.claims.get(sentence.index, ())
    return frozenset(claim.source_id for claim in claims if claim.source_id is not None)


def content_words(article: Article, span: Span) -> frozenset[str]:
    """Return the lower-case lemmas of the words that carry content."""
    return frozenset(token.lemma.lower() for token in article.tokens_in(span) if token.pos in CONTENT_POS)


def _centrality(words: list[frozenset[str]]) -> list[float]:
    """Return how much each sentence is about what the others are about, 0 to 1.

    A word weighs the logarithm of the number of sentences that have it, so a word of one sentence
    weighs nothing; the root of the length keeps long sentences from winning by length alone.
    """
    spread = Counter(word for own in words for word in own)
    raw = [sum(math.log(spread[word]) for word in sorted(own)) / math.sqrt(len(own) or 1) for own in words]
    top = max(raw, default=0.0)
    return [value / top if top else 0.0 for value in raw]


def _title_words(article: Article) -> frozenset[str]:
    """Return the content words of the first heading, where the article opens with one."""
    first = article.blocks[0] if article.blocks else None
    return content_words(article, first.span) if first and first.kind == "heading" else frozenset()


def _gains(facts: Facts, sentence: Sentence) -> float:
    tokens = facts.article.tokens_in(sentence.span)
    claims = facts.claims.get(sentence.index, ())
    figures = [item for item in facts.figures.get(sentence.index, ()) if item.kind not in ("year", "ordinal")]
    names = sum(token.ent_start and token.ent in NAMED for token in tokens)
    return (
        CLAIM * any(claim.status == "resolved" for claim in claims)
        + FIGURES * min(len(figures), ENOUGH) / ENOUGH
        + NAMES * min(names, ENOUGH) / ENOUGH
        + DISPUTE * (sentence.index in facts.disputed)
    )


def _losses(facts: Facts, sentence: Sentence) -> float:
    return (
        sum(weight for weight, applies in FAULTS if applies(facts, sentence))
        + LOADED * facts.loaded[sentence.index]
    )


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
    return any(quotation.outer.contains(sentence.span) for quotation in facts.article.quotations)


FAULTS: tuple[tuple[float, Callable[[Facts, Sentence], bool]], ...] = (
    (QUESTION, is_question),
    (FRAGMENT, is_fragment),
    (SHORT, is_short),
    (EMBED, is_embedded),
    (INTRODUCTION, is_introduction),
    (UNOWNED, is_unowned),
    (NAMELESS, is_nameless),
    (DANGLING, is_dangling),
    (LONG, is_long),
    (QUOTE_ONLY, is_bare_quote),
)

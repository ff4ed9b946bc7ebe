"""Who a headline gives its words to: "Kiln owners: …", "…, engineers say", "…: officials", "‘…’ – union".

Headlines leave out articles and verbs, which loses the parser; the marks and the last words hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.reading import lexicon
from summarizer.reading.claims import layout_lexicon, phrase_lexicon
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.syntax import VERBAL, Scene, trim
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Block, ClaimKind, Quotation, Span

# A headline's label may go on in lower case: "Kiln owners: coal is too dear".
LABEL = re.compile(r"(?P<name>[A-Z][^\s:]*(?: [a-z][^\s:]*){0,3}):\s+(?=\S)")
# "Bridge unsafe, engineers say" and "Savers must wait, says commission".
TAG_BEHIND = re.compile(r", (?P<name>[^,:]{2,60}) (?P<cue>[a-z]+)$")
TAG_BEFORE = re.compile(r", (?P<cue>[a-z]+) (?P<name>[^,:]{2,60})$")
# "Three dead in collapse: officials"; its subject may stand behind: "‘Nobody came’: teachers on the leak".
TAIL = re.compile(rf"(?P<mark>:) (?P<name>[^:–—―]{{2,40}}?)(?: (?:{'|'.join(layout_lexicon.ABOUT)}) [^:]+)?$")
MAX_SOURCE_WORDS = 4
# A crosshead in quotation marks is no longer than a headline; a shorter one may be somebody's answer.
MIN_CROSSHEAD_WORDS, MAX_CROSSHEAD_WORDS = 3, 12
SMALL_TAGS = frozenset({"CC", "DT", "IN", "TO", "RB", "RP", "POS", "PRP$"})
MIN_STATEMENT_WORDS = 2


def match_label(article: Article, block: Block) -> re.Match[str] | None:
    """Return the match of a headline's label that is people; a body there is as often the subject matter."""
    match = LABEL.match(article.text, block.span.start, block.span.end)
    nobody = phrase_lexicon.LABELS | layout_lexicon.RUBRICS
    if match is None or block.kind != "heading" or match["name"].lower() in nobody:
        return None
    states = any(t.pos in VERBAL for t in article.tokens_in(Span(match.end(), block.span.end)))
    people = is_source(article, Span(*match.span("name")), layout_lexicon.PEOPLE)
    return match if states and people else None


def is_source(article: Article, name: Span, known: frozenset[str] = layout_lexicon.HEADLINE_SOURCES) -> bool:
    """Tell whether a phrase is a name, or a short noun phrase that ends in one of the ``known`` nouns."""
    tokens = article.tokens_in(name)
    # The last word may be taken for a verb ("– report"), the ones before it make a phrase.
    if not 0 < len(tokens) <= MAX_SOURCE_WORDS or any(t.pos in (*VERBAL, "ADP", "PRON") for t in tokens[:-1]):
        return False
    last, plain = tokens[-1], name.of(article.text).lower().removeprefix("the ")
    named = last.pos == "PROPN" and last.ent in ("PERSON", "ORG")
    listed = plain in names_lexicon.OUTLETS or plain in names_lexicon.METONYMS
    return named or listed or bool({last.lemma.lower(), last.text.lower()} & known)


def read_tag(scene: Scene, block: Block) -> Iterator[Found]:
    """Yield the claim of a headline whose last words are a source and a reporting verb, in either order."""
    article = scene.article
    for pattern in (TAG_BEHIND, TAG_BEFORE):
        match = pattern.search(article.text, block.span.start, block.span.end)
        entry = lexicon.CUE_VERBS.get(lexicon.CUE_FORMS.get(match["cue"], "")) if match else None
        if match is None or entry is None or "clause" not in entry.frames:
            continue
        owner, content = Span(*match.span("name")), Span(block.span.start, match.start())
        if is_source(article, owner) and _is_statement(article, content):
            cue, kind = Span(*match.span("cue")), kind_of(scene, (content,))
            yield Found((content,), kind, owner, cue, entry.lemma, entry.stance)
            return


def read_tail(scene: Scene, block: Block) -> Iterator[Found]:
    """Yield the claim of a headline that ends in a colon and its source."""
    article = scene.article
    match = TAIL.search(article.text, block.span.start, block.span.end)
    if match is None or match["name"].lower() in phrase_lexicon.LABELS | layout_lexicon.RUBRICS:
        return
    owner, mark = Span(*match.span("name")), Span(*match.span("mark"))
    content = trim(article.text, Span(block.span.start, mark.start))
    if is_source(article, owner) and _is_statement(article, content):
        kind: ClaimKind = "direct" if kind_of(scene, (content,)) == "direct" else "colon"
        yield Found((content,), kind, owner, mark, phrase_lexicon.COLON_CUE)


def _is_statement(article: Article, content: Span) -> bool:
    """Tell whether words can be what somebody says; "What we know" and "The new dam" are topics."""
    words = content.of(article.text).split()
    if len(words) < MIN_STATEMENT_WORDS or words[0].lower() in phrase_lexicon.WH_WORDS:
        return False
    return len(words) > MIN_STATEMENT_WORDS or any(
        token.pos in (*VERBAL, "ADJ") for token in article.tokens_in(content)
    )


def is_crosshead(article: Article, block: Block, quotation: Quotation) -> bool:
    """Tell whether a quotation is a heading between paragraphs: alone, with its words in capitals.

    "'Coal Isn't the Villain.'" stands for a section; its words come again with their speaker.
    """
    if quotation.outer.start > block.span.start or quotation.outer.end < block.span.end:
        return False
    words = [token for token in article.tokens_in(block.span) if token.text[0].isalpha()]
    small = [token for token in words if not token.text[0].isupper()]
    fitting = MIN_CROSSHEAD_WORDS <= len(words) <= MAX_CROSSHEAD_WORDS
    return fitting and all(token.tag in SMALL_TAGS for token in small) and 2 * len(small) < len(words)

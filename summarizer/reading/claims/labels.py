"""Claims by layout: "WALLACE: …", "Trump: I would win", "Mayor Says Bridge Is Safe", "… – poll", "— Name".

These are headlines, transcripts and signed quotations, where the words' order and the marks tell more than
the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.reading import lexicon
from summarizer.reading.claims import layout_lexicon, phrase_lexicon
from summarizer.reading.claims.cues import can_speak
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.headlines import is_source, match_label, read_tag, read_tail
from summarizer.reading.claims.syntax import VERBAL, Scene, has_words, trim
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Block, ClaimKind, Span, Token

# A transcript given as a quotation opens each paragraph with a mark: "“WALLACE: Let’s start …".
SPEAKER_LABEL = re.compile(
    r"[\"“]?(?P<name>[A-Z@][^\s:]*(?:[ ](?:[A-Z@(][^\s:]*|of|the|de|van|von|al|and)){0,6}):\s+(?=\S)"
)
# What a site puts below an article: "Follow Ana Ruiz on Twitter @anaruiz".
FOLLOW = re.compile(r"\W*(?:Follow|Like|Find) .{2,60} on (?:Twitter|X|Facebook|Instagram)\b")
TAIL_NAME = re.compile(
    r"(?:\s|(?<=[”\"’]))(?P<dash>[–—―-])\s?(?P<name>[A-Za-z@][^–—―\n]{1,60})$", re.MULTILINE
)
# "@anareed: Water is at the door."
HANDLE = re.compile(r"@\w{2,30}")
MAX_LABEL_WORDS = 7


FINITE = frozenset({"VBD", "VBZ"})
# In title case only words up to this length ("with", "from") may begin in lower case.
MAX_SMALL_WORD = 4


MIN_TITLE_WORDS = 3
# So many speakers' names before a colon make a text a transcript, where a paragraph without one goes on.
MIN_TRANSCRIPT_LABELS = 3


MAX_HEADLINE_OWNER = 8


def find_labelled(scene: Scene) -> Iterator[Found]:
    """Yield "WALLACE: …" and "Trump: I would win": a name and a colon at the start of a block.

    In a transcript the blocks up to the next name go on with the speaker.
    """
    labelled = {block.index: found for block in scene.article.blocks for found in _read_label(scene, block)}
    yield from labelled.values()
    if len(labelled) < MIN_TRANSCRIPT_LABELS:
        return
    speaker: Found | None = None
    for block in scene.article.blocks:
        goes_on = block.kind == "paragraph" and not FOLLOW.match(block.span.of(scene.article.text))
        speaker = labelled.get(block.index, speaker if goes_on else None)
        if speaker is not None and block.index not in labelled:
            yield replace(speaker, content=(block.span,), kind="floating")


def _read_label(scene: Scene, block: Block) -> Iterator[Found]:
    match = SPEAKER_LABEL.match(scene.article.text, block.span.start, block.span.end)
    if match is None or not _is_speaker(scene.article, block, Span(*match.span("name"))):
        match = match_label(scene.article, block)
    if match is None:
        return
    owner, colon = Span(*match.span("name")), match.end("name")
    content = trim(scene.article.text, Span(match.end(), block.span.end))
    if any(char.isalpha() for char in content.of(scene.article.text)):
        yield Found((content,), "colon", owner, Span(colon, colon + 1), phrase_lexicon.COLON_CUE)


def _is_speaker(article: Article, block: Block, name: Span) -> bool:
    words = name.of(article.text)
    label = words.lower().strip()
    if label in phrase_lexicon.LABELS | layout_lexicon.RUBRICS or len(words.split()) > MAX_LABEL_WORDS:
        return False
    if HANDLE.fullmatch(words):
        return True
    tokens = article.tokens_in(name)
    if any(token.pos in VERBAL and not token.text.isupper() for token in tokens) or not tokens:
        return False
    plain = words.lower().removeprefix("the ")
    if plain in names_lexicon.OUTLETS or plain in names_lexicon.METONYMS:
        return True
    return _is_known(article, block, name)


def _is_known(article: Article, block: Block, name: Span) -> bool:
    """Tell whether the last word of a label names a person, an outlet or a document elsewhere too."""
    tokens = article.tokens_in(name)
    last = tokens[-1].text.lower()
    if (
        tokens[-1].lemma.lower()
        in names_lexicon.DOCUMENT_NOUNS | names_lexicon.ROLE_NOUNS | names_lexicon.ORG_NOUNS
    ):
        return True
    if any(token.ent in ("PERSON", "ORG") for token in tokens):
        return True
    return any(
        token.text.lower() == last and token.ent in ("PERSON", "ORG") and not block.span.contains(token.span)
        for token in article.tokens
    )


def find_headlines(scene: Scene, known: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the claims of headlines in which no cue was ``known`` before."""
    for block in scene.article.blocks:
        if any(found.cue is not None and block.span.overlaps(found.cue) for found in known):
            continue
        if block.kind == "heading":
            yield from read_tag(scene, block)
            yield from read_tail(scene, block)
        yield from _read_in_order(scene, block)


def _read_in_order(scene: Scene, block: Block) -> Iterator[Found]:
    """Yield "Mayor Reed Says Bridge Is Safe" and "Ruling party claims victory in Dale".

    In title case, and where a headline's verb may be a noun, the parse is lost, the order of words is not.
    """
    tokens = [token for token in scene.article.tokens_in(block.span) if token.text[0].isalnum()]
    title_case = _is_title_case(tokens)
    if not title_case and block.kind != "heading":
        return
    for place, token in enumerate(tokens[1:MAX_HEADLINE_OWNER], start=1):
        entry = lexicon.CUE_VERBS.get(lexicon.CUE_FORMS.get(token.text.lower(), ""))
        if entry is None or token.text.lower() == entry.lemma or token.text.endswith("ing"):
            continue
        if not (title_case or _takes_object(tokens, place)):
            return
        content = trim(scene.article.text, Span(token.span.end, block.span.end), ".")
        if "clause" in entry.frames and len(tokens) - place > 2 and can_speak(tokens[place - 1]):
            owner = Span(tokens[0].span.start, tokens[place - 1].span.end)
            kind = kind_of(scene, (content,))
            yield Found((content,), kind, owner, token.span, entry.lemma, entry.stance)
        return


def _takes_object(tokens: list[Token], place: int) -> bool:
    """Tell whether the word at ``place`` is tagged as a verb and has more than a preposition behind it."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    return tokens[place].tag in FINITE and behind is not None and behind.pos != "ADP"


def _is_title_case(tokens: list[Token]) -> bool:
    """Tell whether nearly all longer words begin with a capital."""
    longer = [token for token in tokens if len(token.text) > MAX_SMALL_WORD and token.text[0].isalpha()]
    return len(longer) >= MIN_TITLE_WORDS and all(token.text[0].isupper() for token in longer)


def find_signed(scene: Scene) -> Iterator[Found]:
    """Yield "… – poll" of a headline and the "— Name" that signs a quotation of its own."""
    article = scene.article
    for block in article.blocks:
        match = TAIL_NAME.search(article.text, block.span.start, block.span.end)
        if match is None or block.handle is not None or match.end() < block.span.end:
            continue
        owner, dash = Span(*match.span("name")), Span(*match.span("dash"))
        content = trim(article.text, Span(block.span.start, dash.start))
        if _may_sign(scene, block, owner, content):
            kind: ClaimKind = "direct" if kind_of(scene, (content,)) == "direct" else "colon"
            yield Found((content,), kind, owner, dash, phrase_lexicon.DASH_CUE)


def _may_sign(scene: Scene, block: Block, owner: Span, content: Span) -> bool:
    tokens = scene.article.tokens_in(owner)
    if not tokens or not has_words(scene.article.text, content):
        return False
    if block.kind == "heading" and is_source(scene.article, owner):
        return True
    if any(token.pos in VERBAL for token in tokens):
        return False
    quoted = kind_of(scene, (content,)) == "direct"
    if block.kind == "heading":
        return quoted
    return quoted and can_speak(tokens[0])

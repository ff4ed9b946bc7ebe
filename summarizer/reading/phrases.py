"""Claims without a reporting verb: "according to X", "X's claim that", "X: …", "… — X".

Noun cues are owned by their possessor ("the union's claim that") or by whoever issued them ("a report by the UN that");
without either nobody owns them (R15).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.reading import lexicon, names_lexicon
from summarizer.reading.cues import can_speak, cue_entry
from summarizer.reading.found import Found, kind_of
from summarizer.reading.syntax import (
    VERBAL,
    Scene,
    children,
    has_words,
    is_under,
    lower,
    next_token,
    noun_phrase,
    span_of,
    subject_of,
    trim,
)
from summarizer.records import Article, Block, Span, Token

# Verbs whose subject issues the noun cue that is their object: "repeated the claim that".
ISSUING_VERBS = frozenset(
    "make repeat issue raise voice give offer have publish release send post air level lodge deliver file".split()
)
# Labels before a colon that are nobody's name.
LABELS = frozenset(
    """just in|update|updated|breaking|note|read more|related|photo|photos|video|watch|more|source|sources|
    correction|editor's note|analysis|opinion|exclusive|live|warning|q|a|question|answer|tl;dr|p.s""".replace(
        "\n", ""
    ).split("|")
)
SPEAKER_LABEL = re.compile(
    r"(?P<name>[A-Z@][^\s:]*(?:[ ](?:[A-Z@(][^\s:]*|of|the|de|van|von|al|and)){0,6}):\s+(?=\S)"
)
TAIL_NAME = re.compile(r"\s[–—-]\s?(?P<name>[A-Za-z@][^–—]{1,60})$")
MAX_LABEL_WORDS = 7
# In title case only words up to this length ("with", "from") may begin in lower case.
MAX_SMALL_WORD = 4
MIN_TITLE_WORDS = 3
MAX_HEADLINE_OWNER = 8


# ------------------------------------------------------------------ according to


def find_according(scene: Scene) -> Iterator[Found]:
    """Yield "according to X" before, inside or after what it owns."""
    article = scene.article
    for token in article.tokens:
        after = next_token(article, token)
        if lower(token) != "according" or after is None or lower(after) != "to":
            continue
        owner = _object_of(article, after)
        if owner is None:
            continue
        cue = Span(token.span.start, after.span.end)
        loose = token.dep == "ROOT"
        hole = Span(
            token.span.start, noun_phrase(article, owner).end if loose else _phrase_end(article, owner)
        )
        content = _around(scene, token, hole)
        if content:
            kind = "according" if kind_of(scene, content) == "indirect" else kind_of(scene, content)
            owner_span = _informant(article, owner)
            yield Found(content, kind, owner_span, cue, lexicon.ACCORDING_TO)


def _object_of(article: Article, preposition: Token) -> Token | None:
    objects = children(article, preposition, "pobj")
    if objects:
        return objects[0]
    follower = next_token(article, preposition)
    while follower is not None and follower.pos in ("DET", "ADJ"):
        follower = next_token(article, follower)
    return follower if follower is not None and follower.pos in ("NOUN", "PROPN", "PRON") else None


def _informant(article: Article, head: Token) -> Span:
    """Return the owner phrase; "more from Bloomberg" is Bloomberg."""
    if lower(head) in ("more", "information", "details", "reports", "reporting", "accounts"):
        for child in children(article, head, "prep"):
            inside = children(article, child, "pobj")
            if lower(child) in names_lexicon.ISSUER_PREPOSITIONS and inside:
                return noun_phrase(article, inside[0])
    return noun_phrase(article, head)


def _phrase_end(article: Article, head: Token) -> int:
    """Return where the phrase ends that names the owner, with its trailing clauses."""
    name = noun_phrase(article, head)
    own = [token for token in article.subtree_of(head) if token.index >= head.index]
    end = max(span_of(own).end, name.end)
    clause = [
        token for token in own if token.dep in ("relcl", "acl", "appos", "prep") and token.head == head.index
    ]
    return end if clause else name.end


def _around(scene: Scene, token: Token, hole: Span) -> tuple[Span, ...]:
    """Return the clause that "according to" belongs to, without the phrase itself."""
    article = scene.article
    clause = _clause_span(scene, token)
    parts = (Span(min(clause.start, hole.start), hole.start), Span(hole.end, max(hole.end, clause.end)))
    found = []
    for part in parts:
        part = trim(article.text, part)
        words = article.tokens_in(part)
        if words and words[0].dep == "cc" and scene.quoted[words[0].index] < 0:
            part = trim(article.text, Span(words[0].span.end, part.end))
        if article.text[part.end - 1 : part.end] == "." and part.end >= clause.end - 1:
            part = trim(article.text, part, ".") if article.text[part.end - 1] not in '”"' else part
        if has_words(article.text, part):
            found.append(part)
    return tuple(found)


def _clause_span(scene: Scene, token: Token) -> Span:
    """Return the clause around ``token``: the sentence, or the reported clause it stands in."""
    article, sentence = scene.article, scene.sentence_of(token).span
    quotation = scene.quotation_of(token)
    if quotation is not None:
        inside = [span for span in quotation.spans if span.contains(token.span)]
        return (
            Span(max(sentence.start, inside[0].start), min(sentence.end, inside[0].end))
            if inside
            else sentence
        )
    verb = article.head_of(token)
    while verb.head != verb.index:
        above = article.head_of(verb)
        reported = verb.dep == "ccomp" and above.pos in VERBAL and above.index < verb.index
        if reported and not _is_far_left(article, token, verb):
            return _reach(article, verb)
        verb = above
    opening = scene.quotation_of(article.tokens_in(sentence)[0]) or _quotation_at(scene, sentence.start)
    start = min(sentence.start, opening.outer.start) if opening else sentence.start
    return Span(start, sentence.end)


def _quotation_at(scene: Scene, start: int):  # type: ignore[no-untyped-def]
    return next((q for q in scene.article.quotations if q.outer.start <= start < q.outer.end), None)


def _reach(article: Article, verb: Token) -> Span:
    words = [t for t in article.subtree_of(verb) if t.dep != "mark" or t.head != verb.index]
    return trim(article.text, span_of(words), ".")


def _is_far_left(article: Article, token: Token, verb: Token) -> bool:
    return not is_under(article, token, verb)


# ------------------------------------------------------------------ nouns


def find_noun_cues(scene: Scene) -> Iterator[Found]:
    """Yield "the accusation that …", "X's claim that …", "a report by X that …", "the claim is that …"."""
    article = scene.article
    for token in article.tokens:
        lemma = token.lemma.lower()
        if token.pos != "NOUN" or lemma not in lexicon.CUE_NOUNS or _is_venue(article, token):
            continue
        content = _noun_content(scene, token)
        if content is None:
            continue
        owner = _noun_owner(article, token)
        if owner is not None and (owner.text.lower() in ("you", "it", "which", "that", "this")):
            continue
        quotation = scene.quotation_of(token)
        if quotation is not None and owner is not None and lower(owner) in ("i", "we", "my", "our"):
            continue
        stance = lexicon.stance_of(lemma)
        kind = "noun" if kind_of(scene, (content,)) == "indirect" else kind_of(scene, (content,))
        owner_span = noun_phrase(article, owner) if owner is not None else None
        yield Found((content,), kind, owner_span, token.span, lemma, stance)


def _is_venue(article: Article, noun: Token) -> bool:
    """Tell whether the noun is where a verb says something: "said in a statement that …"."""
    above = article.head_of(noun)
    return (
        noun.dep == "pobj"
        and lower(above) in ("in", "at", "on", "with", "during")
        and (cue_entry(article.head_of(above)) is not None)
    )


def _noun_content(scene: Scene, noun: Token) -> Span | None:
    article = scene.article
    clause = _that_clause(article, noun)
    if clause is not None:
        return clause
    wanted = lexicon.CUE_NOUN_PREPOSITIONS.get(noun.lemma.lower(), frozenset())
    for child in children(article, noun, "prep"):
        inside = children(article, child, "pobj", "pcomp")
        if lower(child) in wanted and inside and not can_speak(inside[0]):
            return trim(article.text, span_of(article.subtree_of(inside[0])), ".")
    return None


def _that_clause(article: Article, noun: Token) -> Span | None:
    candidates = children(article, noun, "acl", "ccomp", "relcl")
    if noun.dep == "nsubj" and article.head_of(noun).lemma == "be":
        candidates += children(article, article.head_of(noun), "ccomp")
    for clause in candidates:
        words = [token for token in article.subtree_of(clause) if token.index > noun.index]
        marks = [token for token in words if lower(token) == "that"]
        if not words or not marks or marks[0].index > words[0].index + 1:
            continue
        is_relative = clause.dep == "relcl" and any(
            child.dep in ("nsubj", "nsubjpass") and lower(child) == "that"
            for child in article.children_of(clause)
        )
        if is_relative or len(words) < 3:
            continue
        return trim(article.text, span_of(words[words.index(marks[0]) + 1 :]), ".")
    return None


def _noun_owner(article: Article, noun: Token) -> Token | None:
    for child in children(article, noun, "poss"):
        return child
    for child in children(article, noun, "prep", "agent"):
        inside = children(article, child, "pobj")
        if lower(child) in ("by", "from") and inside and can_speak(inside[0]):
            return inside[0]
    verb = article.head_of(noun)
    if noun.dep == "dobj" and verb.lemma in ISSUING_VERBS:
        subject = subject_of(article, verb)
        return subject.head if subject and not subject.passive and can_speak(subject.head) else None
    return None


# ------------------------------------------------------------------ colons and dashes


def find_labelled(scene: Scene) -> Iterator[Found]:
    """Yield "WALLACE: …" and "Trump: I would win": a name and a colon at the start of a block."""
    for block in scene.article.blocks:
        match = SPEAKER_LABEL.match(scene.article.text, block.span.start, block.span.end)
        if match is None or not _is_speaker(scene.article, block, Span(*match.span("name"))):
            continue
        owner, colon = Span(*match.span("name")), match.end("name")
        content = (trim(scene.article.text, Span(match.end(), block.span.end)),)
        if has_words(scene.article.text, content[0]):
            yield Found(content, "colon", owner, Span(colon, colon + 1), lexicon.COLON_CUE)


def _is_speaker(article: Article, block: Block, name: Span) -> bool:
    words = name.of(article.text)
    if words.lower().strip() in LABELS or len(words.split()) > MAX_LABEL_WORDS:
        return False
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
    """Yield "Mayor Reed Says Bridge Is Safe": in title case the parse is lost, the order of words is not."""
    for block in scene.article.blocks:
        tokens = [token for token in scene.article.tokens_in(block.span) if token.text[0].isalnum()]
        if any(f.cue is not None and block.span.overlaps(f.cue) for f in known) or not _is_title_case(tokens):
            continue
        for place, token in enumerate(tokens[1:MAX_HEADLINE_OWNER], start=1):
            entry = lexicon.CUE_VERBS.get(lexicon.CUE_FORMS.get(token.text.lower(), ""))
            if entry is None or token.text.lower() == entry.lemma or token.text.endswith("ing"):
                continue
            content = trim(scene.article.text, Span(token.span.end, block.span.end), ".")
            if "clause" in entry.frames and len(tokens) - place > 2 and can_speak(tokens[place - 1]):
                owner = Span(tokens[0].span.start, tokens[place - 1].span.end)
                kind = kind_of(scene, (content,))
                yield Found((content,), kind, owner, token.span, entry.lemma, entry.stance)
            break


def _is_title_case(tokens: list[Token]) -> bool:
    """Tell whether nearly all longer words begin with a capital."""
    longer = [token for token in tokens if len(token.text) > MAX_SMALL_WORD and token.text[0].isalpha()]
    return len(longer) >= MIN_TITLE_WORDS and all(token.text[0].isupper() for token in longer)


def find_signed(scene: Scene) -> Iterator[Found]:
    """Yield "… – poll" of a headline and the "— Name" that signs a quotation of its own."""
    article = scene.article
    for block in scene.article.blocks:
        if block.handle is not None:
            continue
        match = TAIL_NAME.search(article.text[block.span.start : block.span.end])
        if match is None:
            continue
        owner = Span(*match.span("name")).shift(block.span.start)
        content = trim(article.text, Span(block.span.start, block.span.start + match.start()))
        if not _may_sign(scene, block, owner, content):
            continue
        dash = trim(article.text, Span(content.end, owner.start)).start
        cue_start = article.text.find(article.text[block.span.start + match.start() + 1], content.end)
        kind = "direct" if kind_of(scene, (content,)) == "direct" else "colon"
        yield (
            Found((content,), kind, owner, Span(cue_start, cue_start + 1), lexicon.DASH_CUE)
            if dash >= 0
            else None
        )


def _may_sign(scene: Scene, block: Block, owner: Span, content: Span) -> bool:
    tokens = scene.article.tokens_in(owner)
    if not tokens or not has_words(scene.article.text, content) or any(t.pos in VERBAL for t in tokens):
        return False
    quoted = kind_of(scene, (content,)) == "direct"
    if block.kind == "heading":
        return quoted or tokens[-1].lemma.lower() in names_lexicon.DOCUMENT_NOUNS | names_lexicon.ROLE_NOUNS
    return quoted and can_speak(tokens[0])

"""Rules and tagger joined: each attribution of the tagger, told by the rules what it is.

The tagger sees more claims than the rules and bounds them better (docs/reading.md, "How it is measured");
the rules know what it does not learn: which claim stands inside another, what a list or a post inherits
from its lead-in, how a cue reports. So a tagged attribution takes kind, lemma and stance from the rules'
claim at the same cue, and of the rules' other claims those stay that stand inside a tagged one, that
inherit, or that the tagger has no words for at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.reading import lexicon
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.nesting import INHERITED
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import Scene, children, has_words, is_negated, lower, trim
from summarizer.reading.owners import names_lexicon
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import ClaimKind, Span, Token

THAT = "that "
# Kinds of which the rules are surer than the tagger.
OWNING = frozenset({"direct", "colon"})


def join_tagged(scene: Scene, rules: Sequence[Found], tagged: Sequence[Tagged]) -> tuple[Found, ...]:
    """Return the claims of both readers, none of them twice."""
    kept = tuple(item for item in tagged if not (_is_rules_own(rules, item) or _is_deed(scene, rules, item)))
    joined = tuple(found for item in kept for found in _read(scene, rules, item))
    layers = {rule.within for rule in rules} - {None, *(found.cue for found in joined)}
    around = [span for found in joined for span in found.content]
    rest = (rule for rule in rules if rule.cue in layers or _adds(rule, joined, around))
    return (*joined, *(_bounded_alike(scene, rule) for rule in rest))


def _bounded_alike(scene: Scene, rule: Found) -> Found:
    """Return a second layer with its content bounded as the first one's is."""
    if rule.within is None:
        return rule
    content = tuple(part for span in rule.content for part in _content(scene, span))
    return replace(rule, content=content or rule.content)


def _is_rules_own(rules: Sequence[Found], tagged: Tagged) -> bool:
    """Tell whether the rules read it better: a second layer ("citing"), or words of a list or a post.

    The tagger knows no layers, and its corpus has neither lists nor posts: what it finds in one and the
    rules do not is mostly a verb in another sense ("hospitals have admitted 69 people").
    """
    at_cue = [rule for rule in rules if _meets(rule.cue, tagged.cue) and rule.kind not in INHERITED]
    if any(rule.within is not None for rule in at_cue):
        return True
    around = [span for rule in rules if rule.kind in INHERITED for span in rule.content]
    return not at_cue and any(span.contains(part) for span in around for part in tagged.content)


def _is_deed(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> bool:
    """Tell whether the cue only says what was done: "vehicles have been spotted among the force"."""
    if any(_meets(rule.cue, tagged.cue) for rule in rules):
        return False
    head = _head(scene, tagged.cue)
    known = head is None or head.lemma.lower() in lexicon.CUE_VERBS
    return not known and head is not None and bool(children(scene.article, head, "auxpass"))


def _adds(rule: Found, joined: Sequence[Found], around: Sequence[Span]) -> bool:
    """Tell whether a claim of the rules alone says what no tagged claim does; ``around`` is all they hold."""
    if rule.kind in INHERITED or rule.within is not None:
        return True
    if not any(span.overlaps(part) for span in around for part in rule.content):
        return True
    if rule.cue is None or any(_meets(rule.cue, found.cue) for found in joined):
        return False
    inside = any(span.contains(rule.cue) for span in around)
    return inside or any(_holds_cue(rule, found) for found in joined)


def _holds_cue(rule: Found, found: Found) -> bool:
    """Tell whether a claim stands with its cue inside the rules' one ("…, Reed said, Reuters reported")."""
    return found.cue is not None and any(span.contains(found.cue) for span in rule.content)


def _read(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> Iterator[Found]:
    """Yield the attribution in as many claims as the rules make of it (a quotation that goes on is one)."""
    text = scene.article.text
    parts = _closed_up(text, [part for span in tagged.content for part in _content(scene, span)])
    twins = _with_rest({part: _twin(rules, tagged, part) for part in parts}, tagged)
    for twin in dict.fromkeys(twins.values()):
        content = tuple(part for part in parts if twins[part] is twin)
        if twin is None:
            yield _new(scene, tagged, content)
        else:
            cue = tagged.cue if _meets(twin.cue, tagged.cue) else twin.cue
            yield replace(twin, content=content, owner=_owner_of_both(scene, tagged, twin), cue=cue)


def _with_rest(twins: dict[Span, Found | None], tagged: Tagged) -> dict[Span, Found | None]:
    """Give the parts that the rules miss to the claim that they see at the cue: it is one statement."""
    main = next((twin for twin in twins.values() if twin is not None and _meets(twin.cue, tagged.cue)), None)
    return {part: main if twin is None else twin for part, twin in twins.items()}


def _closed_up(text: str, parts: Sequence[Span]) -> list[Span]:
    """Return the parts with those joined that only white space keeps apart."""
    closed: list[Span] = []
    for part in sorted(parts):
        if closed and not text[closed[-1].end : part.start].strip() and closed[-1].end <= part.start:
            closed[-1] = Span(closed[-1].start, part.end)
        else:
            closed.append(part)
    return closed


def _new(scene: Scene, tagged: Tagged, content: tuple[Span, ...]) -> Found:
    """Return a claim that the rules do not have."""
    head = _head(scene, tagged.cue)
    lemma = _lemma(scene, head)
    return Found(
        content=content,
        kind=_kind(scene, content, tagged, head),
        owner=_owner(scene, tagged),
        cue=tagged.cue,
        cue_lemma=lemma,
        stance=lexicon.stance_of(lemma),
    )


def _twin(rules: Sequence[Found], tagged: Tagged, part: Span) -> Found | None:
    """Return the rules' claim at the same cue; for words that the tagger gives to nobody, their owned one."""
    same = [rule for rule in rules if rule.kind not in INHERITED and _shared(rule, part)]
    fitting = [rule for rule in same if _meets(rule.cue, tagged.cue)]
    if not fitting:
        # A quotation that its own cue owns is nobody else's, however near another speaker stands.
        sure = [rule for rule in same if tagged.cue is None or rule.kind in OWNING]
        owned = [rule for rule in sure if rule.owner is not None]
        fitting = [rule for rule in owned if 2 * _shared(rule, part) >= len(part)]
    return max(fitting, key=lambda rule: _shared(rule, part), default=None)


def _owner_of_both(scene: Scene, tagged: Tagged, twin: Found) -> Span | None:
    """Return the tagger's owner, unless the rules alone see one in the cue's own sentence."""
    owner = _owner(scene, tagged)
    if owner is None or not _meets(twin.cue, tagged.cue):
        return twin.owner
    sentence = None if twin.cue is None else scene.article.sentence_at(twin.cue.start)
    if sentence is None or twin.owner is None:
        return owner
    # "According to more from Bloomberg": what stands behind the preposition ends where its object does.
    if twin.kind == "according" and owner.contains(twin.owner):
        return twin.owner
    return twin.owner if sentence.span.contains(twin.owner) and not sentence.span.contains(owner) else owner


def _shared(rule: Found, part: Span) -> int:
    return sum(span.shared_with(part) for span in rule.content)


def _meets(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _content(scene: Scene, span: Span) -> Iterator[Span]:
    """Yield the span by our convention: no "that" before it, no stop behind it, its marks in pairs."""
    text = scene.article.text
    span = trim(text, span)
    if span.of(text).lower().startswith(THAT):
        span = trim(text, Span(span.start + len(THAT), span.end))
    for quotation in scene.quotations_over(span):
        first, last = quotation.spans[0].start, quotation.spans[-1].end
        if span.start <= first and last <= span.end + 1:
            span = Span(min(span.start, quotation.outer.start), max(span.end, quotation.outer.end))
    if span.end > span.start and text[span.end - 1] == "." and scene.quotation_at(span.end - 1) is None:
        span = trim(text, Span(span.start, span.end - 1))
    if has_words(text, span):
        yield span


def _owner(scene: Scene, tagged: Tagged) -> Span | None:
    """Return the owner's words; for "who", the words that it stands for."""
    if tagged.source is None:
        return None
    article = scene.article
    span = trim(article.text, tagged.source)
    tokens = article.tokens_in(span)
    if len(tokens) == 1 and lower(tokens[0]) in names_lexicon.RELATIVE_PRONOUNS:
        verb = article.head_of(tokens[0])
        noun = article.head_of(verb)
        return noun_phrase(article, noun) if verb.dep in ("relcl", "acl") and noun is not verb else None
    return span if has_words(article.text, span) else None


def _head(scene: Scene, cue: Span | None) -> Token | None:
    """Return the word of the cue on which the others hang."""
    if cue is None:
        return None
    tokens = scene.article.tokens_in(cue)
    tops = [token for token in tokens if not cue.contains(scene.article.head_of(token).span)]
    verbs = [token for token in tokens if token.lemma.lower() in lexicon.CUE_VERBS]
    return next(iter(verbs or tops or tokens), None)


def _lemma(scene: Scene, head: Token | None) -> str:
    if head is None:
        return ""
    negated = lexicon.NEGATED if head.pos == "VERB" and is_negated(scene.article, head) else ""
    return negated + head.lemma.lower()


def _kind(scene: Scene, content: tuple[Span, ...], tagged: Tagged, head: Token | None) -> ClaimKind:
    kind = kind_of(scene, content, tagged.cue)
    if kind != "indirect" or head is None:
        return kind
    if lower(head) == "according":
        return "according"
    if head.text == ":":
        return "colon"
    return "noun" if head.pos == "NOUN" else "indirect"

"""Which verbs of a text are cues: a reporting verb, used to report, with somebody who does it.

Whether the verb has anything to report (a clause, a quotation, an object) is decided in ``contents``;
a cue without content is no cue after all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.idioms import reports_nothing
from summarizer.reading.claims.syntax import (
    VERBAL,
    Scene,
    Subject,
    agent_of,
    children,
    is_finite,
    is_negated,
    is_passive,
    is_time,
    lower,
    modal_of,
    next_token,
    subject_of,
    verb_group,
)
from summarizer.reading.claims.tags import SpeakerTag, find_tags
from summarizer.reading.lexicon import CUE_FORMS, CUE_VERBS, CueVerb
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Span, Token

# "added" without a clause is arithmetic; these must have a clause or a quotation of their own.
NO_CUE_DEPS = frozenset({"amod", "compound", "nmod", "aux", "auxpass", "case", "det"})

# What can say a thing, as a person, a body or a paper does.
SPEAKERS = (
    names_lexicon.ROLE_NOUNS
    | names_lexicon.UNNAMED_NOUNS
    | names_lexicon.ORG_NOUNS
    | names_lexicon.DOCUMENT_NOUNS
    | names_lexicon.PLURAL_WORDS
)


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A reporting verb in use.

    ``span`` holds the words of the cue ("has since said", "went on to say"), ``start`` is where its phrase
    begins (the subject, where that stands before it). ``owner`` is the head word of whoever reports;
    None where nobody owns it ("it is believed"). ``addressee`` is the passive's subject ("was told that").
    """

    verb: Token
    entry: CueVerb
    lemma: str
    span: Span
    owner: Token | None
    passive: bool = False
    silent: bool = False
    tag: SpeakerTag | None = None

    @property
    def ownerless(self) -> bool:
        """Tell whether the text names nobody who reports."""
        return self.owner is None


def cue_entry(token: Token) -> CueVerb | None:
    """Return the lexicon's entry for a token that is a form of a cue verb."""
    if token.pos not in VERBAL or token.dep in NO_CUE_DEPS:
        return None
    by_lemma = token.lemma.lower()
    if (entry := CUE_VERBS.get(by_lemma)) is not None:
        return entry
    return CUE_VERBS.get(CUE_FORMS.get(token.text.lower()) or CUE_FORMS.get(by_lemma) or "")


def find_verb_cues(scene: Scene) -> Iterator[VerbCue]:
    """Yield the cue verbs of the article in text order."""
    tags = find_tags(scene)
    for token in scene.article.tokens:
        entry = cue_entry(token)
        if entry is None or _is_foreign(scene.article, token) or reports_nothing(scene, token):
            continue
        cue = _read_cue(scene, token, entry)
        if cue is not None and token.index in tags:
            cue = _with_tag(cue, tags[token.index])
        if cue is not None and _may_own(scene, cue):
            yield cue


def _with_tag(cue: VerbCue, tag: SpeakerTag) -> VerbCue:
    """Return the cue with the owner that stands in its tag, unless the parse found one there."""
    inside = cue.owner is not None and tag.span.contains(cue.owner.span) and not cue.passive
    return replace(cue, tag=tag, owner=cue.owner if inside else tag.owner, passive=False)


def _is_foreign(article: Article, verb: Token) -> bool:
    """Tell whether a particle gives the verb another meaning ("showed up", "called off")."""
    particles = {lower(child) for child in children(article, verb, "prt")}
    allowed = lexicon.PARTICLE_CUES.get(verb.lemma.lower(), frozenset())
    if verb.lemma.lower() in lexicon.NEEDS_PARTICLE:
        beside = {lower(child) for child in children(article, verb, "prt", "advmod", "prep")}
        return not beside & allowed
    return bool(particles & lexicon.FOREIGN_PARTICLES) and not particles & allowed


def _read_cue(scene: Scene, verb: Token, entry: CueVerb) -> VerbCue | None:
    article = scene.article
    top = _top_verb(article, verb)
    if (
        top is None
        or _is_conditional(article, top)
        or modal_of(article, top) in phrase_lexicon.IRREALIS_MODALS
    ):
        return None
    if (
        verb.tag == "VB"
        and top is verb
        and not is_finite(article, verb)
        and not _is_plain_present(article, verb)
    ):
        return None
    span = _cue_span(article, verb, top)
    lemma, silent = entry.lemma, False
    if top is not verb and top.lemma in phrase_lexicon.SILENCE_VERBS:
        span, lemma, silent = verb_group(article, top), top.lemma, True
    if is_negated(article, top):
        lemma = f"{lexicon.NEGATED}{lemma}"
    owner, passive = _owner(article, verb, top)
    return VerbCue(verb, entry, lemma, span, owner, passive, silent)


def _is_plain_present(article: Article, verb: Token) -> bool:
    """Tell whether a main verb with a subject only looks like an infinitive: "Minutes show that"."""
    subjects = children(article, verb, "nsubj")
    return verb.head == verb.index and any(s.index < verb.index and s.tag == "NNS" for s in subjects)


def _top_verb(article: Article, verb: Token) -> Token | None:
    """Return the verb that carries tense and subject for the cue; None where nothing was reported."""
    above = article.head_of(verb)
    if (
        verb.dep == "pcomp"
        and above.text.lower() == "as"
        and article.head_of(above).lemma in phrase_lexicon.CITING_VERBS
    ):
        return article.head_of(above)
    if not _is_infinitive(article, verb):
        return verb
    if above.pos in VERBAL and (
        above.lemma in phrase_lexicon.LIGHT_VERBS or above.lemma in phrase_lexicon.READY_WORDS
    ):
        return _light_top(article, above)
    if above.lemma in phrase_lexicon.READY_WORDS and article.head_of(above).pos in VERBAL:
        return _light_top(article, article.head_of(above))
    if verb.dep == "advcl" and above.lemma in phrase_lexicon.SPEAKING_MOVES:
        return verb
    return None


def _light_top(article: Article, verb: Token) -> Token:
    above = article.head_of(verb)
    chained = verb.dep == "xcomp" and above.pos in VERBAL and above.lemma in phrase_lexicon.LIGHT_VERBS
    return above if chained else verb


def _is_infinitive(article: Article, verb: Token) -> bool:
    to = any(lower(child) == "to" for child in children(article, verb, "aux"))
    return verb.tag == "VB" and to


def _is_conditional(article: Article, verb: Token) -> bool:
    return any(lower(child) in phrase_lexicon.CONDITIONAL for child in children(article, verb, "mark"))


def _cue_span(article: Article, verb: Token, top: Token) -> Span:
    group = _with_particle(article, verb, verb_group(article, verb))
    start = verb_group(article, top).start
    # The parser may hang a verb on one behind it, over a dash: then its own words are the cue.
    if top is verb or start > group.start:
        return group
    # Something long between them ("told the crowd on Monday to …") is no part of the cue.
    between = [
        token for token in article.tokens_in(Span(start, group.start)) if token.pos in ("NOUN", "PROPN")
    ]
    return group if between else Span(start, group.end)


def _with_particle(article: Article, verb: Token, group: Span) -> Span:
    """Return the group with an adverb that makes the cue: "shot back"."""
    after = next_token(article, verb)
    wanted = lexicon.PARTICLE_CUES.get(verb.lemma.lower(), frozenset())
    beside = after is not None and after.dep in ("advmod", "prt") and lower(after) in wanted
    return Span(group.start, max(group.end, after.span.end)) if after is not None and beside else group


def _owner(article: Article, verb: Token, top: Token) -> tuple[Token | None, bool]:
    """Return who reports, and whether the verb is passive (then "by X", or nobody)."""
    quoted = top is not verb and top.lemma in phrase_lexicon.CITING_VERBS
    if quoted and not is_passive(article, top):
        objects = children(article, top, "dobj")
        return (objects[0] if objects else None), False
    above = _statement_above(article, verb)
    if above is not None and (subject := subject_of(article, above)) is not None:
        return subject.head, False
    if is_passive(article, top) and not quoted and top is verb:
        return agent_of(article, verb), True
    subject = subject_of(article, top) or _inverted_subject(article, verb)
    if subject is not None and is_time(subject.head):
        # "A warrant made public the same day says that …": the parser takes the day for the subject.
        subject = _subject_before(article, verb) or subject
    if subject is None:
        return _neighbour(article, verb), False
    return _issuer(article, subject.head), False


def _subject_before(article: Article, verb: Token) -> Subject | None:
    """Return the subject of a participle that the parser took for a clause of its own before the cue."""
    for clause in children(article, verb, "ccomp", "advcl", "csubj"):
        for noun in children(article, clause, "nsubj") if clause.index < verb.index else ():
            if can_speak(noun):
                return Subject(noun)
    return None


def _statement_above(article: Article, verb: Token) -> Token | None:
    """Return the cue on whose statement the parser has hung ", adding that …" or "but would not say …"."""
    before = next_token(article, verb, -1)
    adds = verb.tag == "VBG" and verb.dep == "advcl" and before is not None and before.text == ","
    if not adds and not is_silence(article, verb):
        return None
    current = verb
    while current.head != current.index:
        above = article.head_of(current)
        entry = cue_entry(above)
        if (
            current.dep == "ccomp"
            and current is not verb
            and entry is not None
            and above.index < current.index
        ):
            return above
        current = above
    return None


def is_silence(article: Article, verb: Token) -> bool:
    """Tell whether ", but would not say when" carries on about the speaker, not about what was said."""
    if verb.dep != "conj" or children(article, verb, "nsubj", "nsubjpass"):
        return False
    silent = is_negated(article, verb) and verb.lemma in phrase_lexicon.SILENT_WHEN_NEGATED
    return silent or verb.lemma in phrase_lexicon.SILENCE_VERBS


def _issuer(article: Article, owner: Token) -> Token:
    """Return who issued the words: the mayor of "the mayor released a statement saying that"."""
    verb = article.head_of(owner)
    if (
        owner.dep != "dobj"
        or owner.lemma.lower() not in names_lexicon.STATEMENT_NOUNS
        or verb.pos not in VERBAL
    ):
        return owner
    subject = subject_of(article, verb)
    usable = subject is not None and not subject.passive and can_speak(subject.head)
    return subject.head if subject is not None and usable else owner


def _inverted_subject(article: Article, verb: Token) -> Subject | None:
    """Return the noun right behind the verb where the parser took it for an object ("said Maria Lopez")."""
    before = next_token(article, verb, -1)
    if before is None or before.text not in ('"', "”", "'", "’", ",", "''"):
        return None
    for child in children(article, verb, "dobj", "npadvmod", "attr", "oprd", "dep", "appos"):
        if child.index > verb.index and child.pos in ("PROPN", "NOUN", "PRON"):
            return Subject(child)
    return None


def _neighbour(article: Article, verb: Token) -> Token | None:
    """Return the noun right before a finite verb whose subject the parse has lost."""
    if not is_finite(article, verb):
        return None
    before = next_token(article, verb, -1)
    while before is not None and (before.dep in ("aux", "neg", "advmod") or before.pos == "ADV"):
        before = next_token(article, before, -1)
    same = before is not None and before.pos in ("PROPN", "PRON") and before.head != verb.index
    return before if same and verb.dep not in ("relcl", "acl", "conj") else None


def _may_own(scene: Scene, cue: VerbCue) -> bool:
    """Tell whether the owner is somebody: not "there", not "you", not the "we" of a quotation."""
    if cue.owner is None:
        return True
    word = lower(cue.owner)
    if word in names_lexicon.NOBODY or word in ("you", "y'all"):
        return False
    if word in names_lexicon.FIRST_OR_SECOND:
        return scene.quotation_of(cue.owner) is None
    return True


def is_plausible(scene: Scene, cue: VerbCue, *, uttered: bool) -> bool:
    """Tell whether the owner can do what the cue says; anything at all can "say" a clause or a quotation.

    ``uttered`` tells that the content is a clause or a quotation. A participle ("…, suggesting that") must
    hang on somebody who can speak, since the subject that it is lent may be a thing that merely happened.
    """
    if cue.owner is None:
        return True
    if can_speak(cue.owner):
        document = cue.owner.pos == "NOUN" and cue.owner.lemma.lower() in names_lexicon.DOCUMENT_NOUNS
        return cue.entry.stance != "mental" or not document
    if _is_singular_name(scene.article, cue.verb, cue.owner):
        return True
    # Whoever is quoted "as saying" something speaks, whatever noun names him.
    quoted = cue.verb.dep == "pcomp" and lower(scene.article.head_of(cue.verb)) == "as"
    participle = cue.verb.tag == "VBG" and not quoted and not is_finite(scene.article, cue.verb)
    return uttered and not participle and cue.entry.stance != "mental"


def _is_singular_name(article: Article, verb: Token, owner: Token) -> bool:
    """Tell whether a capitalised plural governs a singular verb, so that it is a name: "Sanders has …"."""
    singular = any(token.tag == "VBZ" for token in (verb, *children(article, verb, "aux", "auxpass")))
    return owner.tag == "NNS" and singular and owner.text[:1].isupper()


def can_speak(token: Token) -> bool:
    """Tell whether ``token`` names somebody or something that can say a thing."""
    lemma, word = token.lemma.lower(), lower(token)
    if token.pos == "PROPN" or token.ent in ("PERSON", "ORG", "GPE", "NORP"):
        return not token.ent.startswith(("DATE", "TIME"))
    if token.pos == "PRON" or word in names_lexicon.THIRD_PERSON:
        return word not in names_lexicon.NOBODY
    return lemma in SPEAKERS or word in SPEAKERS

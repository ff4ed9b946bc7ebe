"""Words of a sentence that point outside it, so that it cannot be lifted alone (R2, R14).

"To solve this quandary, they turned to the police" needs the sentences before it; "The mayor said that he
would resign" does not. What stands between quotation marks is the speaker's affair.
"""

from __future__ import annotations

from collections.abc import Callable

from summarizer.records import Article, Span, Token

PERSONAL = frozenset("he she they him her them his hers their theirs".split())
PLURAL = frozenset({"they", "them", "their", "theirs"})
TIME_ENTS = frozenset({"DATE", "TIME"})
# Who may be "they" without being plural.
BODIES = frozenset({"ORG", "GPE", "NORP"})
COLLECTIVE = frozenset(
    "police family council team government ministry company party committee group union couple public crowd "
    "board jury staff crew army military parliament congress senate agency department campaign".split()
)
POINTING = frozenset({"this", "that", "these", "those", "such"})
# "This week" points at the day of publication, which every sentence of an article shares.
TIMES = frozenset(
    "day week month year morning afternoon evening night weekend season summer spring autumn fall winter "
    "time century decade quarter term point".split()
)
# A subject of these words alone takes up something said before.
BARE_SUBJECTS = frozenset("one ones another other others former latter neither either".split())
# "The implication is clear" sums up what stands before it, in the writer's own voice.
SUMMING_UP = frozenset(
    "implication message upshot takeaway point irony problem result reason lesson trouble catch".split()
)
# "The efforts are expected to continue": shell nouns (Schmid 2000), which only their text fills.
SHELLS = frozenset(
    "effort move decision step measure action attempt practice development comment remark statement claim "
    "allegation revelation incident exchange finding idea approach situation trend".split()
)
FILLING = frozenset("relcl acl prep amod compound nummod poss ccomp appos".split())
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOUNS = frozenset({"NOUN", "PROPN"})
BE = "be"


def leaning_words(article: Article, sentence: Span) -> tuple[Span, ...]:
    """Return the words of ``sentence`` that need another sentence to be understood, in text order."""
    tokens = tuple(token for token in article.tokens_in(sentence) if not _is_quoted(token, article))
    return tuple(token.span for token in tokens if any(leans(token, tokens, article) for leans in LEANINGS))


def _is_quoted(token: Token, article: Article) -> bool:
    return any(item.outer.contains(token.span) for item in article.quotations)


def is_lone_pronoun(token: Token, tokens: tuple[Token, ...], article: Article) -> bool:
    """Tell whether a third person has nobody before it, nor as main subject behind: "In his speech, X"."""
    word = token.text.lower()
    if word not in PERSONAL or token.pos not in ("PRON", "DET") or _is_counted(token, article):
        return False
    before = (other for other in tokens if other.index < token.index)
    if any(_may_mean(word, other, article) for other in before):
        return False
    behind = (other for other in tokens if other.index > token.index)
    return not any(
        _is_main_subject(other, article) and not _governs(other, token, article) for other in behind
    )


def _is_counted(token: Token, article: Article) -> bool:
    """Tell whether a numeral counts some of "them": the figure is what the sentence tells."""
    of = article.head_of(token)
    return of.text.lower() == "of" and article.head_of(of).pos == "NUM"


def _may_mean(word: str, noun: Token, article: Article) -> bool:
    if noun.pos not in NOUNS or noun.ent in TIME_ENTS or noun.lemma.lower() in TIMES:
        return False
    if word not in PLURAL:
        return True
    # "Police Chief Whitfield" is one man.
    if noun.dep == "compound":
        return False
    joined = any(child.dep == "conj" for child in article.children_of(noun))
    many = noun.tag in ("NNS", "NNPS") or noun.ent in BODIES or noun.lemma.lower() in COLLECTIVE
    return many or joined


def _is_main_subject(token: Token, article: Article) -> bool:
    return token.dep in SUBJECTS and token.pos in NOUNS and article.head_of(token).dep == "ROOT"


def _governs(noun: Token, token: Token, article: Article) -> bool:
    """Tell whether ``token`` stands beneath ``noun``: "her lawyer" does not tell who she is."""
    while token.head != token.index:
        token = article.head_of(token)
        if token.index == noun.index:
            return True
    return False


def is_pointing(token: Token, tokens: tuple[Token, ...], article: Article) -> bool:
    """Tell whether "this" or "such" takes up what the sentence has not said."""
    if token.text.lower() not in POINTING or token.pos not in ("DET", "PRON") or token.tag == "WDT":
        return False
    head = article.head_of(token)
    if token.dep in SUBJECTS:
        return token.text.lower() in ("this", "that") and not _has_clause(token, article)
    if token.dep != "det" or token.text.lower() == "such" or head.lemma.lower() in TIMES:
        return False
    # Behind the main verb the sentence has said enough to be read alone.
    if any(other.dep == "ROOT" and other.index < token.index for other in tokens):
        return False
    # "Those people who …" and "that man in the corner" say themselves whom they mean.
    return not _has_clause(head, article) and not _said_before(head, tokens)


def _has_clause(noun: Token, article: Article) -> bool:
    return any(child.dep in ("relcl", "acl", "prep") for child in article.children_of(noun))


def _said_before(noun: Token, tokens: tuple[Token, ...]) -> bool:
    return any(other.index < noun.index and other.lemma.lower() == noun.lemma.lower() for other in tokens)


def is_bare_subject(token: Token, tokens: tuple[Token, ...], article: Article) -> bool:
    """Tell whether the main subject is a word like "ones" or "the latter" with no noun before it."""
    wanted = token.lemma.lower() in BARE_SUBJECTS or token.text.lower() in BARE_SUBJECTS
    if not wanted or token.dep not in SUBJECTS or _has_clause(token, article):
        return False
    return not any(other.pos in NOUNS and other.index < token.index for other in tokens)


def is_summing_up(token: Token, tokens: tuple[Token, ...], article: Article) -> bool:
    """Tell whether the sentence opens with a word for what was said before and "is"."""
    if (
        token.lemma.lower() not in SUMMING_UP
        or token.dep not in SUBJECTS
        or token.index > tokens[0].index + 1
    ):
        return False
    return article.head_of(token).lemma.lower() == BE and not _has_clause(token, article)


def is_shell(token: Token, tokens: tuple[Token, ...], article: Article) -> bool:
    """Tell whether the sentence opens with a noun that stands for what was told before it."""
    if token.lemma.lower() not in SHELLS or token.dep not in SUBJECTS or token.index > tokens[0].index + 1:
        return False
    beneath = article.children_of(token)
    return not any(child.dep in FILLING or child.text.lower() in POINTING for child in beneath)


def is_one_more(token: Token, tokens: tuple[Token, ...], article: Article) -> bool:
    """Tell whether the sentence opens with "another man": there was one before him."""
    return token.text == "Another" and token.index == tokens[0].index and token.dep == "det"


LEANINGS: tuple[Callable[[Token, tuple[Token, ...], Article], bool], ...] = (
    is_lone_pronoun,
    is_pointing,
    is_bare_subject,
    is_summing_up,
    is_shell,
    is_one_more,
)

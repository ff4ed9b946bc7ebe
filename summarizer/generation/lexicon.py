"""The word lists and label sets of planning and shortening."""

from __future__ import annotations

# Words that link a sentence to the one before it, which a summary does not have.
CONNECTIVES = frozenset(
    {
        "accordingly", "additionally", "also", "and", "besides", "but", "consequently", "finally",
        "furthermore", "hence", "however", "indeed", "likewise", "meanwhile", "moreover", "nevertheless",
        "nonetheless", "nor", "or", "plus", "similarly", "so", "still", "then", "therefore", "though",
        "thus", "yet",
    }
)  # fmt: skip
CONNECTIVE_PHRASES = (
    "as a result", "at the same time", "by contrast", "for example", "for instance", "in addition",
    "in contrast", "in fact", "in other words", "in turn", "of course", "on the other hand", "that said",
)  # fmt: skip
# What opens an adverbial of scene or concession. Conditions and times ("if", "unless", "after") are
# not here: without them the sentence would say more than the article does (R30).
SCENE_WORDS = frozenset({"amid", "amidst", "despite", "alongside", "besides", "although", "though", "while"})
# Words that say a clause is no statement; an answer that lost one states what was only asked.
FRAMES = frozenset({"if", "unless", "whether"})
RELATIVE_WORDS = frozenset({"which", "who", "whose", "whom", "where"})
COMMAS = frozenset({",", "–", "—", "--", ";"})
# A sentence that opens with one of these points at another sentence.
POINTING = frozenset({"this", "that", "these", "those", "it", "they", "he", "she", "such", "both"})
# Owners that tell a reader nothing (R13).
NAMELESS_OWNERS = frozenset(
    {
        "analysts", "critics", "experts", "insiders", "many", "most", "observers", "one", "others", "people",
        "several", "some", "sources", "the", "they",
    }
)  # fmt: skip

# A name that holds one of these was taken from the middle of a text and names nobody by itself.
PRONOUNS = frozenset(
    {"he", "her", "his", "i", "it", "its", "my", "our", "she", "their", "they", "we", "who", "your"}
)

# Labels of the parse (Universal POS, Penn tags, ClearNLP dependencies, OntoNotes entities).
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# Between a verb and its claim these show that something else stands there than an addressee.
CLAUSE_POS = frozenset({"VERB", "AUX"})
CLAUSE_MARKS = frozenset({'"', "“", "”", ".", "!", "?", ";"})
PHRASE_LINKS = frozenset({"prep", "pobj", "dobj", "dative", "npadvmod"})
CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT"})
# Entities whose loss changes what is said; a person or organisation in an aside does not.
KEPT_ENTITIES = frozenset(
    {"CARDINAL", "DATE", "GPE", "LOC", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"}
)

# Of an owner's words these alone tell nobody.
FUNCTION_WORDS = frozenset({"the", "a", "an", "of", "in", "for", "and", "on", "at", "to"})

# Reporting verbs that a clause with "that" can follow, by lemma; others ("urge", "accuse", "call") have
# a build of their own, which the model finds better than a rule.
THAT_VERBS = frozenset(
    {
        "acknowledge", "add", "admit", "agree", "allege", "announce", "argue", "assert", "believe", "claim",
        "conclude", "concede", "confirm", "contend", "declare", "deny", "disclose", "emphasise", "emphasize",
        "estimate", "explain", "fear", "find", "hope", "insist", "maintain", "note", "predict", "promise",
        "report", "reveal", "say", "show", "state", "stipulate", "stress", "suggest", "tell", "testify",
        "think", "tweet", "vow", "warn", "write",
    }
)  # fmt: skip
PAST_FORMS = {
    "admit": "admitted", "deny": "denied", "find": "found", "say": "said", "show": "showed", "tell": "told",
    "testify": "testified", "think": "thought", "write": "wrote",
}  # fmt: skip

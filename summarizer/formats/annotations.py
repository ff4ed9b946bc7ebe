"""Evidence as W3C Web Annotations: each place of the article that a sentence rests on.

https://www.w3.org/TR/annotation-model/: one page of annotations, their targets by position and by words, so
that they are found again after an edit. Positions are in the answer's own unit; readers of the model count
UTF-16 or code points, so ask for the unit that yours uses.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from summarizer.answers import Evidence, Sentence, SummarizeAnswer

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def to_annotations(answer: SummarizeAnswer, article: str | None = None) -> dict[str, Any]:
    """Return an AnnotationPage. ``article`` is the article's address; without one a URN of its digest."""
    source = article or f"urn:sha256:{answer.input.sha256}"
    items = [
        _annotation(sentence, evidence, answer, source)
        for sentence in answer.sentences
        for evidence in sentence.evidence
    ]
    for place, item in enumerate(items):
        item["id"] = f"urn:attributed-summary:{answer.id}:{place}"
    return {
        "@context": CONTEXT,
        "id": f"urn:attributed-summary:{answer.id}",
        "type": "AnnotationPage",
        "items": items,
    }


def _annotation(
    sentence: Sentence, evidence: Evidence, answer: SummarizeAnswer, source: str
) -> dict[str, Any]:
    names_owner = evidence.role == "attribution"
    return {
        "id": "",
        "type": "Annotation",
        "motivation": "identifying" if names_owner else "describing",
        "generator": {"type": "Software", "name": f"attributed-summarizer {answer.provenance.version}"},
        "body": {
            "type": "TextualBody",
            "value": _owners(sentence, answer) if names_owner else sentence.text,
            "format": "text/plain",
            "language": answer.input.language,
        },
        "target": {"source": source, "selector": [asdict(one) for one in evidence.selector]},
    }


def _owners(sentence: Sentence, answer: SummarizeAnswer) -> str:
    ids = [link.source_id for link in sentence.attribution.chain]
    ids += [owner.source_id for owner in sentence.attribution.sources]
    names = dict.fromkeys(source.name for key in ids if (source := answer.source(key)) is not None)
    return ", ".join(names) or sentence.text

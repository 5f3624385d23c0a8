"""A question and the article found for it to the answer, where subject and intent are clear."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.kinds import KIND_LABELS
from indexer.analysis.analyzer import EXACT, tokens
from indexer.answers.answer import Answer, AnswerSection
from indexer.answers.excerpt import excerpt
from indexer.answers.title_match import names_subject
from indexer.documents.stored_fields import StoredSection
from indexer.rewriting.rewritten_query import Question
from indexer.snippets.text_blocks import text_blocks

#: Kinds of section that are no answer: they send the reader elsewhere.
_ELSEWHERE = frozenset(("references", "support", "other"))
#: Words of a question that do not say what is wanted in the section: it is all about that.
_ONLY_ASKING = frozenset(
    token.text
    for token in tokens(
        "get getting happen mean meaning know tell find found sign signs feel feeling look looking like help "
        "need deal handle people person someone have having take taking use used common often best way ways "
        "different kind kinds type types first main early information definition define explain"
    )
)
#: Words with so many letters in common are forms of one: "treat" and "treatment".
_STEM = 4


def answer(question: Question | None, sections: Sequence[StoredSection]) -> Answer | None:
    """The answer from the best sections of the first article, best first; None where anything is in doubt."""
    if question is None or not sections or not names_subject(sections[0].article.title, question):
        return None
    kind = question.kind or "overview"
    if kind in _ELSEWHERE:
        return None
    wanted = [section for section in sections if section.kind == kind]
    if kind == "overview":  # its first sentences
        wanted = sorted(wanted, key=lambda section: section.position)
    for section in wanted:
        if found := excerpt(section.analysis, _sought(question, section)):
            shown = AnswerSection(section.id, section.heading, section.path, section.anchor, section.kind)
            blocks = text_blocks(section.analysis.text, section.analysis.passages, found.runs)
            return Answer(section.article, shown, blocks, found.words)
    return None


def _sought(question: Question, section: StoredSection) -> set[str]:
    """The words of a question that neither the kind of the section nor its heading or title names."""
    named = _tokens(f"{section.heading} {section.article.title} {KIND_LABELS[section.kind]}")
    stems = {word[:_STEM] for word in named}
    words = question.asking - named - _ONLY_ASKING
    return {word for word in words if word[:_STEM] not in stems}


def _tokens(text: str) -> set[str]:
    return {token.text for token in tokens(text) if not token.text.startswith(EXACT)}

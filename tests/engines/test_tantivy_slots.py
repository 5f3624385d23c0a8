"""How tokens are put in their places for Tantivy: one slot each, whatever stands together at a position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.indexed_section import FieldTokens, IndexedSection
from indexer.engines.tantivy.document import repeats
from indexer.engines.tantivy.schema import GAP, SECOND, SLOTS
from indexer.engines.tantivy.slots import TokenColumns
from indexer.errors import EngineError

texts = st.builds("{}{}".format, st.sampled_from(["", "="]), st.text("abé", min_size=1, max_size=3))


@st.composite
def fields(draw):
    positions = sorted(draw(st.lists(st.integers(0, 12) | st.integers(0, 500), max_size=8)))
    return FieldTokens.of([draw(texts) for _ in positions], positions)


@st.composite
def sections(draw):
    title, heading, body = draw(fields()), draw(fields()), draw(fields())
    return IndexedSection("a/b", "a", 0, "", (0, 0, 0), {"kind": "other"}, title, heading, body, b"", b"")


def places(found):
    """Slot and text of each token of a placed field."""
    if found.listed:
        return sorted(found.listed)
    return sorted((at, text) for at, text in enumerate(found.text.split()) if text != GAP)


@given(st.lists(sections(), min_size=1, max_size=5))
def test_every_token_has_its_slot_and_later_ones_at_a_position_stand_second(given_sections):
    placed = TokenColumns.of(given_sections).slotted()
    for section in given_sections:
        for field in (section.title, section.heading, section.body):
            found, taken, second = next(placed), {}, []
            for text, position in zip(field.texts, field.positions, strict=True):
                slot = SLOTS * position + (text[0] == "=")
                if slot in taken:
                    slot = SLOTS * position + SECOND
                    second.append(text)
                taken.setdefault(slot, []).append(text)
            assert places(found) == sorted((slot, text) for slot in taken for text in taken[slot])
            assert sorted(found.second) == sorted(second)
            assert found.words.split() == list(field.texts)
    assert next(placed, None) is None


def test_a_field_weight_is_a_whole_number_of_repeats_or_an_error_message():
    assert repeats("title", 6.0) == 6
    for weight in (6.5, 0.0, -1.0):
        with pytest.raises(EngineError, match="title.*no whole number.*indexer/weights.py"):
            repeats("title", weight)

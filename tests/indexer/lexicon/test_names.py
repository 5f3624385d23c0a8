"""The names in the lexicon of real articles."""

from indexer.lexicon.lexicon import Lexicon, LexiconBuilder
from indexer.lexicon.names.saved_names import FILE


def test_a_lexicon_knows_the_other_names_of_its_articles(build_lexicon, article):
    lexicon = build_lexicon(
        article("a", "A disorder of connective tissue.", title="Marfan syndrome"),
        article("b", "Take acetaminophen, but not with wine.", title="Fever"),
    )
    is_title = lexicon.titles.is_title
    (match,) = lexicon.names.find(["MFS"], is_title)
    assert is_title(match.names[0].tokens) and match.names[0].text == "Marfan syndrome"
    (match,) = lexicon.names.find(["can", "I", "take", "tylenol"], is_title)
    assert [name.text for name in match.names] == ["acetaminophen"]
    assert lexicon.names.find(["marfan", "syndrome"], is_title) == ()


def test_names_follow_the_articles_of_the_next_generation(entries, article, tmp_path):
    marfan, shingles = (
        article("a", "Tissue.", title="Marfan syndrome"),
        article("b", "A rash.", title="Shingles"),
    )
    builder = LexiconBuilder()
    for one in (marfan, shingles):
        for each in entries(one):
            builder.add(one.id, each)
    builder.save(tmp_path)
    before = Lexicon.load(tmp_path)
    kept = (tmp_path / FILE).stat().st_ino
    LexiconBuilder(tmp_path).save(tmp_path)
    assert (tmp_path / FILE).stat().st_ino == kept  # nothing changed, so the next generation shares it
    later = LexiconBuilder(tmp_path)
    for each in entries(shingles):
        later.discard(shingles.id, each)
    later.save(tmp_path)
    assert before.names.find(["zoster"]) and not Lexicon.load(tmp_path).names.find(["zoster"])
    assert Lexicon.load(tmp_path).names.find(["MFS"])

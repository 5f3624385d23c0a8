"""An open engine serves several threads at once."""

import random
from concurrent.futures import ThreadPoolExecutor

from indexer.engines.base import SearchRequest
from indexer.query.tree import And, Or, Phrase, Prefix, Term

WORDS = ["gout", "fever", "cough", "rash", "pain", "skin", "heart", "lung", "bone", "blood"]


def test_eight_threads_get_the_answers_that_one_gets(build, article, opened, engine_name):
    choose = random.Random(1)
    articles = [
        article(f"a{n}", *(" ".join(choose.choices(WORDS, k=20)) for _ in range(3))) for n in range(80)
    ]
    queries = [Or((Term(a), Prefix(b[:3]))) for a in WORDS for b in WORDS if a != b]
    queries += [And((Term(a), Phrase((b, a), (0, 1)))) for a in WORDS for b in WORDS]

    def answer(engine, query):
        hits = engine.search(SearchRequest(query))
        ids = [section.section_id for hit in hits.articles for section in hit.sections]
        texts = [stored.analysis.text for stored in engine.sections(ids).values()]
        whole = [engine.article(hit.article_id) for hit in hits.articles[:2]]
        return (
            hits,
            texts,
            whole,
            list(engine.lexicon().complete("co", 5)),
            list(engine.lexicon().spelling_candidates("feber", 5)),
        )

    alone = build(*articles)
    expected = [answer(alone, query) for query in queries]
    fresh = build(*articles)  # nothing kept in memory from the searches before
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: answer(fresh, query), queries)) == expected

"""What engines share that keep an index in a folder of their own: scoring, the evaluator, stored fields.

In: posting lists or a forward index, and doc values. Out: `EngineHits`. May use `lexicon`, `query`,
`documents` and the rooms below.
"""

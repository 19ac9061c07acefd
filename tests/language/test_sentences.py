"""What members type is understood as they mean it, or asked about; never something else in silence."""

from __future__ import annotations

import pytest

from tests.language.corpus import SENTENCES, Verdict, explained, summary, verdict

_SHARE = 50
"""Sentences a test: one test each would take longer than understanding them."""


@pytest.mark.parametrize("first", range(0, len(SENTENCES), _SHARE))
def test_sentences_mean_what_their_reader_would_say(first: int) -> None:
    rows = SENTENCES[first : first + _SHARE]
    meant = {row["text"]: (row, explained(row["text"], row.get("meetups", ()))) for row in rows}
    assert {text: got for text, (row, got) in meant.items() if verdict(row, got) is not Verdict.RIGHT} == {}


def test_the_corpus_holds_no_sentence_twice() -> None:
    texts = [row["text"] for row in SENTENCES]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 200


def test_the_score_tells_asking_from_being_wrong() -> None:
    right = {"text": "met Ana at PyCon", "command": "met", "arguments": {"person": "Ana", "where": "PyCon"}}
    asked = {"text": "keep in touch with Ana", "command": "keep", "arguments": {"person": "Ana", "every": "6 weeks"}}
    wrong = {"text": "undo", "command": "due", "arguments": {}}
    assert summary([right, asked, wrong]) == {Verdict.RIGHT: 1, Verdict.ASKED: 1, Verdict.WRONG: 1}

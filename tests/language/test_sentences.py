"""What members type is understood as they mean it, or asked about; never something else in silence."""

from __future__ import annotations

import pytest

from tests.language.corpus import SENTENCES, Row, Verdict, explained, summary, verdict


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"] for row in SENTENCES])
def test_a_sentence_means_what_its_reader_would_say(row: Row) -> None:
    meant = explained(row["text"], row.get("meetups", ()))
    assert verdict(row, meant) is Verdict.RIGHT, meant


def test_the_corpus_holds_no_sentence_twice() -> None:
    texts = [row["text"] for row in SENTENCES]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 200


def test_the_score_tells_asking_from_being_wrong() -> None:
    right = {"text": "met Ana at PyCon", "command": "met", "arguments": {"person": "Ana", "where": "PyCon"}}
    asked = {"text": "keep in touch with Ana", "command": "keep", "arguments": {"person": "Ana", "every": "6 weeks"}}
    wrong = {"text": "undo", "command": "due", "arguments": {}}
    assert summary([right, asked, wrong]) == {Verdict.RIGHT: 1, Verdict.ASKED: 1, Verdict.WRONG: 1}

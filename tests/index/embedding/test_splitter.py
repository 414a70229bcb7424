"""Passages: cut at sentences, with exact offsets, in any script, and nothing lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.encoder import default_models_folder, load_tokenizer
from index.embedding.splitter import passage_spans
from index.embedding.tokens import Tokenizer
from index.errors import ModelMissing
from index.language.sentences.spans import sentence_around, sentence_spans
from index.passages import PassageSettings

SMALL = PassageSettings(target_tokens=12, overlap_sentences=1)
SCRIPTS = [
    ("id", "Presiden tiba di Solo. Ia disambut wali kota. Acara berlangsung dua jam."),
    ("en", "The ship sank at dawn. Nobody was hurt. The captain was the last to leave."),
    ("ar", "وصل الوزير إلى القاهرة. التقى بالرئيس يوم الأحد. ثم غادر المدينة."),
    ("zh", "会议在新加坡举行。双方签署了协议。记者提出了问题。"),
    ("ja", "会議は東京で開かれた。首相が出席した。合意は署名された。"),
    ("th", "เรือจมเมื่อเช้านี้ ไม่มีใครบาดเจ็บ กัปตันออกเป็นคนสุดท้าย"),
    ("hi", "मंत्री दिल्ली पहुँचे। उन्होंने राष्ट्रपति से भेंट की। फिर वे लौट गए।"),
    ("ru", "Министр прибыл в Пхеньян. Он встретился с Ким Чен Ыном. Потом он уехал."),
    ("und", "🙂🙂🙂 \u202eabc\u202c é ñ\u0301 ﷺ ½ ™. " * 3),
]
TEXTS = st.text(st.sampled_from("ab |:Ré.!?\n\n12中。ก🙂\u00a0\u3000\u0301ﷺ”\u2028"), min_size=1, max_size=120)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(default_models_folder())


def cut(text: str, tokenizer: Tokenizer, settings: PassageSettings = SMALL, language: str = "id") -> list[str]:
    return [text[start:end] for start, end in passage_spans(text, language, tokenizer, settings)]


def check(text: str, spans: list[tuple[int, int]]) -> None:
    """What holds for the passages of every text."""
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, each in enumerate(text) if not each.isspace()} <= covered
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    # In order, and none within another.
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(spans))


@pytest.mark.parametrize(("language", "text"), SCRIPTS, ids=[language for language, _ in SCRIPTS])
def test_nothing_is_lost_in_any_script(tokenizer: Tokenizer, language: str, text: str) -> None:
    """Every character that is not white space is in a passage."""
    text = f"{text}\n\n{text * 4}"
    spans = passage_spans(text, language, tokenizer, SMALL)

    assert len(spans) > 2
    check(text, spans)


@settings(max_examples=150)
@given(
    text=TEXTS,
    lengths=st.tuples(st.integers(1, 20), st.integers(0, 3), st.integers(1, 40)),
    language=st.sampled_from(["id", "en", "und"]),
)
def test_nothing_is_lost_of_any_text(
    tokenizer: Tokenizer, text: str, lengths: tuple[int, int, int], language: str
) -> None:
    """Whatever the settings."""
    check(text, passage_spans(text, language, tokenizer, PassageSettings(*lengths)))


@pytest.mark.parametrize("unseen", ["\n", " ", "\u200b"])
def test_characters_that_give_no_token_make_no_passage_long(tokenizer: Tokenizer, unseen: str) -> None:
    """Neither between two sentences, nor between the rows of a list, nor within a sentence."""
    many = unseen * 60_000
    for text in (f"Satu.{many}Dua tiga.", f"Daftar:\n1. satu\n{many}\n2. dua", f"Kata{many}kata lagi."):
        spans = passage_spans(text, "id", tokenizer, PassageSettings())
        check(text, spans)
        assert max(end - start for start, end in spans) <= 10_000


def test_passages_worked_by_hand(tokenizer: Tokenizer) -> None:
    """Sentences of 5 tokens, 12 to a passage: two each, one of them shared."""
    text = "Satu dua tiga empat. Dua tiga satu empat. Tiga satu dua empat. Empat dua tiga satu."
    sentences = [text[start:end] for start, end in sentence_spans(text, "id")]
    counts = [len(tokenizer.encode(each).ids) for each in sentences]
    target = PassageSettings(target_tokens=max(counts) * 2, overlap_sentences=1)

    assert len(sentences) == 4
    assert cut(text, tokenizer, target) == [
        "Satu dua tiga empat. Dua tiga satu empat.",
        "Dua tiga satu empat. Tiga satu dua empat.",
        "Tiga satu dua empat. Empat dua tiga satu.",
    ]


def test_no_passage_repeats_a_part_of_the_one_before(tokenizer: Tokenizer) -> None:
    """A long sentence after a short one is not preceded by the short one alone, once more."""
    text = "Ya. Ini pendek sekali. Kalimat ketiga ini panjang benar dan tidak muat di sebelahnya."

    assert cut(text, tokenizer, PassageSettings(14, 1)) == [
        "Ya. Ini pendek sekali.",
        "Kalimat ketiga ini panjang benar dan tidak muat di sebelahnya.",
    ]


LIST = "Kalimat pembuka agak panjang. Yang dibawa:\n\nkartu\n\nbuku dan pena\n\nfoto dua lembar.\n\nDatang pagi sekali."


def test_a_list_stays_with_what_introduces_it(tokenizer: Tokenizer) -> None:
    """Up to its own limit, and what it does not fit beside is left to the passage before."""
    assert cut(LIST, tokenizer, PassageSettings(10, 0, 40)) == [
        "Kalimat pembuka agak panjang. Yang dibawa:\n\nkartu\n\nbuku dan pena\n\nfoto dua lembar.",
        "Datang pagi sekali.",
    ]
    assert cut(LIST, tokenizer, PassageSettings(10, 0, 12)) == [
        "Kalimat pembuka agak panjang.",
        "Yang dibawa:\n\nkartu\n\nbuku dan pena\n\nfoto dua lembar.",
        "Datang pagi sekali.",
    ]


def test_a_table_that_is_too_long_is_cut_between_rows(tokenizer: Tokenizer) -> None:
    rows = [f"Hari: {day} | Jam: 08.00 sampai 12.00." for day in ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")]
    passages = cut("\n\n".join(rows), tokenizer, PassageSettings(20, 0, 45))

    assert len(passages) > 1
    assert [row for each in passages for row in each.split("\n\n")] == rows
    assert all(each.count("\n\n") for each in passages)


def test_passages_stay_within_their_length(tokenizer: Tokenizer) -> None:
    """A sentence longer than a passage is cut between words."""
    text = "kata " * 100
    passages = cut(text, tokenizer)

    assert len(passages) > 5
    assert all(len(tokenizer.encode(each).ids) <= 12 for each in passages)
    assert all(set(each.split()) == {"kata"} for each in passages)


def test_long_sentence_without_spaces_is_cut(tokenizer: Tokenizer) -> None:
    """In a script that has none, between tokens."""
    passages = cut("会议在新加坡举行双方签署协议" * 20, tokenizer, language="zh")

    assert len(passages) > 5
    assert all(len(each) < 60 for each in passages)


def test_abbreviation_does_not_end_a_sentence() -> None:
    """Those of Indonesian newspapers; words that merely end like one do."""
    text = "Harganya Rp. 5.000 di Jl. Merdeka. Ia datang dari Banjarno. Lalu pulang."

    assert [text[start:end] for start, end in sentence_spans(text, "id")] == [
        "Harganya Rp. 5.000 di Jl. Merdeka.",
        "Ia datang dari Banjarno.",
        "Lalu pulang.",
    ]


def test_abbreviation_does_not_join_paragraphs() -> None:
    """An empty line always parts."""
    text = "Rumahnya di Jl.\n\n\n\nMerdeka ramai."

    assert len(sentence_spans(text, "id")) == 2


def test_empty_text_has_no_passages(tokenizer: Tokenizer) -> None:
    """Neither has white space."""
    assert cut("", tokenizer) == []
    assert cut(" \n\n ", tokenizer) == []


def test_sentence_around_an_answer() -> None:
    """Worked by hand."""
    text = "Kapal karam. Nakhodanya Hasan. Semua selamat."
    start, end = sentence_around(text, 24, 29, "id")

    assert text[24:29] == "Hasan"
    assert text[start:end] == "Nakhodanya Hasan."


def test_sentence_around_does_not_cross_paragraphs() -> None:
    """The headline before and the paragraph after stay out."""
    text = "JUDUL\n\nKapal karam di Bali\n\nPadi tumbuh"
    start = text.index("Bali")

    assert text[slice(*sentence_around(text, start, start + 4, "id"))] == "Kapal karam di Bali"


@given(text=TEXTS, data=st.data())
def test_sentence_contains_its_answer(text: str, data: st.DataObject) -> None:
    """Also one that spans sentences or paragraphs, or that is white space."""
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    start, end = sentence_around(text, first, last, "id")

    assert 0 <= start <= first < last <= end <= len(text)


def test_tokenizer_is_needed_by_its_file(tmp_path: Path) -> None:
    """Its absence is told with the path."""
    with pytest.raises(ModelMissing, match=f"{tmp_path}/tokenizer.model is missing"):
        load_tokenizer(tmp_path)


@pytest.mark.parametrize(
    "blank", ["\x85", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"]
)
def test_wide_blank_after_an_initial_ends_nothing(blank: str) -> None:
    """`sentencex` breaks off inside a character there; offsets stay those of the text."""
    text = f"Mr. J.{blank}Lee came.{blank}He left."
    spans = sentence_spans(text, "en")

    assert "".join(text[start:end] for start, end in spans).replace(blank, "") == text.replace(blank, "")

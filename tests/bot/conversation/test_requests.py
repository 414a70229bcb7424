"""Who asks no question gets what they want: articles, the newest ones, a question back, or a word of regret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.feedback_rows import evaluation_rows
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME, Rating
from index import Certainty, FoundArticle
from tests.bot.conftest import Running
from tests.bot.conversation.test_deep_links import payload_of
from tests.bot.samples import (
    GROUP,
    OTHER,
    UNKNOWN,
    SmallEngine,
    a_message,
    a_reply,
    a_whole_article,
    an_answer,
    an_article,
    an_edit,
    in_group,
)
from tests.bot.telegram_server import USERNAME, TelegramServer

LISTED = [FoundArticle(an_article(f"Judul {n}", article_id=f"a{n}"), "Isi.") for n in (1, 2, 3)]
VOLCANO = FoundArticle(an_article("Gunung Sirimba meletus"), "Gunung Sirimba meletus pada Rabu pagi.")


async def test_articles_about_what_is_named(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Title, day, first sentence and link of each; the engine is not asked a question."""
    engine.articles_about["gempa"] = [VOLCANO]
    (answer,) = await server.exchange(a_message("berita gempa"))
    assert answer.text == (
        "Artikel tentang gempa:\n\nGunung Sirimba meletus\nContoh · 1 Juni 2018\nGunung Sirimba meletus pada Rabu pagi."
    )
    assert answer.marked("text_link") == ["Gunung Sirimba meletus"]
    assert engine.asked == []


async def test_articles_about_what_is_misspelt(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """As the articles spell it, which the list says."""
    engine.spellings["gmpa"] = "gempa"
    engine.articles_about["gempa"] = [VOLCANO]
    (answer,) = await server.exchange(a_message("berita gmpa"))
    assert answer.text.startswith("Artikel tentang gempa:")


@pytest.mark.parametrize("words", ["tell me more about the satellite", "satellite"])
async def test_nothing_about_what_is_named(
    server: TelegramServer, engine: SmallEngine, bot: Running, words: str
) -> None:
    """It says so, and shows what comes closest."""
    engine.replies[words] = UNKNOWN
    (answer,) = await server.exchange(a_message(words, language="en"))
    assert answer.text.startswith("I couldn’t find any articles about “satellite”. This comes closest:")
    assert answer.marked("blockquote")


@pytest.mark.parametrize("words", ["ada berita apa hari ini?", "berita terbaru"])
async def test_newest_articles(server: TelegramServer, engine: SmallEngine, bot: Running, words: str) -> None:
    """As /latest lists them, five at the most."""
    engine.newest_articles = [a_whole_article("Isi.", f"Judul {n}") for n in range(9)]
    (answer,) = await server.exchange(a_message(words))
    assert answer.text.startswith("Artikel terbaru:\n\nJudul 0\n")
    assert len(answer.marked("text_link")) == 5


@pytest.mark.parametrize(
    ("certainty", "listed"), [(Certainty.SURE, False), (Certainty.PERHAPS, True), (Certainty.NONE, True)]
)
async def test_key_words(
    server: TelegramServer, engine: SmallEngine, bot: Running, certainty: Certainty, listed: bool
) -> None:
    """A sure answer is worth more than a list, where they ask for something."""
    engine.replies["harga masker"] = a_reply(an_answer("Rp5.000"), certainty=certainty)
    engine.articles_about["harga masker"] = [VOLCANO]
    (answer,) = await server.exchange(a_message("harga masker"))
    assert answer.text.startswith("Artikel tentang harga masker:") is listed


async def test_a_name_alone_asks_nothing(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """However sure the engine were: it gets the articles, and is asked where there are none."""
    engine.articles_about["Gunung Sirimba"] = [VOLCANO]
    (answer,) = await server.exchange(a_message("Gunung Sirimba"))
    assert answer.text.startswith("Artikel tentang Gunung Sirimba:")
    assert engine.asked == []
    await server.exchange(a_message("Gunung Kembar"))
    assert engine.asked == ["Gunung Kembar"]


async def test_bare_question_word_is_asked_back(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Without anything before; after an answer it follows on that."""
    (back,) = await server.exchange(a_message("kapan?"))
    assert back.text.startswith("Tentang apa?")
    before = len(engine.asked)
    await server.exchange(a_message("Siapa Ayu Pramesti?"))
    await server.exchange(a_message("kapan?"))
    assert len(engine.asked) == before + 2


@pytest.mark.parametrize("words", ["kapan?", "dan di mana?", "siapa dia?", "kenapa begitu?", "dia kerja apa?"])
async def test_what_names_nothing_is_asked_back_however_it_comes(
    server: TelegramServer, engine: SmallEngine, bot: Running, words: str
) -> None:
    """By a message, /ask, a mention in reply, a link, or an edit, in whose place the question back stands."""
    replied = in_group(words, OTHER)["message"]
    updates = [a_message(words), a_message(f"/ask {words}"), in_group("/ask", reply_to_message=replied)]
    mention = {"type": "mention", "offset": 0, "length": len(USERNAME) + 1}
    updates += [in_group(f"/ask {words}"), in_group(f"@{USERNAME}", reply_to_message=replied, entities=[mention])]
    for update in updates:
        (back,) = await server.exchange(update)
        assert back.text.startswith("Tentang apa?")
    await server.receive(a_message(f"/start {payload_of(words)}"))
    await server.until(lambda: len(server.sent) == len(updates) + 2)
    assert server.sent[-1].text.startswith("Tentang apa?")
    assert engine.asked == []
    question = a_message("Siapa Ayu Pramesti?")
    await server.exchange(question)
    await server.receive(an_edit(question, words))
    await server.until(lambda: len(server.edited) == 1)
    assert server.edited[0].text.startswith("Tentang apa?")
    assert engine.asked == ["Siapa Ayu Pramesti?"]
    await server.receive(an_edit(question, "Siapa Kim?"))
    await server.until(lambda: len(server.edited) == 2)
    assert engine.asked == ["Siapa Ayu Pramesti?", "Siapa Kim?"]


@pytest.mark.parametrize("words", ["jawabannya salah", "👎", "jawabannya salah, harusnya 17.800"])
async def test_wrong_answer_is_regretted_and_rated_down(
    server: TelegramServer, bot: Running, tmp_path: Path, words: str
) -> None:
    """It counts as 👎 of the answer before; without one the bot asks which."""
    (which,) = await server.exchange(a_message("that's wrong", language="en"))
    assert which.text.startswith("Sorry. Which answer is wrong?")
    (answer,) = await server.exchange(a_message("Kapan KTT Trump?"))
    (regret,) = await server.exchange(a_message(words))
    assert regret.text.startswith("Maaf. Saya catat bahwa jawaban tadi salah.")
    records = records_at(tmp_path / FILE_NAME)
    assert records.ratings(answer.buttons[0]["callback_data"].split(":")[1]) == {Rating.DOWN: 1}
    rows, left_out = evaluation_rows(records, Rating.DOWN)
    assert (len(rows), left_out) == (1, 0)
    records.close()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("bye", "Sampai jumpa!"),
        ("haha", "Kalau ada yang ingin ditanyakan"),
        ("ya", "Kalau ada yang ingin ditanyakan"),
        ("hmm", "Kalau ada yang ingin ditanyakan"),
        ("bagus", "Senang bisa membantu!"),
        ("keren bgt", "Senang bisa membantu!"),
        ("👍", "Senang bisa membantu!"),
        ("😂😂", "Kalau ada yang ingin ditanyakan"),
        ("🙏", "Sama-sama!"),
        ("bego lu", "Maaf kalau jawaban saya kurang membantu."),
        ("oke", "Kalau ada yang ingin ditanyakan"),
        ("jam berapa ini?", "Saya hanya bisa mengutip isi artikel"),
        ("oh gitu", "Kalau ada yang ingin ditanyakan"),
        ("kamu robot?", "Saya bot sederhana:"),
        ("bisa hapus data saya?", "Kirim /forget"),
        ("maksudku yg kemarin", "Saya tidak tahu yang mana"),
        ("sumbernya mana?", "Di bawah setiap jawaban"),
        ("jelasin dong", "Tombol “Kutipan lain”"),
        ("bantuan", "Halo! Saya Tanya."),
    ],
)
async def test_small_talk(server: TelegramServer, engine: SmallEngine, bot: Running, words: str, line: str) -> None:
    """A short line, which leaves the dialogue alone."""
    asked = "Siapa Ayu Pramesti?"
    engine.replies[asked] = a_reply(an_answer("pebulu tangkis"), question=asked)
    await server.exchange(a_message(asked))
    (answer,) = await server.exchange(a_message(words))
    assert answer.text.startswith(line)
    await server.exchange(a_message("dia umur berapa?"))
    assert "Ayu Pramesti" in engine.asked[-1]


async def test_in_a_group(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The same, in reply to /ask."""
    engine.articles_about["gempa"] = [VOLCANO]
    (answer,) = await server.exchange(in_group("/ask berita gempa"))
    assert (answer.text.splitlines()[0], answer.fields["chat_id"]) == ("Artikel tentang gempa:", str(GROUP))


async def test_what_follows_what_was_not_found_is_about_it(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """And not about news of it."""
    engine.replies["any news about Mount Krong"] = a_reply(
        certainty=Certainty.NONE, question="any news about Mount Krong"
    )
    await server.exchange(a_message("any news about Mount Krong"), a_message("when did it erupt?"))
    assert engine.asked[-1] == "when did Mount Krong erupt?"


async def test_what_follows_a_list_of_articles_is_about_these(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Whoever got articles about something goes on with that, not with what was asked before them."""
    engine.articles_about["Gunung Sirimba"] = [VOLCANO]
    await server.exchange(
        a_message("Kapan KTT Trump–Kim?"), a_message("berita Gunung Sirimba"), a_message("kapan meletus?")
    )
    assert engine.asked[-1] == "kapan Gunung Sirimba meletus?"


@pytest.mark.parametrize("words", ["yg ke 2", "yang kedua?", "nomor 2", "no 2", "the second one", "buka yg kedua dong"])
async def test_one_of_a_list_is_opened(server: TelegramServer, engine: SmallEngine, bot: Running, words: str) -> None:
    """Its title, linked, and how it begins; then another one of the same list."""
    engine.articles_about["gempa"] = LISTED
    engine.newest_articles = [a_whole_article(f"Judul {n}\nIsi {n}.", f"Judul {n}", f"a{n}") for n in (1, 2, 3)]
    await server.exchange(a_message("berita gempa"))
    (answer,) = await server.exchange(a_message(words))
    assert answer.text == "Judul 2\nKantor Berita Contoh · 1 Juni 2018\n\nIsi 2."
    assert (answer.marked("text_link"), answer.marked("blockquote")) == (["Judul 2"], ["Isi 2."])
    (last,) = await server.exchange(a_message("yang terakhir"))
    assert last.text.startswith("Judul 3\n")
    assert engine.asked == []


@pytest.mark.parametrize("listing", ["/latest", "berita terbaru"])
async def test_one_of_the_newest_is_opened(
    server: TelegramServer, engine: SmallEngine, bot: Running, listing: str
) -> None:
    """What was asked before the list may still be gone on with."""
    engine.replies["Siapa Ayu Pramesti?"] = a_reply(an_answer("pebulu tangkis"), question="Siapa Ayu Pramesti?")
    engine.newest_articles = [a_whole_article(f"Isi {n}.", f"Judul {n}", f"a{n}") for n in (1, 2)]
    await server.exchange(a_message("Siapa Ayu Pramesti?"), a_message(listing), a_message("dia umur berapa?"))
    assert engine.asked[-1] == "Ayu Pramesti umur berapa?"
    await server.exchange(a_message(listing))
    (answer,) = await server.exchange(a_message("2"))
    assert answer.text.startswith("Judul 2\n")


async def test_what_is_asked_of_one_of_a_list(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """It goes on with the article's title, and so does what follows when it was opened."""
    engine.articles_about["gempa"] = [LISTED[0], VOLCANO]
    engine.newest_articles = [a_whole_article("Isi.", "Gunung Sirimba meletus", "a")]
    await server.exchange(a_message("berita gempa"), a_message("yang kedua kapan?"))
    assert engine.asked[-1] == "kapan Gunung Sirimba meletus?"
    await server.exchange(a_message("berita gempa"), a_message("yang kedua"), a_message("di mana?"))
    assert engine.asked[-1] == "di mana Gunung Sirimba meletus?"


async def test_which_one_is_asked_back(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Where the list is not that long; and an article that is gone is told."""
    engine.articles_about["gempa"] = LISTED[:2]
    await server.exchange(a_message("berita gempa"))
    (back,) = await server.exchange(a_message("nomor 3"))
    assert back.text == "Yang mana maksud Anda? Tadi hanya ada 2 pilihan."
    (gone,) = await server.exchange(a_message("nomor 2"))
    assert gone.text == "Artikel asalnya sudah tidak tersedia."
    assert engine.asked == []


async def test_another_of_the_answers_is_shown(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """With its sentence and article, as one that may be right; the best one stands beside it then."""
    other = an_answer("Hanoi", "Mereka bertemu di Hanoi.", confidence=0.5)
    asked = "di mana Trump bertemu Kim?"
    engine.replies[asked] = a_reply(an_answer("Singapura"), other, question=asked)
    (first,) = await server.exchange(a_message(asked))
    assert first.text.endswith("Kemungkinan jawaban lain: Hanoi")
    (second,) = await server.exchange(a_message("yang kedua?"))
    assert "Mungkin: Hanoi\n\nMereka bertemu di Hanoi." in second.text
    assert second.text.endswith("Kemungkinan jawaban lain: Singapura")
    (back,) = await server.exchange(a_message("yang ketiga"))
    assert back.text == "Yang mana maksud Anda? Tadi hanya ada 2 pilihan."


async def test_the_second_of_what_was_asked_for(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Who won the first prize is followed by who won the second, whatever other answers stand there."""
    asked = "siapa juara pertama lomba lari?"
    engine.replies[asked] = a_reply(an_answer("Ani"), an_answer("Budi", confidence=0.8), question=asked)
    await server.exchange(a_message(asked), a_message("yang kedua?"))
    assert engine.asked[-1] == "siapa juara kedua lomba lari?"

"""Mail, mailboxes, saved pages and subtitles: the best text, with the day and the sender."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Skipped
from index.reasons import Reason
from index.sources import read_articles
from tests.documents import put

LONG = "Jadwal tanam jagung dimulai 20 Oktober 2022 di kebun barat, dan bibit dibagikan gratis oleh Pak Yusuf."


def read(folder: Path, content: str | bytes, name: str) -> tuple[list[Article], list[Skipped]]:
    items = list(read_articles(put(folder, name, content)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skipped)]


def letter(plain: str | None = LONG, marked: str | None = None, subject: str = "Buletin – Oktober") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Redaksi Buletin <redaksi@buletin.example.org>"
    message["Subject"] = subject
    message["Date"] = "Tue, 04 Oct 2022 23:30:00 +0700"
    message["Message-ID"] = "<1@buletin.example.org>"
    if plain is not None:
        message.set_content(plain)
    if marked is not None:
        (message.add_alternative if plain is not None else message.set_content)(marked, subtype="html")
    return message


def test_letter_is_an_article(tmp_path: Path) -> None:
    """Its words whatever they are encoded in, its day as it was where it was written; attachments are told."""
    message = letter()
    message["List-Id"] = "Buletin Kebun <kebun.example.org>"
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="jadwal.pdf")
    (found,), (told,) = read(tmp_path, message.as_bytes(), "a.eml")

    assert (found.title, found.text.strip(), found.published) == ("Buletin – Oktober", LONG, date(2022, 10, 4))
    assert (found.author, found.source) == ("Redaksi Buletin", "Buletin Kebun")
    assert "1 attachments, which are left out: jadwal.pdf" in told.reason


def test_best_of_two_forms_is_taken(tmp_path: Path) -> None:
    """Plain text, unless it says little more than where the other form is."""
    marked = f"<html><head><style>p {{}}</style></head><body><p>{LONG}</p><p>Sampai jumpa.</p></body></html>"

    (whole,), _ = read(tmp_path, letter(f"{LONG}\n\nSampai jumpa.", marked).as_bytes(), "a.eml")
    (short,), _ = read(tmp_path, letter("Lihat di peramban.", marked).as_bytes(), "b.eml")
    (only,), _ = read(tmp_path, letter(None, marked).as_bytes(), "c.eml")

    assert whole.text.strip() == short.text == only.text == f"{LONG}\n\nSampai jumpa."


def test_letter_in_an_undeclared_encoding_is_read(tmp_path: Path) -> None:
    """Its header too."""
    content = (
        "From: Anaïs <a@example.org>\nSubject: Café baru\nDate: 4 Oct 2022 07:00:00 +0700\n\nCafé di Bogor dibuka.\n"
    )
    for encoding in ("utf-8", "cp1252"):
        (found,), _ = read(tmp_path, content.encode(encoding), "a.eml")
        assert (found.title, found.author, found.text.strip()) == ("Café baru", "Anaïs", "Café di Bogor dibuka.")


def test_mailbox_yields_its_messages(tmp_path: Path) -> None:
    """One that is none is passed over; "From" at a line's beginning is no new message."""
    box = b"".join(
        b"From redaksi@example.org Tue Oct  4 07:00:00 2022\n" + data + b"\n\n"
        for data in (
            letter("Satu.\n>From sini ke sana.\nFrom sini juga.", subject="Satu").as_bytes(),
            b"tanpa kepala",
            letter("Dua.", subject="Dua").as_bytes().replace(b"<1@", b"<2@"),
        )
    )
    found, (told,) = read(tmp_path, box, "a.mbox")

    assert [(each.title, each.text.strip()) for each in found] == [
        ("Satu", "Satu.\nFrom sini ke sana.\nFrom sini juga."),
        ("Dua", "Dua."),
    ]
    assert "message 2" in told.reason


def test_saved_page_is_read_like_a_page(tmp_path: Path) -> None:
    """With the address where it was; the day of saving is a guess."""
    content = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://museum.example.org/malam\n"
        "Subject: Museum\nDate: Sat, 5 Nov 2022 12:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<html><head><title>Museum Kereta Buka Malam</title></head>"
        "<body><p>Museum kereta buka sampai pukul 22.00=\n setiap Sabtu.</p></body></html>\n--B\n"
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBO\n--B--\n"
    )
    (found,), _ = read(tmp_path, content, "a.mhtml")

    assert found.text == "Museum kereta buka sampai pukul 22.00 setiap Sabtu."
    assert (found.title, found.url) == ("Museum Kereta Buka Malam", "https://museum.example.org/malam")
    assert (found.published, found.published_guessed) == (date(2022, 11, 5), True)


def test_hostile_mail_is_refused(tmp_path: Path) -> None:
    """Parts in parts, very many of them, and what is no mail at all."""
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(300))
    many = 'From: a@b.c\nContent-Type: multipart/mixed; boundary="b"\n\n' + "--b\n\nx\n" * 30_000
    for content, reason in ((deep, "more parts"), (many, "more parts"), ("tanpa kepala\n\nx", "no header")):
        found, (told,) = read(tmp_path, content, "a.eml")
        assert not found
        assert reason in told.reason
    parameters = "From: a@b.c\nContent-Type: text/plain; " + "; ".join(f'a{n}*0="x"' for n in range(2_000)) + "\n\nIsi."
    found, (told,) = read(tmp_path, parameters, "a.eml")
    assert "has a header of more than 10,000 characters" in told.reason
    _, (told,) = read(tmp_path, "bukan", "a.mbox")
    assert "not a mailbox" in told.reason


def test_subject_whose_encoding_is_damaged_stays_as_it_is(tmp_path: Path) -> None:
    """Base64 of a length that none has."""
    (found,), _ = read(tmp_path, f"Subject: Buletin =?utf-8?b?b?4oCT?= Oktober\nFrom: a@b.c\n\n{LONG}", "a.eml")
    assert found.title is not None
    assert "Oktober" in found.title


@pytest.mark.timeout(20)
@pytest.mark.parametrize("field", ["Subject: " + "=?utf-8?q?a?= " * 200_000, "From: " + "(" * 200_000])
def test_endless_header_is_cut(tmp_path: Path, field: str) -> None:
    """It neither takes long nor raises; the text is read."""
    (found,), _ = read(tmp_path, f"X-Mailer: a\n{field}\n\n{LONG}", "a.eml")
    assert found.text == LONG


def test_subtitles_are_running_text(tmp_path: Path) -> None:
    """Without times, marks and what is said again; whoever speaks next begins a paragraph."""
    srt = (
        "1\n00:00:01,000 --> 00:00:03,000\n<i>Bupati meresmikan</i>\n\n2\n00:00:03,000 --> 00:00:05,000\n"
        "Bupati meresmikan\n"
        "jembatan gantung.\n\n3\n00:00:05,000 --> 00:00:06,000\n{\\an8}- Berapa biayanya?\n\n"
        "4\n00:00:06,000 --> 00:00:07,000\n- Tujuh ratus juta.\n"
    )
    vtt = (
        "WEBVTT\nKind: captions\n\nNOTE rahasia\n\nSTYLE\n::cue {}\n\nsatu\n00:01.000 --> 00:03.000 align:start\n"
        "<v Sri>Bupati <00:01.500><c>meresmikan</c>\n\n00:03.000 --> 00:05.000\njembatan gantung &amp; jalan.\n"
    )
    (first,), _ = read(tmp_path, srt, "a.srt")
    (second,), _ = read(tmp_path, vtt, "a.vtt")
    _, (told,) = read(tmp_path, "Bukan takarir.", "b.srt")

    assert first.text == "Bupati meresmikan jembatan gantung.\n\n- Berapa biayanya?\n\n- Tujuh ratus juta."
    assert second.text == "Bupati meresmikan jembatan gantung & jalan."
    assert "no subtitles" in told.reason


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("X-Mozilla-Draft-Info", "internal/draft; vcard=0", Reason.DRAFT),
        ("X-Unsent", "1", Reason.DRAFT),
        ("X-Gmail-Labels", "Draft,Penting", Reason.DRAFT),
        ("X-Gmail-Labels", "=?UTF-8?Q?Sampah,Belum_dibaca?=", Reason.WITHDRAWN),
        ("X-Mozilla-Status", "0009", Reason.WITHDRAWN),
        ("X-Status", "T", Reason.DRAFT),
    ],
)
def test_letter_that_was_not_sent_or_was_thrown_away(tmp_path: Path, field: str, value: str, code: Reason) -> None:
    """As mail programs mark it in the same file."""
    message = letter()
    message[field] = value
    _, (told,) = read(tmp_path, message.as_bytes(), "a.eml")

    assert told.code is code


def test_letter_in_html_alone(tmp_path: Path) -> None:
    """Tables row by row, without what is hidden; the day it came where it has none of its own."""
    body = (
        "<div style='display: none'>Pratinjau</div><p>Harga pekan ini.</p>"
        "<table><tr><th>Nama</th><th>Harga</th></tr><tr><td>Beras</td><td>Rp 9.000</td></tr></table>"
    )
    message = letter(None, body)
    del message["Date"]
    message["Received"] = "from a.example.org by b.example.org; Tue, 04 Oct 2022 23:31:00 +0700"
    (found,), _ = read(tmp_path, message.as_bytes(), "a.eml")

    assert (found.text, found.published) == ("Harga pekan ini.\n\nNama: Beras | Harga: Rp 9.000", date(2022, 10, 4))


def test_subtitles_without_blank_lines(tmp_path: Path) -> None:
    """The number of the next one is no word of the one before."""
    srt = (
        "1\n00:00:01,000 --> 00:00:03,000\nRapat mulai pukul 9.\n2\n00:00:04,000 --> 00:00:06,000\nSelesai pukul 11.\n"
    )
    (found,), _ = read(tmp_path, srt, "a.srt")

    assert found.text == "Rapat mulai pukul 9. Selesai pukul 11."


@pytest.mark.parametrize("kind", ["multipart/mixed", "Multipart/Mixed", "message/delivery-status"])
def test_parts_in_parts_around_many_lines_are_refused(tmp_path: Path, kind: str) -> None:
    """Each line would be compared with where every part ends: minutes, for ten megabytes."""
    head = "Subject: a\nMIME-Version: 1.0\n"
    inner = "".join(f"Content-Type: {kind}; boundary=b{n}\n\n--b{n}\n" for n in range(150))
    articles, (skipped,) = read(tmp_path, head + inner + "\n" * 1_000_000 + LONG, "a.eml")

    assert not articles
    assert skipped.reason == "has more parts than are read"


@pytest.mark.parametrize("subject", ["Re: Buletin", "Bls: Buletin", "RE : Buletin"])
def test_reply_holds_its_own_words_alone(tmp_path: Path, subject: str) -> None:
    """Neither what it answers nor the signature; the same lines of a letter that answers none stay."""
    quoted = "Pada Sel, 4 Okt 2022 Redaksi menulis:\n> Kapan jagung ditanam?\n> Salam\n"
    plain = f"{LONG}\n\n{quoted}\nSampai jumpa.\n-- \nSiti\n"
    (reply,), _ = read(tmp_path, letter(plain, subject=subject).as_bytes(), "a.eml")
    (other,), _ = read(tmp_path, letter(plain).as_bytes(), "b.eml")

    assert reply.text.split("\n\n") == [LONG, "Sampai jumpa."]
    assert "> Kapan jagung ditanam?" in other.text
    assert "Siti" not in other.text


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("[warga-rt] Re: Buletin", {}),
        ("[Warga] [Darurat] BALASAN: Buletin", {}),
        ("Re: [Warga] Buletin", {}),
        ("RE[3]: Buletin", {}),
        ("Re(2): Buletin", {}),
        ("Antw: Buletin", {}),
        ("Re: Fwd: Buletin", {}),
        ("Buletin", {"In-Reply-To": "<1@warga.example>"}),
        ("[Warga] Buletin", {"References": "<1@warga.example> <2@warga.example>"}),
        ("Fwd: Re: Buletin", {"References": "<1@warga.example>"}),
    ],
)
def test_reply_is_known_by_its_headers_and_by_all_that_stands_before_its_subject(
    tmp_path: Path, subject: str, headers: dict[str, str]
) -> None:
    """As lists and programs write it; what is sent on has no quotation of a reply either."""
    quoted = "Pada Sel, 4 Okt 2022 Redaksi menulis:\n> Kapan jagung ditanam?\n> Salam\n"
    message = letter(f"{LONG}\n\n{quoted}\nSampai jumpa.\n", subject=subject)
    for name, value in headers.items():
        message[name] = value
    (found,), _ = read(tmp_path, message.as_bytes(), "a.eml")

    assert found.text.split() == [*LONG.split(), "Sampai", "jumpa."]


SENT_ON = "---------- Forwarded message ---------\nFrom: Budi\nDate: x\nSubject: {}\nTo: warga\n\nRapat hari Rabu."


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Fwd: Re: Rapat RT", SENT_ON.format("Re: Rapat RT")),
        ("[Warga] Fwd: Rapat RT", SENT_ON.format("Rapat RT")),
        (
            "Fwd: Re: Rapat RT",
            "Begin forwarded message:\n\n> From: Budi\n> Subject: Re: Rapat RT\n>\n> Rapat hari Rabu.",
        ),
        ("Regu: rapat RT", "Pada Sel, Budi menulis:\n> Rapat hari Rabu."),
    ],
)
def test_what_is_sent_on_stays(tmp_path: Path, subject: str, body: str) -> None:
    """Also of a reply, and whatever message it refers to."""
    message = letter(f"{LONG}\n\n{body}", subject=subject)
    if "Fwd" in subject:
        message["References"] = "<1@warga.example>"
    (found,), _ = read(tmp_path, message.as_bytes(), "a.eml")

    assert "Rapat hari Rabu." in found.text


HEADERS = "From: Budi Santoso\nSent: Monday, June 11, 2018 9:00 AM\nTo: warga\nSubject: Rapat RT\n\nRapat hari Rabu.\n"
CITED = '<blockquote type="cite">Rapat hari Rabu.</blockquote>'


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        (
            "{}\n\nPada tanggal Sel, 12 Jun 2018 pukul 10.15 Budi <budi@a.id> menulis:\n\n> Rapat hari Rabu.\n> Salam",
            None,
        ),
        ("{}\n\nOn Tue, Jun 12, 2018 at 10:15 AM Budi Santoso\n<budi@example.com> wrote:\n\n> Rapat hari Rabu.", None),
        ("{}\n\n-----Original Message-----\n" + HEADERS, None),
        ("{}\n\n----- Pesan Asli -----\nDari: Budi\n\nRapat hari Rabu.", None),
        ("{}\n\n________________________________\n" + HEADERS, None),
        ("{}\n\n" + HEADERS.replace("From", "Dari").replace("Sent", "Dikirim").replace("Subject", "Subjek"), None),
        (
            None,
            '<div>{}</div><br><div class="gmail_quote"><div class="gmail_attr">Pada Sel, Budi menulis:<br></div>'
            '<blockquote class="gmail_quote">Rapat hari Rabu.</blockquote></div>',
        ),
        (None, f'<p>{{}}</p><div class="moz-cite-prefix">On 6/12/18, Budi wrote:<br></div>{CITED}'),
        (None, f"<p>{{}}</p><div>On Jun 12, 2018, at 10:15, Budi &lt;budi@a.id&gt; wrote:<br>{CITED}</div>"),
        (
            None,
            '<p>{}</p><hr><div id="divRplyFwdMsg"><b>From:</b> Budi<br><b>Subject:</b> Rapat</div>'
            "<div>Rapat hari Rabu.</div>",
        ),
        (None, f"<p>{{}}</p><div>{HEADERS.replace(chr(10), '<br>')}</div>"),
    ],
)
def test_reply_is_freed_of_what_it_answers_as_each_program_writes_it(
    tmp_path: Path, plain: str | None, marked: str | None
) -> None:
    """Gmail, Outlook, Thunderbird, Apple Mail, in both languages; what is sent on stays."""
    body = (plain and plain.format(LONG), marked and marked.format(LONG))
    (reply,), _ = read(tmp_path, letter(*body, subject="Re: Rapat RT").as_bytes(), "a.eml")
    (sent_on,), _ = read(tmp_path, letter(*body, subject="Fwd: Rapat RT").as_bytes(), "b.eml")

    assert reply.text == LONG
    assert "Rapat hari Rabu." in sent_on.text


def test_answers_between_the_lines_stay(tmp_path: Path) -> None:
    """In HTML as in plain text."""
    body = f'<div class="gmail_quote"><blockquote class="gmail_quote">Kapan?</blockquote><div>{LONG}</div></div>'
    (reply,), _ = read(tmp_path, letter(None, body, subject="Re: Rapat RT").as_bytes(), "a.eml")

    assert reply.text == LONG


def test_reply_of_nothing_but_a_quotation_is_kept(tmp_path: Path) -> None:
    """Better somebody else's words than none."""
    (found,), _ = read(tmp_path, letter(f"> {LONG}", subject="Re: Buletin").as_bytes(), "a.eml")
    assert LONG in found.text


def test_sounds_are_no_subtitles(tmp_path: Path) -> None:
    """What is heard and not said."""
    cues = ("[musik]", "Selamat pagi.", "♪ ♪", "- [tepuk tangan]", "Harga [mangga] naik.")
    srt = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues))
    (found,), _ = read(tmp_path, srt, "a.srt")
    assert found.text == "Selamat pagi. Harga [mangga] naik."

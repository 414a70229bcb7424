"""What a page shows at a click is read below the words that are clicked; what nothing opens stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.markup.html import drop_unseen, tree_of_html
from tests.index.sources.formats.reading import articles

LEAD = (
    "<p>Puskesmas mengumumkan jadwal baru untuk warga kecamatan mulai bulan ini, setelah banyak permintaan warga.</p>"
    "<p>Layanan itu berjalan setiap hari kerja, dan warga cukup membawa kartu keluarga ketika datang ke loket.</p>"
)
QUESTION, ANSWER, NEXT, LAST = (
    "Berapa biaya cabut gigi?",
    "Rp 25.000 tanpa BPJS.",
    "Jam berapa loket buka?",
    "Pukul 07.30.",
)
PANELS = {
    "bootstrap 5": """<div class='accordion-item'><h2 id='h{n}'><button class='accordion-button collapsed' type='button'
        data-bs-toggle='collapse' data-bs-target='#c{n}' aria-expanded='false'>{question}</button></h2><div id='c{n}'
        class='accordion-collapse collapse' aria-labelledby='h{n}'><div class='accordion-body'>{answer}</div></div>
        </div>""",
    "bootstrap 4": """<div class='card'><div class='card-header'><h5><button class='btn btn-link' data-toggle='collapse'
        data-target='#c{n}'>{question}</button></h5></div><div id='c{n}' class='collapse'>{answer}</div></div>""",
    "gov.uk": """<h2><button type='button' aria-controls='a{n}' class='govuk-accordion__section-button'>
        <span>{question}</span><span data-nosnippet>Show</span></button></h2>
        <div id='a{n}' class='govuk-accordion__section-content' hidden='until-found'><p>{answer}</p></div>""",
    "gov.uk without scripts": """<h2><span class='govuk-accordion__section-button'>{question}</span></h2>
        <div class='govuk-accordion__section-content'><p>{answer}</p></div>""",
    "elementor": """<div class='elementor-accordion-item'><div id='t{n}' class='elementor-tab-title' role='button'>
        <span class='elementor-accordion-icon'>+</span><a class='elementor-accordion-title' tabindex='0'>{question}</a>
        </div><div class='elementor-tab-content' style='display: none;'><p>{answer}</p></div></div>""",
    "jquery": "<h3 class='toggle'>{question}</h3><div class='isi' style='display: none;'><p>{answer}</p></div>",
    "flowbite": """<h2 id='h{n}'><button aria-expanded='false' aria-controls='b{n}'><span>{question}</span></button>
        </h2><div id='b{n}' class='hidden' aria-labelledby='h{n}'><div>{answer}</div></div>""",
    "script": """<a href='#' onclick="buka('s{n}')">{question}</a><div id='s{n}' style='display:none'>{answer}</div>""",
    "css": "<input type='checkbox' id='i{n}'><label for='i{n}'>{question}</label><div class='expand'>{answer}</div>",
    "heading within": """<div role='button' aria-controls='e{n}'><h4>{question}</h4></div>
        <div id='e{n}' hidden>{answer}</div>""",
    "definitions": """<dl class='faq'><dt><button>{question}</button></dt><dd hidden>{answer}</dd></dl>""",
    "details": "<details><summary>{question}</summary>{answer}</details>",
}
TABS = {
    "aria": """<div role='tablist'><button role='tab' aria-controls='p1'>Dewasa</button><button role='tab'
        aria-controls='p2'>Anak</button></div><div role='tabpanel' id='p1'>Rp 20.000</div>
        <div role='tabpanel' id='p2' hidden>Rp 10.000</div>""",
    "bootstrap": """<ul class='nav nav-tabs'><li><a href='#p1' data-toggle='tab'>Dewasa</a></li><li><a href='#p2'
        data-toggle='tab'>Anak</a></li></ul><div class='tab-pane' id='p1'>Rp 20.000</div>
        <div class='tab-pane' id='p2' style='display:none'>Rp 10.000</div>""",
    "jquery": """<div><ul class='ui-tabs-nav'><li><a href='#p1'>Dewasa</a></li><li><a href='#p2'>Anak</a></li></ul>
        <div id='p1'>Rp 20.000</div><div id='p2' style='display:none'>Rp 10.000</div></div>""",
}


def text(folder: Path, body: str) -> str:
    page = f"<html><head><title>Puskesmas</title></head><body><main><h1>Puskesmas</h1>{LEAD}{body}</main></body></html>"
    (found,) = articles(folder, "a.html", page)
    return found.text


@pytest.mark.parametrize("markup", PANELS.values(), ids=PANELS)
def test_answer_that_unfolds_stands_below_its_question(tmp_path: Path, markup: str) -> None:
    """Whatever built the page, and whether the answer stands open or closed."""
    said = (QUESTION, ANSWER), (NEXT, LAST)
    body = "".join(markup.format(n=n, question=question, answer=answer) for n, (question, answer) in enumerate(said))
    words = text(tmp_path, body).replace("?:", "?").split("loket.", 1)[1].split()

    assert " ".join(words) == f"{QUESTION} {ANSWER} {NEXT} {LAST}"


@pytest.mark.parametrize("markup", TABS.values(), ids=TABS)
def test_each_tab_stands_below_its_name(tmp_path: Path, markup: str) -> None:
    """The names stand side by side above all of them on the page."""
    assert text(tmp_path, markup).split("\n\n")[-4:] == ["Dewasa", "Rp 20.000", "Anak", "Rp 10.000"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div style='display:none'>rahasia</div>",
        "<h2>Tentang</h2><div hidden>rahasia</div>",
        "<p>Paragraf.</p><div class='collapse' style='display:none'>rahasia</div>",
        "<button aria-controls='m' aria-expanded='0'>Menu</button><ul id='m' hidden><li><a href='/'>rahasia</a></ul>",
        "<button aria-controls='m' aria-haspopup='true'>Akun</button><div id='m' hidden>rahasia</div>",
        "<button data-toggle='modal' data-target='#m'>Masuk</button><div id='m' hidden>rahasia</div>",
        "<nav><button aria-controls='m'>Layanan</button></nav><div id='m' hidden>rahasia</div>",
        "<button aria-controls='m'>Cari</button><div id='m' hidden><form>rahasia</form></div>",
        "<button aria-controls='m'>Kue</button><div id='m' class='cookie-banner' hidden>rahasia</div>",
        "<template><h3 class='toggle'>Apa?</h3><div>rahasia</div></template>",
    ],
)
def test_what_is_no_text_that_opens_stays_out(markup: str) -> None:
    """Words for search engines, menus, dialogs, forms."""
    tree = tree_of_html(f"<html><body><main><p>Isi.</p>{markup}</main></body></html>")
    assert tree is not None
    drop_unseen(tree)

    assert "rahasia" not in "".join(tree.itertext())


def test_rest_of_a_text_is_shown_without_the_button(tmp_path: Path) -> None:
    """What says only that there is more is no heading."""
    more = (
        "<button aria-controls='m'>Baca selengkapnya</button><div id='m' hidden><p>Loket tutup pukul 14.00.</p></div>"
    )

    assert text(tmp_path, more).split("\n\n")[-2:] == [
        LEAD.split("<p>")[-1].removesuffix("</p>"),
        "Loket tutup pukul 14.00.",
    ]


def test_words_without_an_address_are_no_link(tmp_path: Path) -> None:
    """Trafilatura leaves out what is nothing but links."""
    anchors = "".join(f"<div class='q'><a name='q{n}'>Bagian ke-{n} tentang loket</a></div>" for n in range(4))

    assert [f"Bagian ke-{n} tentang loket" in text(tmp_path, anchors) for n in range(4)] == [True] * 4

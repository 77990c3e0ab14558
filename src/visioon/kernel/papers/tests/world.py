"""A page with one of everything, and what reads the files made of it."""

import io
from typing import Any

import docx
import pptx

from visioon.kernel.papers.reading import page
from visioon.kernel.papers.tree import Page

LABELS = {
    "sample": "näidis",
    "sample_long": "See on näidis.",
    "page": "Leht",
    "source": "Allikas:",
    "beside": "Slaidil ei ole:",
    "about": "Mis see on",
    "tables": "Tabelid:",
    "no_tables": "Tabelit ei ole.",
}
SVG = (
    '<svg class="drawn only-wide" viewBox="0 0 640 200" role="img" aria-label="Tartu: 11. koht">'
    '<rect x="0" y="0" width="300" height="40" fill="var(--accent)"/></svg>'
)
MAIN = f"""
<nav class="crumbs"><a href="/et/">Avaleht</a></nav>
<h1>Linna <i>seis</i></h1><p class="lede">Mida me&shy;teame.</p>
<h2>Arvud</h2>
<figure><figcaption><h3>Esimeste seas</h3></figcaption>{SVG}
<svg class="only-phone" viewBox="0 0 340 200" role="img" aria-label="telefonis"></svg>
<details><summary>Sama tabelina</summary><table><thead><tr><th>Linn</th><th class="num">Koht</th></tr></thead>
<tbody><tr><th>Tartu</th><td class="num">3 516</td></tr></tbody></table></details></figure>
<h4>Vahele jäetud tase <span class="tag-sample">näidis</span></h4>
<blockquote lang="ru">Свои слова</blockquote>
<ul><li>üks <a href="../goals/">siht</a><ul><li>all</li></ul></li><li><b>kaks</b></li></ul>
<ol class="thread"><li><span class="kind">Eesmärk</span><div class="what">Ratas</div></li></ol>
<dl class="figures"><div><dt>elanikku</dt><dd>98 273 <small>in</small></dd></div></dl>
<dl class="facts"><dt>Vastutaja</dt><dd>linn</dd></dl>
<form><label>Nimi</label><input name="x"><button>Saada</button></form>
<h2>Tabel</h2>
<table><tr><th>Mõõdik</th><th>Väärtus</th><th></th></tr>
<tr><td>Ratas</td><td>4,4</td><td><button>muuda</button></td></tr><tr><td>Kood</td><td>007</td><td></td></tr></table>
"""


def made(main: str = MAIN, *, lang: str = "et", sample: bool = False, labels: dict[str, str] | None = None) -> Page:
    strip = '<aside class="strip-sample">näidis</aside>' if sample else ""
    html = f"<html><head><title>T</title></head><body>{strip}<main>{main}</main><footer>Jalus</footer></body></html>"
    frame = Page("", lang, "Tartu", "", "24. november 2026", 1795000000, False, (), labels or LABELS)
    address = f"http://localhost/{lang}/tartu/state/"
    return page(html, address=address, lang=lang, frame=Page(**{**vars(frame), "address": address}))


def word_of(file: bytes) -> Any:
    return docx.Document(io.BytesIO(file))


def deck_of(file: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(file))

"""Feeds: three dialects, what is refused with its reason, and that nothing but plain words and web links comes out."""

from datetime import UTC, datetime

import pytest

from visioon.formats import feeds
from visioon.formats.errors import InputError

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Linnad &amp; uudised</title>
<item><guid>a1</guid><title>N&#xF5;udeveo katse</title><link>https://news.example/a1</link>
<description><![CDATA[<p>\xc3\x95htul <b>tellitakse</b> s\xc3\xb5it.</p><p>Kaks liini.</p>
<script>alert(1)</script>]]></description>
<pubDate>Mon, 02 Nov 2026 08:00:00 +0200</pubDate></item>
<item><title>Ilma lingita</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Signals</title>
<entry><id>urn:x:1</id><title>Heat pumps</title><link href="http://news.example/2"/>
<updated>2026-10-01T10:00:00Z</updated><summary>Old houses &lt;em&gt;too&lt;/em&gt; 3 &lt; 4.</summary></entry>
</feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://n.example/"><title>Old</title></channel>
<item rdf:about="https://n.example/1"><title>One</title><link>https://n.example/1</link></item></rdf:RDF>"""

BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>"""

EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&x;</title></channel></rss>"""

DTD = b"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>x</title></channel></rss>"""


def test_rss_when_read_then_its_words_are_plain_and_its_links_are_of_the_web() -> None:
    feed = feeds.read(RSS)
    assert feed.title == "Linnad & uudised"
    assert feed.entries[0] == feeds.Entry(
        "a1",
        "Nõudeveo katse",
        "https://news.example/a1",
        "Õhtul tellitakse sõit. Kaks liini.",
        datetime(2026, 11, 2, 6, 0, tzinfo=UTC),
    )
    assert (feed.entries[1].title, feed.entries[1].link, feed.entries[1].published) == ("Ilma lingita", "", None)
    assert len(feed.entries[1].id) == 64


def test_atom_when_read_then_the_day_of_change_stands_where_none_of_publishing_is_given() -> None:
    entry = feeds.read(ATOM).entries[0]
    assert (entry.id, entry.link, entry.published) == (
        "urn:x:1",
        "http://news.example/2",
        datetime(2026, 10, 1, 10, 0, tzinfo=UTC),
    )
    assert entry.summary == "Old houses too 3 < 4."


def test_rss_1_when_read_then_its_items_are_entries() -> None:
    assert [(one.id, one.title) for one in feeds.read(RDF).entries] == [("https://n.example/1", "One")]


@pytest.mark.parametrize("content", [BOMB, EXTERNAL, DTD], ids=["bomb", "external", "dtd"])
def test_feed_with_a_dtd_or_entities_when_read_then_it_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="without DTD, entities and external references was expected"):
        feeds.read(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "well-formed XML"),
        (b"<rss><channel>", "well-formed XML"),
        (b"\xff\xfe\x00<", "well-formed XML"),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "well-formed XML"),
        (b"<html><body>404</body></html>", "got html"),
        (b"<rss>" + b" " * feeds.MOST_BYTES + b"</rss>", "at most 2000000 bytes"),
    ],
)
def test_what_is_no_feed_when_read_then_it_says_what_was_expected(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        feeds.read(content, file="signals.xml")
    assert str(refused.value).startswith("signals.xml: ")


def _items(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>x</title>{''.join(items)}</channel></rss>".encode()


def test_entries_when_too_many_or_too_long_then_they_are_bounded() -> None:
    many = _items(*(f"<item><guid>{n}</guid><title>{'word ' * 200}</title></item>" for n in range(300)))
    found = feeds.read(many).entries
    assert len(found) == feeds.MOST_ENTRIES
    assert max(len(one.title) for one in found) <= feeds.LONGEST_TITLE
    long = feeds.read(_items(f"<item><guid>{'g' * 900}</guid><title>t</title></item>")).entries[0]
    assert len(long.id) == 64


def test_entry_when_without_words_then_it_is_counted_and_left_out() -> None:
    feed = feeds.read(_items("<item><guid>1</guid></item>", "<item><description>Only words</description></item>"))
    assert (feed.wordless, [one.title for one in feed.entries]) == (1, ["Only words"])


def test_entry_when_given_twice_then_it_stands_once() -> None:
    twice = _items(*["<item><guid>1</guid><title>First</title></item>", "<item><guid>1</guid><title>B</title></item>"])
    assert [one.title for one in feeds.read(twice).entries] == ["First"]


def test_words_when_they_hold_marks_of_direction_or_control_then_they_lose_them() -> None:
    entry = feeds.read(_items("<item><title>a\u202eb\u200bc&#9;d</title></item>")).entries[0]
    assert entry.title == "abc d"


def test_utf16_when_read_then_it_is_read_as_it_was_checked() -> None:
    content = '<?xml version="1.0" encoding="utf-16"?>' + _items("<item><title>Õ</title></item>").decode()
    assert feeds.read(content.encode("utf-16")).entries[0].title == "Õ"

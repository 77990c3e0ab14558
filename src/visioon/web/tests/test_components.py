import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from visioon.web.faces import shared
from visioon.web.samples import SampleStop, sample_form, sample_ring
from visioon.web.templatetags import look

pytestmark = pytest.mark.urls("visioon.web.tests.urls")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def drawn(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context)).strip()


def test_domain_when_drawn_then_icon_word_and_hue():
    html = drawn('{% domain "mobility" %}')
    assert html.startswith('<span class="domain d-mobility"><svg class="icon"')
    assert html.endswith("</svg> Mobility</span>")


def test_domain_when_an_object_has_a_code_then_the_same():
    assert drawn("{% domain d %}", d=SimpleNamespace(code="living")) == drawn('{% domain "living" %}')


@pytest.mark.parametrize(
    ("value", "html"),
    [("sample", '<span class="tag-sample">sample</span>'), ("test", '<span class="tag">test</span>'), ("real", "")],
)
def test_provenance_when_drawn_then_only_what_is_not_real_is_marked(value, html):
    assert drawn("{% provenance value %}", value=value) == html


@pytest.mark.parametrize(
    ("kind", "shape"), [("ok", "<circle"), ("risk", "M6 .8"), ("off", "M1 1h10"), ("idle", "M6 1a5")]
)
def test_status_when_drawn_then_shape_and_word(kind, shape):
    html = drawn("{% status kind word %}", kind=kind, word="<so>")
    assert (html.count(shape), html.endswith("&lt;so&gt;</span>")) == (1, True)


def test_status_when_the_kind_is_unknown_then_value_error():
    with pytest.raises(ValueError, match="a status of"):
        look.status("red", "x")


def test_crumbs_when_the_last_has_no_address_then_it_is_where_you_are():
    html = drawn('{% crumbs "Home" "/" "Goals" %}')
    assert re.findall(r"<li>(.*?)</li>", html) == ['<a href="/">Home</a>', '<span aria-current="page">Goals</span>']


def test_thread_when_drawn_then_states_are_classes_and_said_in_words():
    stops = [
        SampleStop("A", "a"),
        SampleStop("B", "b", state="here", sample=False),
        SampleStop("C", "c", state="ahead"),
    ]
    html = drawn("{% thread stops across=True %}", stops=stops)
    assert re.findall(r'<(?:ol|li) class="([^"]*)"', html) == [
        "thread is-across",
        " is-sample",
        "is-here",
        "is-ahead is-sample",
    ]
    assert re.findall(r'<span class="vh"> \((.*?)\)', html) == ["sample", "you are here", "sample", "promised"]


def test_thread_when_words_are_foreign_then_their_language_is_said():
    html = drawn("{% stop stop %}", stop=SampleStop("A", "Зима", lang="ru", url=""))
    assert re.findall(r'<div class="what" lang="ru">(.*?)</div>', html) == ["Зима"]


def test_ring_when_drawn_then_twice_thirteen_links_with_name_and_state():
    labels = re.findall(
        r'<a href="#ring" class="is-\w+" aria-label="([^"]*)"', drawn("{% ring ring %}", ring=sample_ring())
    )
    assert len(labels) == 26
    assert labels[4:7] == ["4 Our people: done", "5 Exchanging ideas: open now", "6 New goals: to come"]


def test_ring_when_the_page_is_estonian_then_coordinates_keep_their_point():
    with translation.override("et"):
        assert re.findall(r'(?:cx|cy|x|y)="\d+,\d', drawn("{% ring ring %}", ring=sample_ring())) == []


def test_parts_when_drawn_then_the_same_in_a_list():
    html = drawn("{% parts ring %}", ring=sample_ring())
    assert re.findall(r'<span class="st">(.*?)</span>', html) == ["done"] * 5 + ["open now"] + ["to come"] * 7


def test_figures_when_more_than_four_then_value_error():
    with pytest.raises(ValueError, match="at most four"):
        look.figures([SimpleNamespace(value="1")] * 5)


def test_field_when_wrong_then_error_and_hint_are_tied_to_it():
    html = drawn("{% field bound %}", bound=sample_form()["target"])
    control = re.findall(r"<input[^>]*>", html)[0]
    assert re.findall(r'aria-describedby="([^"]*)"', control) == ["id_target_hint id_target_error"]
    assert re.findall(r'aria-invalid="([^"]*)"', control) == ["true"]
    assert [html.count(f'id="{name}"') for name in ("id_target_hint", "id_target_error")] == [1, 1]


def test_field_when_right_then_not_called_invalid():
    assert re.findall("aria-invalid|has-error", drawn("{% field bound %}", bound=sample_form()["when"])) == []


def test_taps_when_drawn_then_a_fieldset_with_one_label_a_choice():
    html = drawn("{% field bound %}", bound=sample_form()["kind"])
    assert re.findall(r"<span>(.*?)</span>", html) == ["idea", "thought", "worry", "wish"]
    assert re.findall(r'value="(\w+)"[^>]*checked', html) == ["worry"]
    assert html.count("<fieldset") == 1


def test_hidden_field_when_drawn_then_only_its_input():
    class Secret(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput)

    assert drawn("{% field bound %}", bound=Secret({"key": "k"})["key"]).startswith(
        '<input type="hidden" name="key" value="k"'
    )


def test_form_errors_when_nothing_is_wrong_then_nothing():
    assert drawn("{% form_errors form %}", form=forms.Form({})) == ""


def test_form_errors_when_a_field_is_wrong_then_a_link_to_it():
    assert re.findall(r'<a href="(#\w+)">', drawn("{% form_errors form %}", form=sample_form())) == ["#id_target"]


def nav(name: str, path: str) -> str:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    city = SimpleNamespace(slug="tartu")
    return drawn("{% nav_link name 'Goals' %}", name=name, request=request, city=city)


@pytest.mark.parametrize(
    ("name", "path", "current"),
    [
        ("goals:goals", "/en/tartu/goals/", ["page"]),
        ("goals:goals", "/en/tartu/goals/one/", ["true"]),
        ("goals:goals", "/en/tartu/week/", []),
        ("overview:home", "/en/tartu/week/", []),
    ],
)
def test_nav_link_when_drawn_then_current_in_its_own_room_only(name, path, current):
    assert re.findall('aria-current="(.*?)"', nav(name, path)) == current


def test_nav_link_when_the_page_is_not_built_then_nothing():
    assert nav("strategy:read", "/en/tartu/goals/") == ""


def test_nav_link_when_outside_a_city_then_only_pages_of_no_city():
    assert drawn("{% nav_link 'goals:goals' 'Goals' %}") == ""
    assert drawn("{% nav_link 'web:privacy' 'Data' %}") == '<li><a href="/en/privacy/">Data</a></li>'


def test_room_link_when_something_waits_then_its_count_and_no_badge_for_zero():
    context = {"city": SimpleNamespace(slug="tartu"), "room_counts": {"goals": 3}}
    assert re.findall("<b>(.*?)</b>", drawn("{% room_link 'goals:goals' 'Goals' %}", **context)) == ["3"]
    assert re.findall("<b>", drawn("{% room_link 'overview:week' 'My week' %}", **context)) == []


def test_shy_when_the_page_is_estonian_then_long_words_may_break_and_markup_is_escaped():
    with translation.override("et"):
        assert drawn("{{ words|shy }}", words="<b>visioonistrateegia") == "&lt;b&gt;visioo\xadnist\xadra\xadtee\xadgia"
    assert drawn("{{ words|shy }}", words="visioonistrateegia") == "visioonistrateegia"


def foot(**context) -> str:
    return render_to_string("web/_foot.html", {"city": SimpleNamespace(slug="tartu", name="Tartu"), **context})


def test_foot_when_nobody_is_logged_in_then_a_link_to_log_in():
    assert re.findall(r'href="/en/log(\w+)/"', foot(viewer=SimpleNamespace(name=""))) == ["in"]


def test_foot_when_somebody_is_logged_in_then_logging_out_is_a_form():
    html = foot(viewer=SimpleNamespace(name="Mari"), csrf_token="t")
    assert re.findall(r'<form method="post" action="/en/log(\w+)/"', html) == ["out"]
    assert re.findall(r'href="/en/log', html) == []


def test_share_picture_when_the_noun_has_none_then_words_stand_alone():
    html = drawn(
        '{% share_picture "" None title "What <b> it says" %}',
        title="Short ways",
        city=SimpleNamespace(slug="tartu", name="Tartu", face_name="", face_in_force={}),
    )
    found = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))
    assert found == {
        "og:type": "article",
        "og:title": "Short ways",
        "og:description": "What &lt;b&gt; it says",
        "og:site_name": "Visioon Tartu",
        "og:locale": "en_GB",
        "twitter:card": "summary",
    }


def test_share_picture_when_there_are_no_words_then_nothing():
    assert drawn('{% share_picture "" None %}') == ""


def test_shared_words_when_long_then_one_line_cut_at_a_word():
    cut = shared("sõna,\n " * 100)
    assert cut.endswith("sõna…")
    assert len(cut) <= 201
    assert "\n" not in cut


def test_face_and_mark_when_there_is_no_city_then_those_of_the_house():
    assert drawn("{% face %}") == ""
    assert drawn("{% mark %}").endswith("<b>Visioon</b>")
    assert drawn("{% site_name %}") == "Visioon"

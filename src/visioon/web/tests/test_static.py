"""The stylesheet and the templates keep the rules of the look."""

import re
from importlib.resources import files
from pathlib import Path

from visioon.kernel.look.tokens import stylesheet

WEB = Path(str(files("visioon.web")))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


def test_templates_when_read_then_no_inline_style_script_or_foreign_address():
    found = {
        str(path): hits
        for path in TEMPLATES
        if (hits := re.findall(r'\sstyle=|<style|\son[a-z]+="|<script(?![^>]*src=)|https?://', path.read_text("utf-8")))
    }
    assert found == {}


def test_stylesheet_when_read_then_every_token_in_use_is_defined():
    css = stylesheet()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) - defined == set()


def test_stylesheet_when_read_then_loads_nothing_from_elsewhere():
    assert re.findall(r"url\(|@import|@font-face", stylesheet()) == []


def test_templates_when_they_use_a_token_then_it_is_defined():
    used = {token for path in TEMPLATES for token in re.findall(r"var\((--[\w-]+)\)", path.read_text("utf-8"))}
    assert used - set(re.findall(r"(--[\w-]+)\s*:", stylesheet())) == set()


def test_server_error_page_when_read_then_needs_no_template_language():
    assert re.findall(r"{[{%]", (WEB / "templates" / "500.html").read_text("utf-8")) == []

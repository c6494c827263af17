"""The look stays light, turns with the script, and needs nothing inline."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
SOURCES = ["portal", "knowledgebase", "reporting_form", "trainings"]
TEMPLATES = sorted(path for source in SOURCES for path in (ROOT / source).rglob("templates/**/*.html"))

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"""(?<![\w-])(
        (margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)[\w-]*
        | border-(top|bottom)-(left|right)-radius
        | left | right | top | bottom | width | height | (min|max)-(width|height)
    )\s*:(?!hover)""",
    re.VERBOSE,
)
PHYSICAL_VALUE = re.compile(r"(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right|top|bottom)")
MEDIA_QUERY = re.compile(r"@(?:media|container)[^{]*\{")
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
OUTSIDE = re.compile(r"""(?:src|<link[^>]*href|url\(|action)\s*=?\s*["']?(?:https?:)?//""", re.IGNORECASE)


def compressed(paths) -> int:
    """Bytes on the wire, each file compressed on its own."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def is_mail(path: Path) -> bool:
    """Mail programs read no style sheets and few logical properties."""
    return "mail" in path.parts or "email" in path.parts


def ids(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_there_is_something_to_measure():
    assert len(STYLES) > 8
    assert len(SCRIPTS) > 0
    assert len(TEMPLATES) > 40


def test_all_styles_of_the_public_pages_stay_under_18_kb():
    assert compressed(path for path in STYLES if path.name != "staff.css") <= 18 * 1024


def test_all_scripts_stay_under_8_kb():
    assert compressed(SCRIPTS) <= 8 * 1024


@pytest.mark.parametrize("path", STYLES, ids=ids(STYLES))
def test_styles_know_no_left_and_right(path):
    css = MEDIA_QUERY.sub("{", COMMENT.sub("", path.read_text()))
    assert [match.group(0) for match in PHYSICAL.finditer(css)] == []
    assert PHYSICAL_VALUE.findall(css) == []


@pytest.mark.parametrize("wrong", ["margin-left: 0", "a{left:0}", "b { width: 1px }", "border-top-left-radius: 0"])
def test_the_lint_itself_sees_physical_properties(wrong):
    assert PHYSICAL.search(wrong)


@pytest.mark.parametrize("right", ["margin-inline-start: 0", "inset-block: 0", "inline-size: 1px", "stroke-width: 2"])
def test_the_lint_itself_accepts_logical_properties(right):
    assert not PHYSICAL.search(right)


@pytest.mark.parametrize("path", STYLES, ids=ids(STYLES))
def test_styles_import_nothing_and_ask_no_other_host(path):
    css = COMMENT.sub("", path.read_text())
    assert "@import" not in css
    assert "url(" not in css


@pytest.mark.parametrize("path", STYLES, ids=ids(STYLES))
def test_every_rule_stands_in_a_layer(path):
    css = COMMENT.sub("", path.read_text()).strip()
    outside = re.sub(r"@layer [\w, ]+;", "", css).strip()
    assert outside.startswith("@layer ")
    assert depth_zero_blocks(outside) == outside.count("@layer ")


def depth_zero_blocks(css: str) -> int:
    """How many blocks stand at the outermost level."""
    depth = blocks = 0
    for sign in re.findall(r"[{}]", css):
        blocks += depth == 0 and sign == "{"
        depth += 1 if sign == "{" else -1
    assert depth == 0
    return blocks


@pytest.mark.parametrize("path", TEMPLATES, ids=ids(TEMPLATES))
def test_templates_hold_no_inline_style_script_or_handler(path):
    html = TEMPLATE_TAG.sub("", path.read_text())
    assert INLINE_SCRIPT.findall(html) == []
    assert HANDLER.findall(html) == []
    if not is_mail(path):
        assert "<style" not in html
        assert not re.search(r"<[^>]*\sstyle\s*=", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=ids(TEMPLATES))
def test_templates_load_nothing_from_another_host(path):
    assert OUTSIDE.findall(path.read_text()) == []


def test_every_style_file_is_linked():
    linked = (ROOT / "portal/core/templates/core/styles.html").read_text()
    staff = (ROOT / "portal/core/templates/staff_base.html").read_text()
    names = {str(path.relative_to(ROOT / "static")) for path in STYLES}
    assert set(re.findall(r'static "(css/[^"]+)"', linked + staff)) == names

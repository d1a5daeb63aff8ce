"""What every template keeps to: layouts arrange, components draw, pages choose."""

import re

from jinja2 import Environment, nodes

from tests.rules import tree

FOLDER = tree.ROOT / "portal" / "templates"
TEMPLATES = tree.files(".html", under=("portal",))
FROZEN_IN_ENGLISH = {
    "annual-report-alone.html",
    "figures.html",
    "for-children-alone.html",
    "paper.html",
}  # a release leaves as a document, not a page
CHILDREN = ("children", "components", "front")
_IMPORT = re.compile(r'{%-? from "([^"]+)" import ([^%]+?) (?:with context )?-?%}')
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
_JINJA = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_VERSION = re.compile(r"{% block version %}.*?{% endblock %}")
_TAG = re.compile(r'<[^>]*>|\b[a-z-]+=""')
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_NOT_FOR_CHILDREN = re.compile(
    r"\b(LAC|CLA|users?|clients?|log ?in|username|submit(ted)?|anonymous|placement|contact)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&[a-z]+;")
_BAD_TYPE = re.compile(r"'| - |\.\.\.").search
_FORBIDDEN = {
    "| safe": r"\|\s*safe\b",
    "autoescape": r"{%-?\s*autoescape",
    "an inline style": r"<[^>]*\sstyle\s*=|<style",
    "an inline script": r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=",
    "a script whose names could clash with another’s": r"<script(?![^>]*\stype=\"module\")",
    "something from elsewhere": r"(?:src|href|action)=\"(?:https?:)?//",
    "a form without its token": r"<form[^>]*method=\"post\"(?![\s\S]*csrf_token)",
}


def test_no_template_holds_what_our_policy_or_our_manner_forbids():
    found = [
        f"{path}: {what}"
        for path in TEMPLATES
        for what, pattern in _FORBIDDEN.items()
        if re.search(pattern, _bare(path))
    ]

    assert not found, "\n".join(found)


def test_components_and_layouts_begin_by_saying_what_they_are():
    drawn = [path for path in TEMPLATES if path.parts[2] in {"components", "layouts"}]

    assert [str(path) for path in drawn if not tree.text(path).startswith("{#")] == []


def test_every_macro_that_is_brought_in_is_used():
    unused = []
    for path in TEMPLATES:
        source = _bare(path)
        rest = _IMPORT.sub("", source)
        brought = [name for _, names in _IMPORT.findall(source) for name in names.split(",")]
        names = [name.split(" as ")[-1].strip() for name in brought]
        unused += [f"{path}: {n}" for n in names if not re.search(rf"\b{re.escape(n)}\b", rest)]

    assert not unused, "\n".join(unused)


def test_every_template_that_is_named_is_there():
    missing = []
    for path in TEMPLATES:
        page = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(tree.text(path))
        named = {
            node.template.value
            for node in page.find_all((nodes.Extends, nodes.Include, nodes.FromImport))
            if isinstance(node.template, nodes.Const)
        }
        missing += [f"{path}: {n}" for n in named if not (FOLDER / n).exists()]

    assert not missing, "\n".join(missing)


def test_words_on_a_page_can_be_translated():
    """What stands between tags is said through ``_()``, so that translators find it."""
    pages = [path for path in TEMPLATES if path.name not in FROZEN_IN_ENGLISH]
    between = [(path, line) for path in pages for line in _between_tags(path)]

    found = [f"{path}: {line}" for path, line in between if _LETTERS.search(line)]

    assert not found, "\n".join(found)


def test_type_is_set_properly_in_what_we_say():
    found = [f"{path}: {said}" for path in TEMPLATES for said in _said(path) if _BAD_TYPE(said)]

    assert not found, "\n".join(found)


def test_children_meet_no_word_of_the_office():
    theirs = [path for path in TEMPLATES if path.parts[2] in CHILDREN]

    found = [
        f"{path}: {said}"
        for path in theirs
        for said in _said(path)
        if _NOT_FOR_CHILDREN.search(said)
    ]

    assert not found, "\n".join(found)


def _bare(path) -> str:
    """The template without what only its readers see."""
    return _COMMENT.sub("", tree.text(path))


def _between_tags(path) -> list[str]:
    outside = _TAG.sub("\n", _JINJA.sub("", _VERSION.sub("", _bare(path))))
    lines = (line.strip() for line in outside.splitlines())
    return [_ENTITY.sub("", line) for line in lines]


def _said(path) -> list[str]:
    """Every sentence a template says, as translators will find it."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    found = environment.extract_translations(tree.text(path))  # type: ignore[attr-defined]
    return [part for _, _, words in found for part in _parts(words)]


def _parts(words) -> list[str]:
    return [words] if isinstance(words, str) else [word for word in words if word]

"""What the project says about itself is complete."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
VARIABLE = re.compile(r"""(?:env\.\w+|env|required|required_secret)\(\s*["']([A-Z][A-Z0-9_]+)["']""")


def variables_read() -> set[str]:
    sources = [*(ROOT / "portal").rglob("*.py"), *(ROOT / "reporting_form").rglob("*.py")]
    return {name for path in sources for name in VARIABLE.findall(path.read_text())}


def test_every_setting_from_the_environment_is_documented_and_nothing_else():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE))
    assert documented - {"DJANGO_SETTINGS_MODULE"} == variables_read()


def test_every_dependency_has_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    declared = [re.match(r"[a-z-]+", line).group() for line in lines]
    reasons = (ROOT / "docs/decisions/0008-dependencies.md").read_text().lower()
    assert [name for name in declared if name not in reasons] == []


def test_the_municipality_of_the_demonstration_is_named_only_in_the_demonstration():
    places = []
    for folder in ("portal", "knowledgebase", "reporting_form", "trainings", "static"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".html", ".txt", ".css", ".js", ".po"} and "/demo/" not in path.as_posix():
                places += [path.name for line in path.read_text().splitlines() if "arnhem" in line.lower()]
    assert places == ["load_demo.py"]


def test_no_telephone_number_stands_in_code_or_templates():
    number = re.compile(r"\b0(?:800|900|88|30|26)[- ]?\d{4,}\b")
    found = []
    for folder in ("portal", "knowledgebase", "reporting_form", "trainings"):
        for path in [
            *(ROOT / folder).rglob("*.html"),
            *(ROOT / folder).rglob("*.py"),
            *(ROOT / folder).rglob("*.toml"),
        ]:
            if Path("portal/organisations/demo") in path.relative_to(ROOT).parents:
                continue
            found += [f"{path.name}: {match}" for match in number.findall(path.read_text())]
    assert found == []


def test_requirements_name_no_index():
    text = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    assert "://" not in text

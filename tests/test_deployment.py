"""What stands in `deploy/` and beside it fits the program: figures on the dashboard, settings, files in the image."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from bot.monitoring.metrics import Metrics
from tanya.settings import Settings, variable_name
from tests.bot.samples import SmallEngine

ROOT = Path(__file__).parents[1]
_SEVERAL = ("compose.bots.yaml", "deploy/several_bots.conf", "docs/several_bots.md")


def test_the_dashboard_shows_figures_that_there_are() -> None:
    """And every figure that there is stands on it."""
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    text = " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    shown = set(re.findall(r"\b(?:tanya|process)_[a-z_]+", text))
    metrics = Metrics(SmallEngine())
    metrics.called("getMe", "502")
    metrics.handled("message")
    with metrics.question():
        pass
    there = {
        line.split("{")[0].split(" ")[0] for line in metrics.text().decode().splitlines() if not line.startswith("#")
    }
    assert shown <= there
    ours = {name for name in there if name.startswith("tanya_") and not name.endswith(("_created", "_sum", "_count"))}
    assert ours <= shown


def test_deployments_name_settings_that_there_are() -> None:
    known = {variable_name(field) for field in Settings.model_fields}
    files = ("Dockerfile", "compose.yaml", "deploy/tanya.service", "deploy/check.sh", "deploy/README.md")
    for name in (*files, "compose.postgres.yaml", "docs/postgres.md", *_SEVERAL):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"\b(?:TANYA|TELEGRAM)_[A-Z_]+[A-Z]\b", text)) <= known, name


def test_images_are_named_by_their_digests() -> None:
    """A tag can be moved to another image."""
    named = re.findall(r"^ARG PYTHON=(.+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == 1
    assert set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)) == {
        "$PYTHON"
    }
    for file in ROOT.glob("compose*.yaml"):
        services = yaml.safe_load(file.read_text(encoding="utf-8"))["services"].values()
        named += [each["image"] for each in services if "image" in each and "build" not in each]
    assert len(named) > 2
    assert all(re.fullmatch(r"[a-z/]+:[\w.-]+@sha256:[0-9a-f]{64}", each) for each in named)


def test_the_container_is_confined() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["tanya"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "ports" not in service
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER [1-9][0-9]+$", dockerfile, re.MULTILINE)
    assert "HEALTHCHECK" in dockerfile


def test_several_bots_are_the_same_but_for_their_folders() -> None:
    """The second is confined as the first; the proxy alone has a port, and only bots that are ready get requests."""
    services = yaml.safe_load((ROOT / _SEVERAL[0]).read_text(encoding="utf-8"))["services"]
    assert [name for name, each in services.items() if "ports" in each] == ["proxy"]
    first, second = services["tanya"], services["tanya-2"]
    assert second["extends"] == {"file": "compose.yaml", "service": "tanya"}
    assert {name: second[name] for name in first} == first
    assert "psycopg==" in (ROOT / second["build"]["args"]["LOCK"]).read_text(encoding="utf-8")
    assert "health_uri /readyz" in (ROOT / _SEVERAL[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements-postgres.lock", "requirements-ocr.lock"])
def test_with_an_extra_the_same_packages_are_locked_and_more(lock: str) -> None:
    """Not other versions of those that are there without."""
    plain, more = (
        set(re.findall(r"^[a-z0-9-]+==[^ ]+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", lock)
    )
    assert plain < more


def test_the_database_of_the_other_compose_file_is_confined() -> None:
    """Its password comes from a file, and nobody outside reaches it."""
    composed = yaml.safe_load((ROOT / "compose.postgres.yaml").read_text(encoding="utf-8"))
    database = composed["services"]["database"]
    assert database["cap_drop"] == ["ALL"]
    assert "ports" not in database
    assert [name for name in database["environment"] if "PASSWORD" in name] == ["POSTGRES_PASSWORD_FILE"]
    assert (ROOT / composed["services"]["tanya"]["build"]["args"]["LOCK"]).is_file()


def test_the_image_gets_every_package_and_no_settings() -> None:
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for folder in ("index", "bot", "sandbox", "tanya", "models"):
        assert f"!{folder}" in let_in
    assert "*" in let_in
    assert not [line for line in let_in if line.startswith("!") and (".env" in line or "data" in line)]

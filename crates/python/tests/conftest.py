"""What the tests share: the program, and the articles of the repository."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = (".html", ".htm", ".xhtml", ".txt")


def target() -> Path:
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


@pytest.fixture(scope="session")
def program() -> Path:
    """The command line, built by ``cargo build --release``."""
    path = Path(os.environ.get("PLENIPO_PROGRAM", target() / "release" / "plenipo"))
    assert path.exists(), f"{path} is not there: build it first, or set PLENIPO_PROGRAM"
    return path


def run(*command: str | Path, is_done: Sequence[int] = (0,)) -> str:
    ended = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode in is_done, ended.stderr
    return ended.stdout


def pages(folder: Path) -> list[Path]:
    """All pages and texts below a folder, sorted by path as the program sorts them."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in PAGES and path.is_file())
    return [path for path in found if not any(part.startswith(".") for part in path.parts)]


ARTICLES = ROOT / "corpus" / "articles"

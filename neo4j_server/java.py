"""The Java runtimes of this machine, by major version."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDERS: Final = (
    (Path("/"), "usr/lib/jvm/*"),  # Debian, Fedora, Arch
    (Path("/"), "opt/*"),  # archives unpacked by hand, container images
    (Path("/"), "opt/java/*"),  # the images of Temurin
    (Path("/"), "Library/Java/JavaVirtualMachines/*/Contents/Home"),  # macOS
    (Path("/"), "opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home"),  # Homebrew
    (Path.home(), ".sdkman/candidates/java/*"),  # SDKMAN
    (Path.home(), ".jdks/*"),  # IntelliJ IDEA
)
"""Where installers put Java runtimes, beside JAVA_HOME and the `java` of PATH."""

# In the file `release` of a runtime: JAVA_VERSION="17.0.15" -> 17
_MAJOR: Final = re.compile(r'^JAVA_VERSION="(\d+)', re.MULTILINE)


def installed_java() -> dict[int, Path]:
    """The program `java` for each major version; JAVA_HOME comes before PATH, and PATH before the usual folders."""
    found: dict[int, Path] = {}
    for home in _homes():
        program, release = home / "bin" / "java", home / "release"
        if not (program.is_file() and release.is_file()):
            continue  # Debian leaves folders with nothing but the sources' archive
        version = _MAJOR.search(release.read_text(encoding="utf-8", errors="replace"))
        if version:
            found.setdefault(int(version[1]), program)
    return found


def _homes() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    if program := shutil.which("java"):
        yield Path(program).resolve().parent.parent
    for root, pattern in FOLDERS:
        yield from sorted(root.glob(pattern))

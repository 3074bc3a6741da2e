"""One release of Neo4j Community: which Java it runs on, and its jars, brought once by Maven into the project's cache."""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from neo4j_server.java import installed_java

POM: Final = Path(__file__).with_name("pom.xml")
CACHE: Final = Path(__file__).resolve().parent.parent / ".cache" / "neo4j"
VERSION_VARIABLE: Final = "NEO4J_VERSION"

JAVA: Final = (
    ((2025, 10), (25, 21)),
    ((2025, 1), (21,)),
    ((5, 14), (17, 21)),
)
"""From which release on, which Java runs it, the preferred one first (Neo4j's upgrade guide, “Java version”)."""

# "5.26.28" -> 5, 26; "2026.04.0" -> 2026, 04
_VERSION: Final = re.compile(r"(\d+)\.(\d+)\.\d+")

# "[ERROR] Failed to execute goal …: Could not transfer artifact …" -> the text after the mark
_MAVEN_ERROR: Final = re.compile(r"^\[ERROR\] +(\S.*)$", re.MULTILINE)


class Neo4jServerError(Exception):
    """A server that cannot be had: what is missing or went wrong, and how to get it."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release by its version, as in 5.26.28 or 2026.04.0."""

    version: str

    @classmethod
    def chosen(cls, version: str | None = None) -> "Release":
        """The named release, else that of NEO4J_VERSION, else that of the pom: the long-term support line."""
        return cls(version or os.environ.get(VERSION_VARIABLE) or _version_of_the_pom())

    def java(self) -> Path:
        """The program `java` that runs it.

        Raises:
            Neo4jServerError: no such Java is installed, or the release is none that this package knows to run.
        """
        wanted = self._java_versions()
        installed = installed_java()
        for major in wanted:
            if major in installed:
                return installed[major]
        versions = " or ".join(map(str, sorted(wanted)))
        others = f" (found: {', '.join(map(str, sorted(installed)))})" if installed else ""
        raise Neo4jServerError(
            f"Neo4j {self.version} runs on Java {versions}, which is not installed{others}. "
            f"Install one, as by `apt-get install openjdk-{min(wanted)}-jre-headless`, or set JAVA_HOME to it."
        )

    def lib(self) -> Path:
        """The folder of its jars; the first call for a release brings them, about 120 MB.

        Raises:
            Neo4jServerError: Maven is missing, or could not bring them.
        """
        lib = CACHE / self.version / "lib"
        if lib.is_dir():
            return lib
        lib.parent.mkdir(parents=True, exist_ok=True)
        # Renamed when it is whole: an interrupted download is no release, and two processes do not mix theirs.
        with tempfile.TemporaryDirectory(prefix="partial-", dir=lib.parent) as partial:
            self._bring(Path(partial) / "lib")
            if not lib.is_dir():
                (Path(partial) / "lib").rename(lib)
        return lib

    def what_is_missing(self) -> str | None:
        """What this machine lacks to run it, without asking the network, or None."""
        try:
            self.java()
            if not (CACHE / self.version / "lib").is_dir():
                _maven()
        except Neo4jServerError as error:
            return str(error)
        return None

    def _java_versions(self) -> tuple[int, ...]:
        parts = _VERSION.fullmatch(self.version)
        if not parts:
            raise Neo4jServerError(f"“{self.version}” is no version of Neo4j. Give one like {_version_of_the_pom()}.")
        line = (int(parts[1]), int(parts[2]))
        for since, java in JAVA:
            if line >= since:
                return java
        raise Neo4jServerError(f"Neo4j {self.version} is older than the stores support. Take {_version_of_the_pom()}.")

    def _bring(self, folder: Path) -> None:
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
        command = [_maven(), "-B", "-q", "-ntp", "-f", str(POM), f"-Dneo4j.version={self.version}", *goal]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = _MAVEN_ERROR.search(done.stdout)
            raise Neo4jServerError(
                f"Maven could not bring Neo4j {self.version}: {reason[1] if reason else done.stderr.strip()} "
                f"It needs its repository once; afterwards the jars stand in {CACHE}."
            )


def what_is_missing(version: str | None = None) -> str | None:
    """Why no server can be started here, in one line with the way to change it, or None."""
    return Release.chosen(version).what_is_missing()


def _maven() -> str:
    if maven := shutil.which("mvn"):
        return maven
    raise Neo4jServerError("Neo4j comes by Maven, which is not installed. Install it, as by `apt-get install maven`.")


def _version_of_the_pom() -> str:
    version = ET.parse(POM).findtext("{*}properties/{*}neo4j.version")
    assert version
    return version

"""The command line, as a user calls it: exit status, messages, and what is left on disk."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from budget_graph.command import main
from budget_graph.loading import load_documents
from graph.disclosures import DisclosureFacts
from graph.facts_folder import FactsFolder
from loaders.load import load_file

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "disclosures"
STATEMENTS = SAMPLES / "songjiang_organisation_2025_statements.pdf"
TARGETS = SAMPLES / "shanghai_training_2025_targets.txt"
ACCOUNTS = SAMPLES / "putuo_finance_2024_accounts.pdf"
CONTRADICTION = """项目经费情况说明

一、项目概述

某局拟于2025年1月至2025年12月实施培训项目，经测算，预算资金约为10.00万元。

二、立项依据

《培训办法》

五、实施周期

2025年1月1日至2025年12月31日

六、年度预算安排

培训共计10.00万元，具体如下：

1. 场地费5.00万元；
2. 教材费6.00万元。

七、绩效目标

完成培训。
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of facts of this test."""
    monkeypatch.setenv("BUDGET_GRAPH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*arguments: str | Path) -> Result:
    """Calls the command line in process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def loaded_names(data: Path) -> list[str]:
    """The names of the documents whose facts are in the folder."""
    return [one.disclosure.file_name for one in FactsFolder(data).read_all() if isinstance(one, DisclosureFacts)]


def test_loading_samples_ends_well_and_prints_what_was_read(data: Path) -> None:
    """A summary table with a row for each document."""
    result = run("load", "--workers", "2", TARGETS, ACCOUNTS)
    assert result.exit_code == 0, result.output
    assert "2 loaded, 0 failed." in result.output
    assert len(FactsFolder(data).files()) == 2


def test_checking_prints_findings_with_their_places_and_how_the_rules_ended(tmp_path: Path) -> None:
    """Of a document that contradicts itself, by its path."""
    file = tmp_path / "statements.txt"
    file.write_text(CONTRADICTION, encoding="utf-8")
    result = run("check", file)
    assert result.exit_code == 0, result.output
    assert "ERROR PROJECT-PARTS" in result.output
    assert "应为 10.00万元（100,000元）  [第" in result.output
    assert "1 failed" in result.output


def test_checking_gives_one_json_object_a_line(tmp_path: Path) -> None:
    """The findings with the source of each side, then the documents with the counts of all statuses."""
    file = tmp_path / "statements.txt"
    file.write_text(CONTRADICTION, encoding="utf-8")
    result = run("check", "--json", "--rule", "PROJECT-PARTS", file)
    finding, document = map(json.loads, result.output.splitlines())
    assert (finding["expectedFen"], finding["actualFen"]) == (10_000_000, 11_000_000)
    assert all(source["line"] for source in (*finding["expectedSources"], *finding["actualSources"]))
    assert document["outcomes"] == {"PASSED": 0, "FAILED": 1, "NOT_APPLICABLE": 0, "NOT_EXECUTABLE": 0}


def test_checking_takes_loaded_documents_by_name_and_all_without_one(data: Path) -> None:
    """And says of a name that it does not know it."""
    assert run("load", TARGETS).exit_code == 0
    assert TARGETS.name in run("check").output
    assert TARGETS.name in run("check", TARGETS.name).output
    unknown = run("check", "nothing.pdf")
    assert unknown.exit_code == 2
    assert "no loaded document bears that name" in unknown.output
    assert data.is_dir()


def bad_documents(folder: Path) -> dict[str, tuple[Path, str]]:
    """Every kind of file that gives no facts, with what its message must say."""
    folder.mkdir()
    whole = ACCOUNTS.read_bytes()
    contents = {
        "empty.pdf": (b"", "is empty"),
        "empty.txt": (b"  \n\n", "is empty"),
        "novel.txt": ("从前有座山，山里有座庙。\n".encode(), "is not a budget disclosure"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "is neither a PDF nor a text file"),
        "truncated.pdf": (whole[: len(whole) // 3], "is damaged"),
        "words.pdf": (b"dummy pdf content", "is damaged"),
        "xref.pdf": (whole.replace(b"xref", b"xxxx"), "is damaged"),
    }
    files = {}
    for name, (content, message) in contents.items():
        (folder / name).write_bytes(content)
        files[name] = (folder / name, message)
    return files


def test_each_bad_document_is_named_with_its_reason_and_stops_no_other(data: Path, tmp_path: Path) -> None:
    """One message each, a non-zero exit, and the good document is loaded."""
    files = bad_documents(tmp_path / "documents")
    result = run("load", "--workers", "2", *(path for path, _ in files.values()), TARGETS)
    assert result.exit_code == 1
    output = " ".join(result.output.split())
    for path, message in files.values():
        if message:
            assert f"{path}: {message}" in output
    assert TARGETS.name in loaded_names(data)


def test_a_folder_without_documents_and_a_missing_file_are_said(data: Path, tmp_path: Path) -> None:
    """Neither is taken for a success."""
    (tmp_path / "nothing").mkdir()
    result = run("load", tmp_path / "nothing", tmp_path / "missing.pdf")
    assert result.exit_code == 1
    assert "a folder without PDF or text files" in result.output
    assert "missing.pdf: cannot be opened" in " ".join(result.output.split())
    assert not data.exists()


def test_a_file_without_permission_is_said(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the system's own; it is made here, since root may read every file."""
    locked = tmp_path / "locked.txt"
    locked.touch()

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = run("load", locked)
    assert result.exit_code == 1
    assert "Permission denied" in result.output
    assert not data.exists()


def test_a_copy_under_another_name_is_a_duplicate_and_the_first_stays(data: Path, tmp_path: Path) -> None:
    """Within one call, and beside what was loaded before."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes(TARGETS.read_bytes())
    assert run("load", TARGETS).exit_code == 0
    result = run("load", copy)
    assert result.exit_code == 1
    assert f"is already loaded (as {TARGETS.name})" in " ".join(result.output.split())
    assert loaded_names(data) == [TARGETS.name]


def test_loading_again_changes_no_byte(data: Path) -> None:
    """A document's facts are replaced by equal ones."""
    assert run("load", TARGETS).exit_code == 0
    [before] = [path.read_bytes() for path in FactsFolder(data).files()]
    assert run("load", TARGETS).exit_code == 0
    assert [path.read_bytes() for path in FactsFolder(data).files()] == [before]


def test_a_damaged_facts_file_is_named_and_the_others_answer(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    """`load` ends with a non-zero exit, `query` answers from the rest, `build` refuses to leave a document out."""
    assert run("load", TARGETS, STATEMENTS).exit_code == 0
    damaged = FactsFolder(data).files()[0]
    damaged.write_bytes(damaged.read_bytes()[:100])
    result = run("query", "{ dataset { disclosures } }")
    assert '"disclosures": 1' in result.output
    assert str(damaged) in caplog.text
    assert run("build").exit_code == 1


@pytest.mark.usefixtures("data")
def test_a_query_with_an_error_ends_with_a_non_zero_exit(caplog: pytest.LogCaptureFixture) -> None:
    """The response says what is wrong, and nothing else does: a user's mistake is no fault to be logged."""
    assert run("load", TARGETS).exit_code == 0
    result = run("query", "{ nothing }")
    assert result.exit_code == 1
    assert "Cannot query field 'nothing'" in result.output
    assert not caplog.records


def test_one_and_two_processes_give_byte_equal_exports(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How the documents were read leaves no trace."""
    written = []
    for workers in ("1", "2"):
        monkeypatch.setenv("BUDGET_GRAPH_DATA", str(data / workers))
        assert run("load", "--workers", workers, STATEMENTS, TARGETS, ACCOUNTS).exit_code == 0
        assert run("export", "--format", "graphml", "--output", tmp_path / f"{workers}.graphml").exit_code == 0
        written.append((tmp_path / f"{workers}.graphml").read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_load_leaves_whole_facts_and_completes_when_run_again(data: Path, how: signal.Signals) -> None:
    """Whatever kills a load, what is on disk opens."""
    stopped_load(data, how, workers=1)
    assert all(not isinstance(facts, Exception) for facts in FactsFolder(data).read_all())
    assert run("load", "--workers", "2", SAMPLES).exit_code == 0
    assert len(FactsFolder(data).files()) == len(list(SAMPLES.iterdir()))


@pytest.mark.parametrize(("how", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_no_worker_outlives_its_load(data: Path, how: signal.Signals, status: int) -> None:
    """However a load is ended, nothing of it stays."""
    returned, output = stopped_load(data, how, workers=2)
    assert (returned, b"Traceback" in output) == (status, False)


def stopped_load(data: Path, how: signal.Signals, workers: int) -> tuple[int, bytes]:
    """Exit status and output of a load that gets a signal after its first document, once all its processes are gone."""
    command = [sys.executable, "-m", "budget_graph", "load", "--workers", str(workers), str(SAMPLES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for _ in range(600):
            if FactsFolder(data).files() or process.poll() is not None:
                break
            time.sleep(0.05)
        process.send_signal(how)
        output, _ = process.communicate(timeout=60)  # every process of the load holds the pipe's other end
    return process.returncode, output


def test_a_killed_worker_fails_only_the_document_that_is_to_blame(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others of its pool are loaded again, each alone; a fault of the loader stops no other document either."""
    monkeypatch.setattr("budget_graph.loading.load_file", refuse_by_name)
    paths = [tmp_path / name for name in ("kill.txt", "fault.txt", "good.txt")]
    for path in paths:
        path.write_bytes(TARGETS.read_bytes() + path.name.encode())
    results = list(load_documents(paths, FactsFolder(data), workers=2))
    assert {result.path.name: type(getattr(result, "error", None)).__name__ for result in results} == {
        "kill.txt": "WorkerKilled",
        "fault.txt": "LoaderFault",
        "good.txt": "NoneType",
    }


def refuse_by_name(path: Path) -> DisclosureFacts:
    """A loader that one document kills and another makes fail."""
    if path.name == "kill.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if path.name == "fault.txt":
        raise KeyError("unforeseen")
    return load_file(path)


def test_a_folder_that_takes_no_facts_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full or locked disk is no fault of a document."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("BUDGET_GRAPH_DATA", str(tmp_path / "file"))
    result = run("load", TARGETS)
    assert result.exit_code == 1
    assert result.output.count("facts cannot be written") == 1


@pytest.mark.usefixtures("data")
def test_a_graph_of_no_facts_is_said_to_be_empty(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever serves before loading is told."""
    run("query", "{ dataset { nodes } }")
    assert "holds no facts" in caplog.text


def test_settings_that_are_no_text_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .env in another encoding."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("BUDGET_GRAPH_DATA=数据".encode("gbk"))
    result = run("build")
    assert result.exit_code == 1
    assert "Write it as UTF-8 text" in result.output


def test_an_export_that_cannot_be_written_is_said(data: Path, tmp_path: Path) -> None:
    """The file and the system's reason."""
    (tmp_path / "file").write_bytes(b"")
    result = run("export", "--format", "csv", "--output", tmp_path / "file" / "folder")
    assert result.exit_code == 1
    assert "Not a directory" in result.output
    assert not data.exists()


def test_explain_shows_lines_grids_and_facts(data: Path) -> None:
    """What the loader saw on a page."""
    result = run("explain", STATEMENTS, "--page", "1")
    assert result.exit_code == 0, result.output
    assert "page 1" in result.output
    assert "page 2" not in result.output
    assert not data.exists()


def test_an_unknown_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable is not silently ignored."""
    monkeypatch.setenv("BUDGET_GRAPH_DATE", "x")
    result = run("build")
    assert result.exit_code == 1
    assert "BUDGET_GRAPH_DATE is no setting" in result.output


def test_variables_must_be_a_json_object() -> None:
    """The message says what to give."""
    assert "Give one, as in" in run("query", "{ dataset { version } }", "--variables", json.dumps([1])).output


def test_citations_of_a_plain_text_are_printed_one_json_object_a_line(tmp_path: Path) -> None:
    """With places that count characters of the whole text, over line ends and back references."""
    text = "依据\n《甲办法》（沪财〔2017〕\n45号）第四条，该办法第五条；根据上级要求。\n"
    (tmp_path / "basis.txt").write_text(text, encoding="utf-8")
    result = run("citations", tmp_path / "basis.txt")
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, result.output.splitlines())
    assert first == {
        "line": 2, "start": 3, "end": text.index("，"), "text": "《甲办法》（沪财〔2017〕\n45号）第四条", "title": "甲办法",
        "documentNumber": "沪财〔2017〕45号", "article": "第四条", "issuer": None, "relation": "CITES",
    }  # fmt: skip
    assert text[second["start"] : second["end"]] == second["text"] == "该办法第五条"
    assert (second["line"], second["title"], second["documentNumber"]) == (3, "甲办法", "沪财〔2017〕45号")


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    """And a text of another encoding is read."""
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "gbk.txt").write_bytes("根据《甲办法》。".encode("gbk"))
    assert "it holds binary data" in run("citations", tmp_path / "picture.txt").output
    assert json.loads(run("citations", tmp_path / "gbk.txt").output)["title"] == "甲办法"


def test_a_policy_is_explained_by_its_printed_forms_their_places_and_the_rule(data: Path) -> None:
    """By number or title; one that nobody cites is said."""
    assert run("load", STATEMENTS).exit_code == 0
    told = run("explain", "policy", "沪公局发〔2017〕33号").output
    assert "关于规范本市公务员考试考务费支出管理的通知  沪公局发〔2017〕33号" in told
    assert "the same number" in told
    assert f"{STATEMENTS.name}, page" in told
    assert "issuer: 上海市公务员局" in told
    assert run("explain", "policy", "关于规范本市公务员考试考务费支出管理的通知").output == told
    unknown = run("explain", "policy", "从来没有的办法")
    assert unknown.exit_code == 1
    assert "No loaded document cites “从来没有的办法”" in unknown.output
    assert data.is_dir()


def test_a_registry_is_kept_and_enriches_policies_from_then_on(data: Path, tmp_path: Path) -> None:
    """Without documents beside it; one that is no registry changes nothing."""
    registry = tmp_path / "policies.csv"
    registry.write_text(
        "title,document_number,issued,url\n关于规范本市公务员考试考务费支出管理的通知,沪公局发〔2017〕33号,2017-11-30,https://example.org\n",
        encoding="utf-8",
    )
    assert run("load", STATEMENTS).exit_code == 0
    result = run("load", "--registry", registry)
    assert result.exit_code == 0, result.output
    assert "1 matched beyond doubt, 0 were ambiguous" in result.output
    assert "registry: issued 2017-11-30, https://example.org" in run("explain", "policy", "沪公局发〔2017〕33号").output
    registry.write_bytes(b"title\n")
    assert "it has no column" in run("load", "--registry", registry).output
    assert "issued 2017-11-30" in run("explain", "policy", "沪公局发〔2017〕33号").output
    assert len(FactsFolder(data).files()) == 1


def test_load_wants_something_to_load() -> None:
    """Documents, folders or a registry."""
    result = run("load")
    assert result.exit_code == 2
    assert "Name documents or folders to load, or a --registry." in result.output

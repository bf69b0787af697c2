"""What conftest promises of every test."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"


def pytest_run_over(folder, text):
    shutil.copy(CONFTEST, folder)
    (folder / "test_sample.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_test_that_claims_nothing_is_refused(tmp_path):
    ran = pytest_run_over(tmp_path, "def test_idle():\n    print(1)\n")

    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_sample.py::test_idle" in ran.stderr


def test_what_could_not_run_is_counted_with_its_reason(tmp_path):
    text = "import pytest\n\ndef test_it():\n    pytest.skip('no Chromium here')\n    assert True\n"

    ran = pytest_run_over(tmp_path, text)

    assert "could not run here" in ran.stdout
    assert "   1  no Chromium here" in ran.stdout


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_a_connection_to_another_machine_is_refused(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as plug, pytest.raises(RuntimeError, match="tests run offline"):
        plug.connect((address, 80))


def test_a_connection_to_this_machine_is_allowed():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as plug:
            reached = plug.getpeername()

        assert reached == server.getsockname()

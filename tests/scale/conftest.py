"""What the tests of scale share: a server on this machine that speaks S3, and its keys."""

import os
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.serving import free_port

BUCKET = "figures"
KEY, SECRET = "a-key-for-tests", "a-secret-for-tests"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Gives the port of a server with an empty bucket."""
    directory, port = tmp_path_factory.mktemp("s3"), free_port()
    (directory / BUCKET).mkdir()
    command = [sys.executable, "-m", "nanio", "serve", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--data-dir", str(directory), "--log-level", "warning", "--no-access-log"]
    keys = {"NANIO_ACCESS_KEY": KEY, "NANIO_SECRET_KEY": SECRET}
    process = subprocess.Popen(command, env={**os.environ, **keys})
    try:
        for _ in range(300):
            assert process.poll() is None
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1)
            except urllib.error.HTTPError:  # it answers, and refuses who has no key
                break
            except OSError:
                continue
            break
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def folder(server, tmp_path, monkeypatch):
    """Gives the address of an empty folder of the bucket, by name; the keys are known."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    # as many servers that speak S3, it does not know the newest checksums of Amazon's
    monkeypatch.setenv("AWS_REQUEST_CHECKSUM_CALCULATION", "WHEN_REQUIRED")
    options = f"region=us-east-1&scheme=http&endpoint_override=127.0.0.1:{server}"
    return lambda name: f"s3://{BUCKET}/{tmp_path.name}/{name}?{options}"

"""The play in a small form, so that every test run has seen the whole way from log-in to the evaluator's package."""

import subprocess
import sys

import pytest


@pytest.mark.xdist_group("play")
def test_a_small_round_has_no_errors():
    played = subprocess.run([sys.executable, "-m", "tests.play", "--people", "28"], capture_output=True, text=True)

    assert played.returncode == 0, played.stdout + played.stderr

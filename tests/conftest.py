"""This module prepares every test: a cache of its own, repeatable random programs."""

import os
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def _own_cache():
    """Keep the derivatives of the tests out of the user's cache folder."""
    before = os.environ.get("S2S_CACHE_DIR")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o700)
        os.environ["S2S_CACHE_DIR"] = folder
        yield
    if before is None:
        os.environ.pop("S2S_CACHE_DIR")
    else:
        os.environ["S2S_CACHE_DIR"] = before

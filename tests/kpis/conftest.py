"""The sample, published once: marts in memory for readings, a store on disk for the commands."""

from pathlib import Path

import duckdb
import pytest

from data.publish.directory import build
from kpis.catalogue.catalogue import load

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def catalogue():
    """All KPIs."""
    return load()


@pytest.fixture(scope="session")
def sample_marts():
    """The marts of the sample, built from its exports."""
    with duckdb.connect() as con:
        build(con, SAMPLE)
        yield con


@pytest.fixture
def marts(sample_marts):
    """A cursor of its own on the marts of the sample."""
    with sample_marts.cursor() as cursor:
        yield cursor


@pytest.fixture
def store(sample_store):
    """A store with the sample as its published snapshot."""
    return sample_store

"""What the server counts and times, for Prometheus; no label is anything that a reader typed.

Each process counts for itself. What it is (age of the data, disk, ledger) is asked when somebody
reads the numbers, beside the server.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from streamlit.runtime import exists, get_instance

from data.ledger.audit.counts import publishes
from data.refusal import RefusedError
from data.store.snapshot import store_directory
from pages.shell.answers import Answers
from pages.shell.server.operations.asked import Beside
from pages.shell.server.operations.health import health

PREFIX = "dashboard_"
PATIENCE = 1.0  # seconds for each question: Prometheus waits ten
SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

RUNS = Histogram(
    f"{PREFIX}run_seconds", "Runs of a page.", ["page"], registry=REGISTRY, buckets=SECONDS
)
ERRORS = Counter(f"{PREFIX}page_errors", "Runs that ended in an error.", registry=REGISTRY)
API = Counter(f"{PREFIX}api_requests", "Requests to the API.", ["status"], registry=REGISTRY)
QUERIES = Counter(f"{PREFIX}sql_queries", "Queries in SQL.", ["outcome"], registry=REGISTRY)
DOCUMENTS = Counter(f"{PREFIX}documents", "Documents of meetings.", ["outcome"], registry=REGISTRY)
WAITING = Gauge(f"{PREFIX}documents_waiting", "Documents in hand or waiting.", registry=REGISTRY)
PUBLISHING = Histogram(
    *(f"{PREFIX}publish_seconds", "Publishes started from a page of this process."),
    registry=REGISTRY,
    buckets=(5, 10, 20, 40, 80, 160, 320),
)


class _State:
    """What is asked when somebody reads the numbers."""

    def describe(self) -> list[Metric]:
        """Nothing: else all would be asked when the process starts."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The numbers of now; what is not known is left out."""
        yield _gauge("sessions", "Sessions that are open.", _sessions())
        yield _counter("answers_hits", "Answers that were kept.", Answers.hits)
        yield _counter("answers_misses", "Answers that were computed.", Answers.misses)
        yield _gauge("answers_bytes", "Bytes of answers that are kept.", Answers.bytes_kept())
        now = health(PATIENCE)
        if now.files is not None:
            yield _gauge("disk_free_bytes", "Room on the disk of the store.", now.files.free)
            yield _gauge("snapshot_generation", "The snapshot served.", now.files.generation)
            if now.files.age is not None:
                yield _gauge("snapshot_age_seconds", "Since it was published.", now.files.age)
        if now.ledger is not None:
            yield _gauge("ledger_up", "Whether the ledger can be read.", now.ledger.is_well)
            yield _gauge("ledger_seconds", "How long it took to ask it.", now.ledger.seconds)
        if (counted := _publishes(store_directory()).answer(PATIENCE)) is not None:
            found = CounterMetricFamily(
                f"{PREFIX}publishes", "Publishes, imports and restores.", labels=["outcome"]
            )
            for outcome, number in zip(("served", "refused"), counted, strict=True):
                found.add_metric([outcome], number)
            yield found


REGISTRY.register(_State())  # type: ignore[arg-type]


def written() -> tuple[bytes, str]:
    """All numbers as Prometheus reads them, and the media type."""
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(PREFIX + name, told, value=value)


def _counter(name: str, told: str, value: float) -> Metric:
    return CounterMetricFamily(PREFIX + name, told, value=value)


def _sessions() -> int:
    if not exists():
        return 0
    stats = get_instance().stats_mgr.get_stats(["active_sessions"])
    return sum(int(getattr(one, "value", 0)) for one in stats.get("active_sessions", ()))


@cache
def _publishes(store: Path) -> Beside[tuple[int, int] | None]:
    def question() -> tuple[int, int] | None:
        try:
            return publishes(store)
        except RefusedError:
            return None

    return Beside(question)

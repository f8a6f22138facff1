"""Ray as the workers of an export. Only this file knows Ray; it carries ids and hashes."""
# ray's types are not complete.
# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import CandorError, WrongUse
from replay.plain import write_private
from studio.export_worker import Batch, Outcome, make_parts

LOCAL = "local"
# The least that Ray takes. Nothing but ids goes through it.
STORE_BYTES = 80 * 1024 * 1024
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_enable_metrics_collection": "0",
    "RAY_OBJECT_STORE_ALLOW_SLOW_STORAGE": "1",
}


class RayFleet:
    """Workers of a cluster."""

    def __init__(self, ray: Any, size: int) -> None:
        self.size = size
        self._ray = ray
        # Lost workers are counted by who plans; Ray would begin anew behind its back.
        self._make = ray.remote(max_retries=0, num_cpus=1)(make_parts)
        self._running: dict[Any, int] = {}
        self._begun = 0

    def begin(self, batch: Batch) -> int:
        self._begun += 1
        self._running[self._make.remote(msgspec.json.encode(batch))] = self._begun
        return self._begun

    def finished(self, wait_s: float) -> list[tuple[int, Outcome | None]]:
        over, _ = self._ray.wait(list(self._running), num_returns=1, timeout=wait_s)
        return [(self._running.pop(each), self._outcome(each)) for each in over]

    def _outcome(self, reference: Any) -> Outcome | None:
        from ray.exceptions import RayError, RayTaskError

        try:
            return msgspec.json.decode(self._ray.get(reference), type=Outcome)
        except RayTaskError:
            # Its text has the trace of the worker.
            return Outcome("A worker of the export failed; see that all run the same Candor.", 1)
        except RayError:
            return None


@contextmanager
def ray_fleet(address: str, size: int | None) -> Generator[RayFleet]:
    """Workers of the cluster at this address, or of one of our own (`local`) that ends with us.

    Raises:
        WrongUse: Ray is not installed.
        CandorError: there is no such cluster, or none can be started.
    """
    if address not in (LOCAL, "auto") and ":" not in address:
        raise WrongUse(
            f"{address} is no address of a Ray cluster (HOST:PORT); put --ray last, or before "
            "another option."
        )
    # Looked for, not imported: Ray reads its environment when it is imported.
    if not _is_installed():
        raise WrongUse("--ray needs Ray; install Candor with the extra `ray`.")
    temporary = Path(tempfile.mkdtemp(prefix="candor-ray-")) if address == LOCAL else None
    try:
        with _environment(_QUIET if temporary is None else _QUIET | _locked(temporary)):
            import ray

            _start(ray, address, size, temporary)
            try:
                found = int(ray.cluster_resources().get("CPU", 0))
                yield RayFleet(ray, max(1, min(found, size or found)))
            finally:
                ray.shutdown()
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _is_installed() -> bool:
    try:
        return importlib.util.find_spec("ray") is not None
    except ValueError:
        return False


def _start(ray: Any, address: str, size: int | None, temporary: Path | None) -> None:
    """Connect, or start a cluster that shows nothing, reports nothing, and stays in one folder."""
    own: dict[str, Any] = {}
    if temporary is not None:
        own = {
            "num_cpus": size,
            "include_dashboard": False,
            "object_store_memory": STORE_BYTES,
            "_temp_dir": str(temporary),
            # Not /dev/shm, which is small in containers.
            "_plasma_directory": str(temporary),
            "_node_ip_address": "127.0.0.1",
        }
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", **own)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        what = "started" if temporary is not None else "reached at that address"
        raise CandorError(f"The Ray cluster could not be {what}.") from error


def _locked(temporary: Path) -> dict[str, str]:
    """Ray runs whatever it is sent: here by whoever can read this file, and on this machine."""
    token = temporary / "token"
    write_private(token, secrets.token_hex(32).encode())
    return {
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN_PATH": str(token),
        # Its name is of the systems where this is the default: a cluster stays on the loopback.
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    }


@contextmanager
def _environment(values: dict[str, str]) -> Generator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

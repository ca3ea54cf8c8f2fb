"""Logs on stderr: a JSON object a line, or readable lines on a terminal.

What is logged holds no bodies, no queries, no secrets and no pay. A traceback says which lines were passed
and the kind of the error; what the error itself says may be made of somebody's numbers, so it is left out
unless the level is `debug`.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, ExceptionTransformer, ExcInfo, Processor, WrappedLogger

from api.settings import Settings

LOUD = (
    "alembic",
    "dbos",
    "httpcore2",
    "httpx2",
    "sqlalchemy",
)  # heard from warnings upwards: addresses hold secrets
HOLD_THEIR_OWN = ("dbos",)  # loggers that would make a handler of their own if they had none


def set_up(settings: Settings, stream: TextIO | None = None) -> None:
    """Sends all logs of this process to `stream` (absent: stderr) in the form asked for."""
    to = sys.stderr if stream is None else stream
    handler = logging.StreamHandler(to)
    handler.setFormatter(_formatter(settings, to))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    logging.captureWarnings(True)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in HOLD_THEIR_OWN:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False


def _formatter(settings: Settings, stream: TextIO) -> logging.Formatter:
    text = settings.log_form == "text" or (settings.log_form == "auto" and stream.isatty())
    tell: ExceptionTransformer = _whole if settings.log_level == "debug" else _kinds
    return _readable(tell, colors=stream.isatty()) if text else _Lines(tell)


class _Lines(logging.Formatter):
    """A JSON object a line: what the text is told with, made in one go, because every request has a line."""

    _encode = json.JSONEncoder(ensure_ascii=False, default=repr).encode
    _known = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

    def __init__(self, tell: ExceptionTransformer) -> None:
        super().__init__()
        self._tell = tell

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {"event": record.getMessage(), **structlog.contextvars.get_contextvars()}
        told |= {"level": record.levelname.lower(), "logger": record.name}
        told |= {name: value for name, value in vars(record).items() if name not in self._known}
        told["timestamp"] = datetime.now(UTC).isoformat().removesuffix("+00:00") + "Z"
        if record.exc_info and record.exc_info[1] is not None:
            told["exception"] = self._tell(record.exc_info)
        return self._encode(told)


def _readable(tell: ExceptionTransformer, *, colors: bool) -> logging.Formatter:
    shown: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(tell),
    ]
    last = structlog.dev.ConsoleRenderer(colors=colors)
    processors: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _plain, last]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shown, processors=processors)


def _plain(_logger: WrappedLogger, _method: str, told: EventDict) -> EventDict:
    """Without the same message again in colours, which uvicorn adds."""
    told.pop("color_message", None)
    return told


def _whole(exc_info: ExcInfo) -> str:
    return "".join(traceback.format_exception(*exc_info))


def _kinds(exc_info: ExcInfo) -> str:
    """Where it happened and of which kinds the errors are, the first cause first."""
    return "".join(line for each in _causes(exc_info[1]) for line in _lines(each))


def _causes(error: BaseException | None) -> Sequence[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _lines(error: BaseException) -> list[str]:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return [*traceback.format_tb(error.__traceback__), f"{kind}\n"]

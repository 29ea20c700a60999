"""The log on stderr, as much of it as -v asks for, cleaned as everything that a terminal gets."""

import logging

from newsarchive.cli.output import printable

# For our own modules, and for the libraries: those tell of pages that our own errors name already.
_LEVELS = (
    (logging.WARNING, logging.CRITICAL),
    (logging.INFO, logging.WARNING),
    (logging.DEBUG, logging.DEBUG),
)


class CleanFormatter(logging.Formatter):
    """Formats records so that nothing in them steers a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record, with its traceback if it has one."""
        return printable(super().format(record), is_block=True)


def start_log(verbosity: int) -> None:
    """Send the log to stderr: warnings, from 1 on what is being done, from 2 on all."""
    own, others = _LEVELS[min(verbosity, len(_LEVELS) - 1)]
    handler = logging.StreamHandler()
    handler.setFormatter(CleanFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=others, handlers=[handler], force=True)
    logging.getLogger("newsarchive").setLevel(own)

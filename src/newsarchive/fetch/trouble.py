"""What went wrong on the way, in words; `web` adds on which address."""


class Trouble(Exception):  # noqa: N818 - never leaves this package
    """Why no whole answer came, and what may help."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint

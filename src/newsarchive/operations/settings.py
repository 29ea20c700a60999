"""Where the files of the user's own settings are."""

import os
from pathlib import Path


def settings_folder() -> Path:
    """Return the folder of the settings: that of NEWSARCHIVE_CONFIG, else the system's own place for them."""
    folder = os.environ.get("NEWSARCHIVE_CONFIG")
    if folder:
        return Path(os.path.expanduser(folder))  # noqa: PTH111 - what names nobody stays as it is
    from platformdirs import user_config_path

    return user_config_path("newsarchive", appauthor=False)

"""The Chromium that drives the browser tests: `TRACKER_CHROMIUM`, or the first on the PATH."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromiumError(Exception):
    """Says why there is no browser to test with."""


def find_chromium() -> str:
    chosen = os.environ.get("TRACKER_CHROMIUM", "")
    found = next(filter(None, map(shutil.which, [chosen] if chosen else NAMES)), None)
    if found is None:
        looked_for = f"TRACKER_CHROMIUM is {chosen}, which does not run" if chosen else f"none of {', '.join(NAMES)}"
        raise NoChromiumError(f"no Chromium ({looked_for}); install one, or set TRACKER_CHROMIUM")
    return found

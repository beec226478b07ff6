"""The browser of the journeys: Debian's chromium where it is or can be had, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Any

# Without these Chromium calls home at every start, and does not start at all as root.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch_options() -> dict[str, Any]:
    """What Playwright's `chromium.launch` takes, for the fixture `browser_type_launch_args`."""
    path = shutil.which("chromium")
    return {"args": ARGS, **({"executable_path": path} if path else {})}


def ensure() -> None:
    """Install a browser if there is none: by apt as root on Debian, else Playwright's. Raises CalledProcessError."""
    if shutil.which("chromium"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-noto-core"]
        for command in (["apt-get", "update", "--quiet"], install):
            subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)

"""Finds a Chromium on the machine, or installs one: Debian's package as root, else Playwright's own."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

# The shell without windows draws the same with less; it is Playwright's own choice too.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the program named by YICHUANG_CHROMIUM, else the machine's, else Playwright's own."""
    named = os.environ.get("YICHUANG_CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.access(own, os.X_OK) else None


def install_chromium() -> bool:
    """Install one with fonts for Chinese. Debian's package needs root; Playwright's own does not."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "-qq"], quiet)
        for name in ("chromium-headless-shell", "chromium"):
            wanted = [name, "fonts-noto-cjk"]
            if _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], quiet):
                return True
    return _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _run(command: list[str], environment: dict[str, str]) -> bool:
    done = subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL)
    return done.returncode == 0

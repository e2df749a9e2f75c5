"""Makes or renews the virtual environment from a pinned list. Run by the system's Python, needs nothing else.

Two starts at once are safe: the second waits for the first. A half-made environment is made again.
"""

import fcntl
import importlib.util
import os
import subprocess
import sys
from pathlib import Path


def main(venv: Path, wanted: Path) -> int:
    """Bring `venv` to what `wanted` lists; the copy of the list, written last, says that it is complete."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            return fail(
                f"这个 Python 缺少 {module} 模块。\n"
                f"This Python has no {module} module (Debian: apt-get install python3-venv)."
            )
    try:
        venv.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{venv}.lock", os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as problem:
        return fail(f"不能在 {venv.parent} 里写文件。\nCannot write in {venv.parent}: {problem.strerror}.")
    fcntl.flock(lock, fcntl.LOCK_EX)
    mark = venv / f"made-from-{wanted.name}"
    if mark.exists() and mark.read_bytes() == wanted.read_bytes() and (venv / "bin" / "python").exists():
        return 0
    sys.stderr.write(
        "正在准备运行环境，第一次需要下载…… / Preparing the environment; the first time downloads.\n"
    )
    return build(venv, wanted, mark)


def build(venv: Path, wanted: Path, mark: Path) -> int:
    """Install exactly what is listed; where that fails on an environment left over, begin a new one."""
    mark.unlink(missing_ok=True)
    if not (works(venv) and install(venv, wanted)):
        if subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=False).returncode:
            return fail(f"不能建立 {venv}。\nCould not make {venv}.")
        if not install(venv, wanted):
            return fail(
                "安装没有成功，请检查网络后再试。\nInstalling failed; check the network and try again."
            )
    # dev.txt holds everything of run.txt at the same versions, so that it serves bin/run as well.
    lists = [wanted] if wanted.name == "run.txt" else [wanted, wanted.with_name("run.txt")]
    for made in lists:
        half = venv / f"made-from-{made.name}.half"
        half.write_bytes(made.read_bytes())
        half.replace(venv / f"made-from-{made.name}")
    return 0


def works(venv: Path) -> bool:
    """Say whether an environment is there whose Python and pip start."""
    python = venv / "bin" / "python"
    return python.exists() and not subprocess.run([python, "-c", "import pip"], check=False).returncode


def install(venv: Path, wanted: Path) -> bool:
    """Install the pinned list; every file must have one of the hashes written there."""
    pip = [venv / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command = [*pip, "--require-hashes", "-r", wanted]
    return not subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode


def fail(sentence: str) -> int:
    """Say why, and how to go on; the exit code for an operator's problem is 2 everywhere."""
    sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), Path(sys.argv[2])))

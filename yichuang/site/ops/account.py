"""The account that runs the embedded PostgreSQL: the operator's own, or for root one made for it.

PostgreSQL refuses to run as root, rightly. Root's files often lie where nobody else may look, so the few
folders on the way to the cluster and to the programs are opened for passing through, never for listing.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .places import CannotStart

NAME = "yichuang"


@dataclass(frozen=True)
class Account:
    """A system account, and how a process is started under it."""

    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        """Whether it is the account that this process already has."""
        return self.uid == os.geteuid()

    def how(self) -> dict[str, Any]:
        """Return what subprocess needs so that a child runs under this account."""
        told: dict[str, Any] = {"umask": 0o077}
        if not self.is_me:
            told |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return told


def database_account() -> Account:
    """Return the account for PostgreSQL, making it when root has none yet."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _make()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make() -> pwd.struct_passwd:
    if not shutil.which("useradd"):
        raise CannotStart(
            "PostgreSQL 不能以 root 运行，这台机器又没有 useradd；请换一个普通用户启动。",
            "PostgreSQL does not run as root and there is no useradd here; start as an ordinary user.",
        )
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    made = subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME], check=False, capture_output=True)
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        why = made.stderr.decode(errors="replace").strip()
        raise CannotStart(
            f"建立系统账户 {NAME} 没有成功：{why}",
            f"The system account {NAME} could not be made: {why}",
        ) from None


def own(folder: Path, account: Account) -> None:
    """Make a folder that belongs to the account and is closed to all others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {account.uid, os.geteuid()}:
        raise CannotStart(
            f"{folder} 不是本系统建立的，不能使用；请移走它。",
            f"{folder} was not made by this installation and cannot be used; please move it away.",
        )
    folder.chmod(0o700)
    if not account.is_me:
        os.chown(folder, account.uid, account.gid)


def open_the_way(target: Path, account: Account) -> None:
    """Let the account pass through the folders above `target`, where root closed them."""
    if account.is_me:
        return
    for folder in target.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH and folder.stat().st_uid != account.uid:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
            sys.stderr.write(
                f"{folder}：已允许数据库账户 {account.name} 通过（不能列出内容）。\n"
                f"{folder}: the database's account {account.name} may now pass through (not list).\n"
            )


def open_programs(folder: Path, account: Account) -> None:
    """Let the account read and start the programs under `folder`, where a strict umask closed them."""
    open_the_way(folder, account)
    if account.is_me or folder.stat().st_mode & stat.S_IROTH:
        return
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | stat.S_IRGRP | stat.S_IROTH | (0o011 if mode & stat.S_IXUSR else 0))

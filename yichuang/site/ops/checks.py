"""What `doctor` looks at. Each check returns findings and changes nothing."""

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from yichuang.archive import public as archive
from yichuang.journal import public as journal
from yichuang.notices import public as notices
from yichuang.screens.stream.listening import NAME as LISTENER
from yichuang.worktime import public as worktime

from . import lock
from .places import ROOT, places


class Mark(StrEnum):
    """How a finding is meant: nothing to do, should be looked at, must be put right."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `advice` says what to do and is empty when there is nothing to do."""

    name: str
    mark: Mark
    found: str
    advice: str = ""


OLDEST, NEWEST = 15, 18  # the PostgreSQL versions that the product is tested with
SEALED_WITHIN = timedelta(minutes=10)  # longer, and something keeps a transaction open
HEARTBEAT = timedelta(minutes=1)  # a worker writes one every ten seconds
FULL, FILLING = 512 * 2**20, 5 * 2**30  # bytes free: below the first nothing more should be taken in
POSTED_WITHIN = timedelta(minutes=10)  # two tries of a message fit; longer, and the post does not keep up
FONTS = {"宋体": "NotoSerif", "黑体": "NotoSans"}


def examine(now: datetime) -> list[Finding]:
    """Run every check. A database that does not answer is one finding, not many."""
    findings = list(database())
    if findings[0].mark is not Mark.BAD:
        for check in NEEDS_DATABASE:
            findings += check(now)
    for check in NEEDS_NONE:
        findings += check(now)
    return findings


def database() -> Iterator[Finding]:
    """Is the database there, and of a version that is spoken here?"""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        reason = str(problem).strip().splitlines()[0]
        advice = "用 bin/run 启动；若设置了 DATABASE_URL，请检查地址、账户和防火墙。"
        yield Finding("数据库", Mark.BAD, f"连接不上：{reason}", advice)
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    major = int(version.split(".", maxsplit=1)[0])
    if OLDEST <= major <= NEWEST:
        yield Finding("数据库", Mark.OK, f"PostgreSQL {version}")
    else:
        advice = f"请换用 PostgreSQL {OLDEST} 到 {NEWEST}。"
        yield Finding("数据库", Mark.BAD, f"PostgreSQL {version}", advice)


def migrations(_now: datetime) -> Iterator[Finding]:
    """Does the database have the tables that this code needs?"""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        found = f"还有 {len(missing)} 项没有执行，第一项是 {missing[0][0]}"
        yield Finding("数据库结构", Mark.BAD, found, "停下后再用 bin/run 启动一次，它会自动执行。")
    else:
        yield Finding("数据库结构", Mark.OK, "与程序一致")


def worker(now: datetime) -> Iterator[Finding]:
    """Is someone doing the jobs: messages, lights, reminders?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('procrastinate_workers') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return  # `migrations` says so already
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        seen = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        failed = cursor.fetchone()[0]
    if seen is not None and now - seen <= HEARTBEAT:
        yield Finding("后台任务", Mark.OK, "正在运行")
    elif _is_running():
        advice = "bin/run 会自动重启它；若一直如此，请看 bin/run 的输出。"
        yield Finding("后台任务", Mark.BAD, "网站已启动，但后台任务没有动静", advice)
    else:
        yield Finding("后台任务", Mark.WARN, "没有运行", "提醒和消息要等 bin/run 启动后才会发出。")
    if failed:
        advice = "原因在 bin/run 的输出里；改正后可让它们重做。"
        yield Finding("失败的任务", Mark.WARN, f"{failed} 项多次重试仍失败", advice)


def _is_running() -> bool:
    """Say whether bin/run (and not a command of the moment) has this data folder."""
    try:
        with lock.sole(places().lock, "doctor"):
            return False
    except lock.Taken as taken:
        return taken.holder.startswith("bin/run")


def live(_now: datetime) -> Iterator[Finding]:
    """Does the live stream hear the database, so that screens show a call at once?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [LISTENER])
        listens = cursor.fetchone()[0] > 0
    if listens:
        yield Finding("实时推送", Mark.OK, "正在运行")
    elif _is_running():
        advice = "bin/run 会自动重启它；若一直如此，请看 bin/run 的输出，并看下一个端口是否被占用。"
        yield Finding("实时推送", Mark.BAD, "网站已启动，但实时推送没有动静，叫号屏会停住", advice)
    else:
        yield Finding("实时推送", Mark.WARN, "没有运行", "叫号屏要等 bin/run 启动后才会动。")


def calendar(now: datetime) -> Iterator[Finding]:
    """Are this year's and next year's working days known?"""
    known = worktime.calendar().known_until
    year = worktime.local_day(now).year
    advice = "国务院办公厅公布后，用 bin/yichuang import-calendar 导入。"
    if known.year > year:
        yield Finding("节假日安排", Mark.OK, f"已知至 {known.year} 年底")
    elif known.year < year:
        found = f"只到 {known.year} 年底，今年的期限都是暂定"
        yield Finding("节假日安排", Mark.BAD, found, advice)
    else:
        # Next year's is published in October or November; until then nobody can have it.
        late = worktime.local_day(now).month == 12
        found = f"已知至 {known.year} 年底，跨年的期限是暂定"
        yield Finding("节假日安排", Mark.WARN if late else Mark.OK, found, advice)


def fonts(_now: datetime) -> Iterator[Finding]:
    """Are the fonts there that papers are set in?"""
    names = [path.name for path in (ROOT / "yichuang").glob("*/fonts/*.[ot]tf")]
    missing = [word for word, start in FONTS.items() if not any(name.startswith(start) for name in names)]
    if missing:
        advice = "程序文件不完整，请重新取得程序（git checkout）。"
        yield Finding("字体", Mark.BAD, f"缺少{'、'.join(missing)}", advice)
    else:
        yield Finding("字体", Mark.OK, f"{len(names)} 个")


def disk(_now: datetime) -> Iterator[Finding]:
    """Is there room for what comes in?"""
    free = shutil.disk_usage(settings.DATA_DIR).free
    mark = Mark.BAD if free < FULL else Mark.WARN if free < FILLING else Mark.OK
    advice = "" if mark is Mark.OK else f"请为 {settings.DATA_DIR} 所在的磁盘腾出空间。"
    yield Finding("磁盘", mark, f"剩余 {free / 2**30:.1f} GB", advice)


def folder(_now: datetime) -> Iterator[Finding]:
    """Is what is private closed to the machine's other accounts?"""
    where = places()
    secrets = [where.data / "secret-key", where.data / "signing-key.p12"]
    private = [
        *secrets,
        where.cluster,
        where.sockets,
        settings.UPLOAD_DIR,
        settings.PAPERS_DIR,
        settings.ARCHIVE_DIR,
    ]
    open_to_all = [path.name for path in private if path.exists() and _others_may(path)]
    if open_to_all:
        advice = f"在 {where.data} 里执行 chmod -R go-rwx {' '.join(open_to_all)}。"
        yield Finding("数据目录", Mark.BAD, f"其他账户可以读 {'、'.join(open_to_all)}", advice)
    else:
        yield Finding("数据目录", Mark.OK, str(where.data))


def _others_may(path: Path) -> bool:
    """Say whether other accounts may read it; a closed data folder closes all that lies in it."""
    closed = not places().data.stat().st_mode & stat.S_IXOTH
    return not closed and bool(path.stat().st_mode & (stat.S_IROTH | stat.S_IXOTH))


def journal_sealed(now: datetime) -> Iterator[Finding]:
    """Is what happens being sealed, and was the journal whole when it was last proved?"""
    waiting = journal.lag()
    if waiting.since is not None and now - waiting.since > SEALED_WITHIN:
        advice = "后台任务运行时几秒就会封存；一直不动，请看是否有长时间没有结束的数据库事务。"
        yield Finding("记录封存", Mark.WARN, f"{waiting.lines} 行还没有封存", advice)
    else:
        yield Finding("记录封存", Mark.OK, "跟得上")
    proof = journal.last_verification()
    if proof is not None and proof.faults:
        found = f"上次核对发现 {proof.faults} 处改动，第一处：{proof.first_fault}"
        yield Finding("记录核对", Mark.BAD, found, "请审计管理员用 bin/yichuang verify 查看，并保全现场。")


def archived(_now: datetime) -> Iterator[Finding]:
    """Are the packages of ended cases as they were made?"""
    if damaged := archive.count_damaged():
        advice = "请从备份里恢复数据目录里的 archive 文件夹。"
        yield Finding("归档包", Mark.BAD, f"{damaged} 个损坏", advice)
    else:
        yield Finding("归档包", Mark.OK, "完好")


def sm3(_now: datetime) -> Iterator[Finding]:
    """Who computes SM3 here: OpenSSL, or the slower one that comes with this program?"""
    by = "由 OpenSSL 计算" if archive.sm3_is_native() else "本机 OpenSSL 没有，用自带的实现，归档慢一些"
    yield Finding("SM3", Mark.OK, by)


def sms(_now: datetime) -> Iterator[Finding]:
    """Can messages leave by SMS?"""
    if notices.sms_is_configured():
        yield Finding("短信", Mark.OK, f"经 {urlsplit(settings.SMS_URL).hostname} 发出")
    else:
        advice = "需要短信时设置 YICHUANG_SMS_URL 和 YICHUANG_SMS_SECRET，见 docs/how-to/send-sms.md。"
        yield Finding("短信", Mark.WARN, "没有设置，不发短信", advice)


def post(now: datetime) -> Iterator[Finding]:
    """Does what should leave by e-mail and SMS leave, or does the queue grow?"""
    ready = {
        notices.Channel.EMAIL: notices.email_is_configured(),
        notices.Channel.SMS: notices.sms_is_configured(),
    }
    for channel, is_ready in ready.items():
        backlog = notices.backlog_of(channel, now=now)
        name, late = f"待发{channel.label}", backlog.since is not None and now - backlog.since > POSTED_WITHIN
        if not backlog.waiting or (is_ready and not late):
            yield Finding(name, Mark.OK, f"{backlog.waiting} 条，跟得上")
            continue
        advice = "设置好发送方式后会自动补发。"
        if is_ready:
            advice = "请看后台任务是否在运行，服务商是否答复；原因在工作台的“消息”页。"
        mark = Mark.BAD if is_ready and backlog.is_growing else Mark.WARN
        yield Finding(name, mark, _stuck(backlog, now), advice)


def _stuck(backlog: notices.Backlog, now: datetime) -> str:
    how = "还在变多" if backlog.is_growing else "没有变多"
    hour = f"近一小时来 {backlog.came} 条、发出 {backlog.went} 条，{how}"
    return f"{backlog.waiting} 条没有发出，最早的等了 {_long(now, backlog.since)}，{hour}"


def _long(now: datetime, since: datetime | None) -> str:
    minutes = int((now - (since or now)).total_seconds() // 60)
    return f"{minutes // 60} 小时 {minutes % 60} 分" if minutes >= 60 else f"{minutes} 分"


def mail(_now: datetime) -> Iterator[Finding]:
    """Can messages leave by e-mail?"""
    if settings.EMAIL_HOST:
        yield Finding("邮件", Mark.OK, f"经 {settings.EMAIL_HOST} 发出")
    else:
        advice = "需要邮件时设置 YICHUANG_EMAIL_URL 和 YICHUANG_EMAIL_FROM。"
        yield Finding("邮件", Mark.WARN, "没有设置，消息只进站内信箱", advice)


Check = Callable[[datetime], Iterator[Finding]]
NEEDS_DATABASE: tuple[Check, ...] = (migrations, worker, live, calendar, journal_sealed, archived, post)
NEEDS_NONE: tuple[Check, ...] = (fonts, disk, folder, mail, sms, sm3)

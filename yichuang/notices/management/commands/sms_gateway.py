"""`sms-gateway`: an SMS gateway on this machine to try things on; nothing leaves it."""

from contextlib import suppress
from typing import Any

from django.core.management.base import CommandParser

from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.notices.services.channels.gateway import secret
from yichuang.notices.services.channels.simulator import Behaviour, Simulator


class Command(JsonCommand):
    help = "Simulate an SMS gateway on loopback: signed, each key once, slow or broken if told to."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--port", type=int, default=8025, help="port on 127.0.0.1 (8025)")
        parser.add_argument("--rate", type=float, default=0, help="texts a second; 0: as they come")
        parser.add_argument("--slow", type=float, default=0, help="seconds before each answer")
        parser.add_argument("--fail-every", type=int, default=0, help="answer every n-th with a 500")
        parser.add_argument("--lose-every", type=int, default=0, help="take every n-th and do not answer")

    def report(self, **options: Any) -> Report:
        """Serve until interrupted; then say what was taken."""
        if not (key := secret()):
            raise Refused("请先设置 YICHUANG_SMS_SECRET，网关用它核对签名。")
        behaviour = Behaviour(options["rate"], options["slow"], options["fail_every"], options["lose_every"])
        try:
            gateway = Simulator(key, port=options["port"], behaviour=behaviour)
        except OSError as taken:
            raise Refused(f"端口 {options['port']} 已被占用。") from taken
        self.stderr.write(f"YICHUANG_SMS_URL={gateway.url}")
        with gateway, suppress(KeyboardInterrupt):
            gateway.serve_forever()
        facts = {"texts": len(gateway.inbox.texts), "requests": gateway.inbox.requests}
        return Report(facts)

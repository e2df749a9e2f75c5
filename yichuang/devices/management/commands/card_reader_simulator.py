"""`card-reader-simulator`: answers as a card reader's bridge does, for demonstrations and tests."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.core.management.base import CommandParser

from yichuang.devices.rules.card import READ, Card, answer
from yichuang.kit.command import JsonCommand, Report

PORT = 8009
NOBODY = "没有放卡。请把身份证放在读卡区。"


def bridge(port: int, card: Callable[[], Card | None], *, origin: str) -> ThreadingHTTPServer:
    """Return a bridge on the loopback address; `card` says what lies on it, `origin` whose pages may ask."""

    class Bridge(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != READ:
                self.send_error(404)
                return
            body = json.dumps(answer(card(), NOBODY), ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self._allow()
            self.end_headers()
            self.wfile.write(body)

        def do_OPTIONS(self) -> None:
            self.send_response(204)
            self._allow()
            # A page of the hall's server asks a machine's own address: browsers want that said aloud.
            self.send_header("Access-Control-Allow-Private-Network", "true")
            self.end_headers()

        def _allow(self) -> None:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Vary", "Origin")

        def log_message(self, *_args: Any) -> None:
            """Say nothing: what is read here is nobody's business."""

    return ThreadingHTTPServer(("127.0.0.1", port), Bridge)


class Command(JsonCommand):
    help = "A card reader's bridge without a card reader: always reads the card it is given."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--number", default="11010519491231002X", help="the number on the card")
        parser.add_argument("--name", default="", help="the name on the card")
        parser.add_argument("--empty", action="store_true", help="no card lies there")
        parser.add_argument("--origin", default="http://localhost:8000", help="whose pages may ask")

    def report(self, **options: Any) -> Report:
        card = None if options["empty"] else Card(options["number"], options["name"])
        with bridge(options["port"], lambda: card, origin=options["origin"]) as server:
            self.stderr.write(f"http://127.0.0.1:{server.server_port}{READ}")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return Report({"stopped": True}, text="读卡器模拟已停。")
        return Report()

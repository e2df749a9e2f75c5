from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "yichuang.approvals"
    label = "approvals"

    def ready(self) -> None:
        from . import reactions  # noqa: PLC0415 - models are loaded by now, not before

        reactions.subscribe()

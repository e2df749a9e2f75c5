from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "yichuang.approvals"
    label = "approvals"

    def ready(self) -> None:
        from . import reactions

        reactions.subscribe()

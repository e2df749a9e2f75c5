from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "yichuang.handovers"
    label = "handovers"

    def ready(self) -> None:
        from . import reactions

        reactions.subscribe()

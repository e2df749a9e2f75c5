from django.apps import AppConfig


class QueueingConfig(AppConfig):
    name = "yichuang.queueing"
    label = "queueing"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from .rules.settings import SETTINGS

        declare_settings(SETTINGS)

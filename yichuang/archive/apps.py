from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "yichuang.archive"
    label = "archive"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from . import reactions
        from .rules.retention import SETTINGS

        declare_settings(SETTINGS)
        reactions.subscribe()

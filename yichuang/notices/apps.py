from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "yichuang.notices"
    label = "notices"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from . import reactions
        from .rules.settings import SETTINGS

        declare_settings(SETTINGS)
        reactions.subscribe()

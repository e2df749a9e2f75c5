from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "yichuang.ratings"
    label = "ratings"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from . import reactions
        from .rules.settings import SETTINGS

        declare_settings(SETTINGS)
        reactions.subscribe()

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "yichuang.screens"
    label = "screens"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from .settings import SETTINGS

        declare_settings(SETTINGS)

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "yichuang.complaints"
    label = "complaints"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from .rules.settings import SETTINGS

        declare_settings(SETTINGS)

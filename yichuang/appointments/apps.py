from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "yichuang.appointments"
    label = "appointments"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from .rules.settings import SETTINGS

        declare_settings(SETTINGS)

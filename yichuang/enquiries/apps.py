from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "yichuang.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        from yichuang.people.public import declare_settings

        from .rules.settings import SETTINGS

        declare_settings(SETTINGS)

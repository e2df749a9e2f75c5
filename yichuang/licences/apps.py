from django.apps import AppConfig


class LicencesConfig(AppConfig):
    name = "yichuang.licences"
    label = "licences"

    def ready(self) -> None:
        from . import reactions

        reactions.subscribe()

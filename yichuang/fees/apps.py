from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "yichuang.fees"
    label = "fees"

    def ready(self) -> None:
        from . import reactions
        from .services import sandbox  # noqa: F401 - it registers itself; a centre chooses by its setting

        reactions.subscribe()

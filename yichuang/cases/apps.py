from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yichuang.cases"
    label = "cases"

    def ready(self) -> None:
        from . import reactions

        reactions.subscribe()

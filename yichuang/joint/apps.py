from django.apps import AppConfig


class JointConfig(AppConfig):
    name = "yichuang.joint"
    label = "joint"

    def ready(self) -> None:
        from . import reactions

        reactions.subscribe()

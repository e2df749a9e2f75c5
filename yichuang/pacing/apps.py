from django.apps import AppConfig


class PacingConfig(AppConfig):
    name = "yichuang.pacing"
    label = "pacing"

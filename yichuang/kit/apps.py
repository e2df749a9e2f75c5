from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "yichuang.kit"
    label = "kit"

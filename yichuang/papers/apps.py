from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yichuang.papers"
    label = "papers"

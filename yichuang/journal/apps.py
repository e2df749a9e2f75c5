from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "yichuang.journal"
    label = "journal"

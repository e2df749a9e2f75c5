from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "yichuang.worktime"
    label = "worktime"

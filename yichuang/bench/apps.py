from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "yichuang.bench"
    label = "bench"

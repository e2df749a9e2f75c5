from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "yichuang.api"
    label = "api"

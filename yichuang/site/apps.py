from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "yichuang.site"
    label = "site"

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yichuang.portal"
    label = "portal"

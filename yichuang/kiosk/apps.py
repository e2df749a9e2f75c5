from django.apps import AppConfig


class KioskConfig(AppConfig):
    name = "yichuang.kiosk"
    label = "kiosk"

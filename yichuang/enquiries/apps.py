from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "yichuang.enquiries"
    label = "enquiries"

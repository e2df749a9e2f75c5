from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "yichuang.approvals"
    label = "approvals"

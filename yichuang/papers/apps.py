from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yichuang.papers"
    label = "papers"

    def ready(self) -> None:
        """Every kind of paper may have the centre's own title (C-16)."""
        from yichuang.people.public import SettingSpec, declare_settings

        from .rules.kinds import KINDS, LONGEST_TITLE, PaperKind, title_key

        declare_settings(
            SettingSpec(
                title_key(kind),
                "",
                f"《{kind.label}》在本中心的名称；空着用这个名称。",
                f"C-16；{KINDS[kind].source}",
                LONGEST_TITLE,
            )
            for kind in PaperKind
            if title_key(kind).startswith("papers.title.")
        )

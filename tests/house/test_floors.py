"""Foreign keys obey the floors, as imports do."""

import configparser

from django.apps import apps
from django.db.models import ForeignKey

from yichuang.site.ops.places import ROOT


def floors() -> dict[str, int]:
    """Return each room's floor, the cellar at 0, from the contract that the imports obey."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:floors"]["layers"].strip().splitlines()
    return {room.strip(): height for height, line in enumerate(reversed(layers)) for room in line.split("|")}


def test_every_foreign_key_points_down() -> None:
    height = floors()
    wrong = []
    for config in apps.get_app_configs():
        if not config.name.startswith("yichuang."):
            continue
        for model in config.get_models():
            for field in model._meta.get_fields():
                if not isinstance(field, ForeignKey):
                    continue
                target = field.related_model._meta
                own = target.app_label == config.label
                if (
                    target.app_label in height
                    and not own
                    and height[target.app_label] >= height[config.label]
                ):
                    wrong.append(f"{model.__name__}.{field.name} -> {target.label}")
    assert wrong == []


def test_every_room_stands_on_a_floor() -> None:
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("yichuang.")}
    assert rooms <= floors().keys()

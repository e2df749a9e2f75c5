"""Where a record belongs in the hall: its acceptance point, its department, its theme."""

from dataclasses import dataclass, field

from yichuang.people.public import Centre, Department, Theme

from ...rules.item import Item
from ...rules.text import narrow

UNCLAIMED = "待认领"


@dataclass
class Places:
    """The centre of the file, and what was looked up before. `department` takes in what nobody claims."""

    centre: Centre
    department: Department | None
    centres: dict[str, Centre | None] = field(default_factory=dict)
    departments: dict[tuple[int, str], tuple[int, bool]] = field(default_factory=dict)
    themes: dict[int, dict[str, int]] = field(default_factory=dict)

    def centre_of(self, item: Item) -> Centre | None:
        """Return the acceptance point that the record names, else the file's."""
        if not item.centre_code:
            return self.centre
        if item.centre_code not in self.centres:
            self.centres[item.centre_code] = Centre.objects.filter(code=item.centre_code).first()
        return self.centres[item.centre_code]

    def department_of(self, centre: Centre, agency: str) -> tuple[int, bool]:
        """Return (department, whether its name was recognised) for an agency's name."""
        key = (centre.pk, agency)
        if key not in self.departments:
            if len(self.departments) > 10_000:
                self.departments.clear()
            self.departments[key] = self._find_department(centre, agency)
        return self.departments[key]

    def _find_department(self, centre: Centre, agency: str) -> tuple[int, bool]:
        said = narrow(agency)
        best, length = None, 0
        for one in Department.objects.filter(centre=centre, is_active=True).exclude(name=UNCLAIMED):
            for name in (narrow(one.name), narrow(one.short)):
                fits = bool(said and name) and (said == name or name in said or said in name)
                points = len(name) + (100 if said == name else 0)
                if fits and points > length and min(len(name), len(said)) >= 3:
                    best, length = one.pk, points
        if best is not None:
            return best, True
        if self.department is not None and self.department.centre_id == centre.pk:
            return self.department.pk, not agency
        return _unclaimed(centre).pk, False

    def theme_of(self, centre: Centre, name: str) -> int | None:
        """Return the centre's theme of this name."""
        if centre.pk not in self.themes:
            self.themes[centre.pk] = dict(Theme.objects.filter(centre=centre).values_list("name", "pk"))
        return self.themes[centre.pk].get(name)


def _unclaimed(centre: Centre) -> Department:
    """The department that holds matters whose agency nobody recognised, until a person says which."""
    found, _ = Department.objects.get_or_create(
        centre=centre,
        code="unclaimed",
        defaults={"name": UNCLAIMED, "short": UNCLAIMED, "letter": UNCLAIMED},
    )
    return found

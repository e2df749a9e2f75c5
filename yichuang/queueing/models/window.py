from django.db import models
from django.db.models import Q

from ..rules.states import Duty


class WindowDuty(models.Model):
    """What a window is doing today, who sits there, and whom it serves, in its order (R234, R263)."""

    window = models.OneToOneField("people.Window", models.PROTECT, primary_key=True, related_name="duty")
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=Duty, default=Duty.CLOSED)
    sign = models.CharField(max_length=60, blank=True)  # 暂停服务，请到 6 号窗口
    clerk = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    themes = models.JSONField(default=list)  # [{"theme_id": 1, "after_min": 0}]: rules.policy.Serves
    since_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_open_has_a_clerk",
                condition=Q(state=Duty.CLOSED, clerk=None) | ~Q(state=Duty.CLOSED) & Q(clerk__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_paused_says_why", condition=~Q(state=Duty.PAUSED) | ~Q(sign="")
            ),
            models.UniqueConstraint(
                fields=["clerk"], condition=Q(clerk__isnull=False), name="duty_one_window_a_clerk"
            ),
        ]

    def __str__(self) -> str:
        return f"Window {self.window_id}: {self.state}"

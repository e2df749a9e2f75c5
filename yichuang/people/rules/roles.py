"""Levels of centres and what people may do. Pure."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Level of a centre. Lower ones follow the rules of the one above by reference (R001)."""

    CITY = "city", "市"
    COUNTY = "county", "县（市、区）"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"


# R012: 社会事务、企业注册开办、工程建设项目、其他事务. A centre may have others.
STANDARD_THEMES = (
    ("A", "社会事务", "Social affairs"),
    ("B", "企业注册开办", "Starting a business"),
    ("C", "工程建设项目", "Construction projects"),
    ("D", "其他事务", "Other matters"),
)


class Post(TextChoices):
    """A and B posts at a window: A does the work, B takes it over while A is away (R169, R170)."""

    A = "a", "A 岗"
    B = "b", "B 岗"


class Role(TextChoices):
    """What a person may do. A role is held at a centre, and some in one department."""

    CLERK = "clerk", "综合窗口人员"
    REVIEWER = "reviewer", "审查人员"
    APPROVER = "approver", "审批人员"
    CHIEF_REP = "chief_rep", "首席代表"
    LEADER = "leader", "分管领导"
    PUBLISHER = "publisher", "事项管理员"
    CENTRE_APPROVER = "centre_approver", "业务科（事项核准）"
    RECEPTION = "reception", "导办人员"
    MANAGER = "manager", "大厅管理"
    SUPERVISION = "supervision", "督查科"
    EFFICIENCY = "efficiency", "效能监察室"
    SYSADMIN = "sysadmin", "系统管理员"
    SECADMIN = "secadmin", "安全管理员"
    AUDITADMIN = "auditadmin", "审计管理员"


ADMIN_ROLES = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN})  # GB/T 22239 8.1.5

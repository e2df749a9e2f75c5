import django.db.models.deletion
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("papers", "0001_initial"),
        ("papers", "0003_more_kinds_of_papers"),
        ("papers", "0004_papers_renditions_and_layouts"),
        ("papers", "0006_hearing_announcement"),
        ("papers", "0007_complaints"),
        ("papers", "0008_rating_report"),
    ]
    initial = True

    dependencies = [
        ("people", "0001_first"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=16, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("application_print", "申请表核对件"),
                                    ("receipt_of_materials", "申请材料收件凭证"),
                                    ("acceptance_notice", "受理通知书"),
                                    ("supplement_notice", "申请材料补正告知书"),
                                    ("not_required_notice", "不受理告知书"),
                                    ("non_acceptance_decision", "不予受理决定书"),
                                    ("deemed_acceptance_notice", "视为受理告知书"),
                                    ("gap_acceptance_promise", "申请容缺受理承诺书"),
                                    ("gap_acceptance_notice", "容缺受理通知书"),
                                    ("gap_termination_notice", "容缺受理终止办理通知书"),
                                    ("commitment_letter", "告知承诺书"),
                                    ("special_procedure_notice", "特殊程序审查期限告知书"),
                                    ("extension_notice", "延长办理期限通知书"),
                                    ("recalculation_notice", "办理期限变更告知书"),
                                    ("hearing_right_notice", "听证权利告知书"),
                                    ("interested_party_notice", "利害关系人告知书"),
                                    ("hearing_notice", "听证通知书"),
                                    ("hearing_announcement", "听证公告"),
                                    ("hearing_record", "听证笔录"),
                                    ("routing_sheet", "审批流转单"),
                                    ("handover_sheet", "项目收件交接单"),
                                    ("upward_opinion", "初审意见报送单"),
                                    ("joint_approval_form", "联合审批表"),
                                    ("meeting_minutes", "会议纪要"),
                                    ("meeting_request", "业务会议申请单"),
                                    ("site_inspection_record", "现场核查记录"),
                                    ("negative_matter_record", "否定事项登记备案表"),
                                    ("instruction_request", "请示单"),
                                    ("supervision_sheet", "督办单"),
                                    ("approval_document", "准予决定书"),
                                    ("denial_decision", "不予许可决定书"),
                                    ("revocation_decision", "撤销决定书"),
                                    ("licence_change_decision", "准予变更决定书"),
                                    ("licence_renewal_decision", "准予延续决定书"),
                                    ("licence_cancellation_decision", "注销决定书"),
                                    ("return_notice", "退件通知书"),
                                    ("withdrawal_notice", "终止办理通知书"),
                                    ("licence", "证照"),
                                    ("delivery_receipt", "送达回执"),
                                    ("courier_waybill", "快递交寄单"),
                                    ("originals_list", "原件退还清单"),
                                    ("fee_notice", "缴费通知书"),
                                    ("fee_receipt", "非税收入票据"),
                                    ("settlement_sheet", "收费日结单"),
                                    ("checklist", "办事清单"),
                                    ("complaint_record", "投诉登记表"),
                                    ("complaint_monthly_report", "投诉月报"),
                                    ("rating_report", "好差评月报"),
                                ],
                                max_length=32,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("issuer", models.CharField(max_length=60)),
                        ("subject", models.CharField(blank=True, max_length=60)),
                        ("case_no", models.CharField(blank=True, max_length=50)),
                        ("addressee", models.CharField(blank=True, max_length=160)),
                        ("body", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("seal_name", models.CharField(blank=True, max_length=40)),
                        ("issued_at", models.DateTimeField()),
                        ("issued_by", models.CharField(max_length=40)),
                        ("printed_at", models.DateTimeField(blank=True, null=True)),
                        ("printed", models.PositiveIntegerField(default=0)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.approvalseal",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("case_no", ""), _negated=True),
                                fields=["case_no", "id"],
                                name="paper_by_case",
                            ),
                            models.Index(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=["number"],
                                name="paper_by_number",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("department", "number"),
                                name="paper_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("printed", 0), ("printed_at", None)),
                                    models.Q(("printed__gt", 0), ("printed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="paper_printed_iff_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rendition",
                    fields=[
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="rendition",
                                serialize=False,
                                to="papers.paper",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("size", models.PositiveIntegerField()),
                        ("is_signed", models.BooleanField()),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=10)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField()),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("department", "series", "year"), name="number_series_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnLayout",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "layout",
                            models.CharField(
                                choices=[
                                    ("window", "窗口文书"),
                                    ("official", "公文（GB/T 9704）"),
                                    ("certificate", "证照"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source", models.TextField(blank=True)),
                        ("saved_at", models.DateTimeField()),
                        ("saved_by", models.CharField(max_length=40)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["centre", "layout", "saved_at"], name="own_layout_by_time")],
                    },
                ),
                migrations.CreateModel(
                    name="Voiding",
                    fields=[
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="voiding",
                                serialize=False,
                                to="papers.paper",
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[("revoked", "已撤销"), ("cancelled", "已注销"), ("superseded", "已被替代")],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("voided_at", models.DateTimeField()),
                        ("voided_by", models.CharField(max_length=40)),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="voiding_says_why"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", "superseded"), ("replaced_by__isnull", False)),
                                    models.Q(models.Q(("how", "superseded"), _negated=True), ("replaced_by", None)),
                                    _connector="OR",
                                ),
                                name="voiding_replaced_iff_superseded",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]

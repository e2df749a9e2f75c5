from django.db import migrations

# Cards are never deleted, and what was raised is never rewritten; orders keep their replies.
STAY = """
CREATE FUNCTION yc_card_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.watch, NEW.thing, NEW.level, NEW.centre_id, NEW.case_no, NEW.arose_at, NEW.limit_at,
      NEW.responsible, NEW.explanation) IS NOT DISTINCT FROM (OLD.watch, OLD.thing, OLD.level, OLD.centre_id,
      OLD.case_no, OLD.arose_at, OLD.limit_at, OLD.responsible, OLD.explanation) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a card stays as it was raised' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER card_stays BEFORE UPDATE OR DELETE ON supervision_card
  FOR EACH ROW EXECUTE FUNCTION yc_card_stays();
CREATE FUNCTION yc_supervision_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'supervision keeps what it has' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER order_kept BEFORE DELETE ON supervision_order
  FOR EACH ROW EXECUTE FUNCTION yc_supervision_kept();
CREATE TRIGGER reply_kept BEFORE DELETE ON supervision_reply
  FOR EACH ROW EXECUTE FUNCTION yc_supervision_kept();
CREATE TRIGGER delay_reason_kept BEFORE UPDATE OR DELETE ON supervision_delayreason
  FOR EACH ROW EXECUTE FUNCTION yc_supervision_kept();
CREATE TRIGGER supervision_rule_kept BEFORE UPDATE OR DELETE ON supervision_ruleversion
  FOR EACH ROW EXECUTE FUNCTION yc_supervision_kept();
"""
GO = """
DROP TRIGGER supervision_rule_kept ON supervision_ruleversion;
DROP TRIGGER delay_reason_kept ON supervision_delayreason;
DROP TRIGGER reply_kept ON supervision_reply;
DROP TRIGGER order_kept ON supervision_order;
DROP FUNCTION yc_supervision_kept();
DROP TRIGGER card_stays ON supervision_card;
DROP FUNCTION yc_card_stays();
"""
# The orders that approvals kept before there was supervision, with their answers.
MOVE = """
WITH moved AS (
  INSERT INTO supervision_order (kind, state, version, centre_id, department_id, case_no, about, limit_on, overdue_days,
    required, reply_by_on, ordered_at, ordered_by, ordered_by_name, withdrawn_reason)
  SELECT 'decide_now', CASE WHEN o.answered_at IS NULL THEN 'open' ELSE 'accepted' END, 0, c.centre_id,
         c.department_id, c.no, c.matter_name, o.due_on, o.overdue_days, o.required, o.reply_by_on, o.ordered_at,
         s.staff_no, s.name, ''
    FROM approvals_supervisionorder o JOIN cases_case c ON c.id = o.case_id JOIN people_staff s ON s.id = o.ordered_by_id
   ORDER BY o.id
  RETURNING id, case_no, ordered_at
)
INSERT INTO supervision_reply (order_id, words, at, by_id, is_accepted, judged_words)
SELECT m.id, o.answer, o.answered_at, o.answered_by_id, true, ''
  FROM moved m JOIN cases_case c ON c.no = m.case_no
  JOIN approvals_supervisionorder o ON o.case_id = c.id AND o.ordered_at = m.ordered_at
 WHERE o.answered_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0001_initial"),
        ("approvals", "0006_inspection_waived"),
        ("cases", "0009_ticket"),
    ]
    operations = [
        migrations.RunSQL(STAY, GO),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
    ]

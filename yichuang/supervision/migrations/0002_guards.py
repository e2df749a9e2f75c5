from django.db import migrations

# Cards are never deleted, and what was raised is never rewritten; orders keep their replies.
FORWARD = """
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
BACKWARD = """
DROP TRIGGER supervision_rule_kept ON supervision_ruleversion;
DROP TRIGGER delay_reason_kept ON supervision_delayreason;
DROP TRIGGER reply_kept ON supervision_reply;
DROP TRIGGER order_kept ON supervision_order;
DROP FUNCTION yc_supervision_kept();
DROP TRIGGER card_stays ON supervision_card;
DROP FUNCTION yc_card_stays();
"""


class Migration(migrations.Migration):
    replaces = [("supervision", "0002_cards_stay_orders_move")]
    dependencies = [("supervision", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

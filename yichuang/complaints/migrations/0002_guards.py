from django.db import migrations

# What was done is only added to; nothing that somebody complained of is deleted, rewritten or moved elsewhere.
KEPT = ("handling", "opening", "unresolvedstep")
FORWARD = """
CREATE FUNCTION yc_complaints_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what somebody complained of stays' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER complaint_kept BEFORE DELETE ON complaints_complaint
  FOR EACH ROW EXECUTE FUNCTION yc_complaints_stay();
CREATE TRIGGER complaint_says_what_it_said BEFORE UPDATE OF words, code, centre_id, registered_at, registered_by_id
  ON complaints_complaint FOR EACH ROW
  WHEN ((NEW.words, NEW.code, NEW.centre_id, NEW.registered_at, NEW.registered_by_id) IS DISTINCT FROM
        (OLD.words, OLD.code, OLD.centre_id, OLD.registered_at, OLD.registered_by_id))
  EXECUTE FUNCTION yc_complaints_stay();
CREATE TRIGGER unresolved_kept BEFORE DELETE ON complaints_unresolved
  FOR EACH ROW EXECUTE FUNCTION yc_complaints_stay();
CREATE TRIGGER unresolved_says_what_it_said BEFORE UPDATE OF words, code, centre_id, opened_at
  ON complaints_unresolved FOR EACH ROW
  WHEN ((NEW.words, NEW.code, NEW.centre_id, NEW.opened_at) IS DISTINCT FROM
        (OLD.words, OLD.code, OLD.centre_id, OLD.opened_at))
  EXECUTE FUNCTION yc_complaints_stay();
""" + "".join(
    f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON complaints_{name}\n"
    "  FOR EACH ROW EXECUTE FUNCTION yc_complaints_stay();\n"
    for name in KEPT
)
BACKWARD = (
    "".join(f"DROP TRIGGER {name}_stays ON complaints_{name};\n" for name in KEPT)
    + """
DROP TRIGGER unresolved_says_what_it_said ON complaints_unresolved;
DROP TRIGGER unresolved_kept ON complaints_unresolved;
DROP TRIGGER complaint_says_what_it_said ON complaints_complaint;
DROP TRIGGER complaint_kept ON complaints_complaint;
DROP FUNCTION yc_complaints_stay();
"""
)


class Migration(migrations.Migration):
    replaces = [("complaints", "0002_what_was_done_stays")]
    dependencies = [("complaints", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

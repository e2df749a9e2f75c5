from django.db import migrations

# What was said, and what was done about it, is only added to; a rating is never deleted, nor moved to another visit.
FORWARD = """
CREATE FUNCTION yc_ratings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said in a rating stays' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER saying_stays BEFORE UPDATE OR DELETE ON ratings_saying
  FOR EACH ROW EXECUTE FUNCTION yc_ratings_stay();
CREATE TRIGGER handling_stays BEFORE UPDATE OR DELETE ON ratings_handling
  FOR EACH ROW EXECUTE FUNCTION yc_ratings_stay();
CREATE TRIGGER flag_stays BEFORE UPDATE OR DELETE ON ratings_flag
  FOR EACH ROW EXECUTE FUNCTION yc_ratings_stay();
CREATE TRIGGER rating_kept BEFORE DELETE ON ratings_rating
  FOR EACH ROW EXECUTE FUNCTION yc_ratings_stay();
CREATE TRIGGER rating_is_of_its_service BEFORE UPDATE OF invitation_id, centre_id, rated_at ON ratings_rating
  FOR EACH ROW WHEN ((NEW.invitation_id, NEW.centre_id, NEW.rated_at) IS DISTINCT FROM
                     (OLD.invitation_id, OLD.centre_id, OLD.rated_at))
  EXECUTE FUNCTION yc_ratings_stay();
"""
BACKWARD = """
DROP TRIGGER rating_is_of_its_service ON ratings_rating;
DROP TRIGGER rating_kept ON ratings_rating;
DROP TRIGGER flag_stays ON ratings_flag;
DROP TRIGGER handling_stays ON ratings_handling;
DROP TRIGGER saying_stays ON ratings_saying;
DROP FUNCTION yc_ratings_stay();
"""


class Migration(migrations.Migration):
    replaces = [("ratings", "0002_what_was_said_stays")]
    dependencies = [("ratings", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""The SQL that keeps what a search looks through in step with workers and placements, whatever writes them."""

# Punctuation, spaces, accents and the signs that only modify a letter; letters and digits of any script are left.
# A line stays far below the longest entry that an index takes, however long a name is once it is written out.
FORM = r"""
CREATE OR REPLACE FUNCTION in_search_form(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT left(regexp_replace(lower(normalize(replace(replace(replace(
             lower(translate(said, 'ØøŁłĐđĦħıÐðÞþÆŒẞ', 'OoLlDdHhiDdTtæœß')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
           NFKD)), '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u02B0-\u036F\u2000-\u206F]+', '', 'g'), 200)
$$"""
WORKER_LINE = "in_search_form(w.swe_number) || ' ' || in_search_form(w.name)"
PLACEMENT_LINE = WORKER_LINE + " || ' ' || in_search_form(p.reference)"
OF_WORKER = f"""
CREATE OR REPLACE FUNCTION sought_worker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO placements_searchtext (authority_id, worker_id, text)
  SELECT w.authority_id, w.id, {WORKER_LINE} FROM (SELECT NEW.*) w
  ON CONFLICT (worker_id) WHERE placement_id IS NULL
  DO UPDATE SET authority_id = excluded.authority_id, text = excluded.text;
  IF TG_OP = 'UPDATE' THEN
    UPDATE placements_searchtext line SET text = {PLACEMENT_LINE}
      FROM placements_placement p, (SELECT NEW.*) w
     WHERE line.worker_id = w.id AND p.id = line.placement_id;
  END IF;
  RETURN NULL;
END $$"""  # noqa: S608  our own names
OF_PLACEMENT = f"""
CREATE OR REPLACE FUNCTION sought_placement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO placements_searchtext (authority_id, worker_id, placement_id, supplier_id, text)
  SELECT p.authority_id, p.worker_id, p.id, p.supplier_id, {PLACEMENT_LINE}
    FROM (SELECT NEW.*) p JOIN placements_worker w ON w.id = p.worker_id
  ON CONFLICT (placement_id) WHERE placement_id IS NOT NULL
  DO UPDATE SET authority_id = excluded.authority_id, worker_id = excluded.worker_id,
                supplier_id = excluded.supplier_id, text = excluded.text;
  RETURN NULL;
END $$"""  # noqa: S608  our own names
GONE = """
CREATE OR REPLACE FUNCTION sought_{of}_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN DELETE FROM placements_searchtext WHERE {of}_id = OLD.id; RETURN NULL; END $$"""
TRIGGERS = (
    "CREATE TRIGGER sought_worker AFTER INSERT OR UPDATE OF swe_number, name, authority_id ON placements_worker"
    " FOR EACH ROW EXECUTE FUNCTION sought_worker()",
    "CREATE TRIGGER sought_placement AFTER INSERT OR UPDATE OF reference, worker_id, supplier_id, authority_id"
    " ON placements_placement FOR EACH ROW EXECUTE FUNCTION sought_placement()",
    *(
        f"CREATE TRIGGER sought_{of}_gone AFTER DELETE ON placements_{of} FOR EACH ROW"
        f" EXECUTE FUNCTION sought_{of}_gone()"
        for of in ("worker", "placement")
    ),
)
FILL = (
    "SELECT set_config('app.system', 'on', true)",
    f"""INSERT INTO placements_searchtext (authority_id, worker_id, text)
        SELECT w.authority_id, w.id, {WORKER_LINE} FROM placements_worker w ON CONFLICT DO NOTHING""",  # noqa: S608  our own names
    f"""INSERT INTO placements_searchtext (authority_id, worker_id, placement_id, supplier_id, text)
        SELECT p.authority_id, p.worker_id, p.id, p.supplier_id, {PLACEMENT_LINE}
          FROM placements_placement p JOIN placements_worker w ON w.id = p.worker_id ON CONFLICT DO NOTHING""",  # noqa: S608  our own names
)
KEPT_IN_STEP = (FORM, OF_WORKER, OF_PLACEMENT, *(GONE.format(of=of) for of in ("worker", "placement")), *TRIGGERS)
FORGOTTEN = (
    *(f"DROP TRIGGER {name} ON placements_{name.split('_')[1]}" for name in (
        "sought_worker", "sought_placement", "sought_worker_gone", "sought_placement_gone")),
    *(f"DROP FUNCTION {name}()" for name in (
        "sought_worker", "sought_placement", "sought_worker_gone", "sought_placement_gone")),
    "DROP FUNCTION in_search_form(text)",
)  # fmt: skip

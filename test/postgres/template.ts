/** The database that every test gets a copy of, and what makes a used copy new again. */
export const TEMPLATE = "dakehu_template";

/** Run in the template: what a new store holds is kept beside it. */
export const KEEP = `
  CREATE SCHEMA kept;
  DO $$ DECLARE name TEXT; BEGIN
    FOREACH name IN ARRAY ARRAY['account_register', 'account_names', 'register_entries', 'migrations', 'writing'] LOOP
      EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', name, name);
    END LOOP;
  END $$`;

export const EMPTY = `
  SET session_replication_role = replica;
  DO $$ DECLARE name TEXT; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
      EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', name, name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
      PERFORM setval(format('public.%I', name), 1, false);
    END LOOP;
    PERFORM setval(pg_get_serial_sequence('public.register_entries', 'id'),
      (SELECT MAX(id) FROM public.register_entries));
  END $$`;

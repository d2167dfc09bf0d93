create function change_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the list of changes is append-only';
end;
$$;

create trigger change_stays before update or delete on change
for each row execute function change_stays();

create trigger change_remains before truncate on change
for each statement execute function change_stays();

create trigger change_stays before update on change
begin
    select raise(abort, 'the list of changes is append-only');
end;

create trigger change_remains before delete on change
begin
    select raise(abort, 'the list of changes is append-only');
end;

-- “insert or replace” deletes without a trigger.
create trigger change_grows before insert on change
when exists (select 1 from change where id = new.id)
begin
    select raise(abort, 'the list of changes is append-only');
end;

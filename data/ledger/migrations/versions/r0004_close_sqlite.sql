create trigger change_stays before update on change
begin
    select raise(abort, 'the list of changes is append-only');
end;

-- “insert or replace” deletes without a trigger, whichever of the two is there already.
create trigger change_grows before insert on change
when exists (select 1 from change where id = new.id or previous = new.previous)
begin
    select raise(abort, 'the list of changes is append-only');
end;

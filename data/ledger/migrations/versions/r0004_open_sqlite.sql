drop trigger change_stays;

drop trigger change_grows;

alter table change disable trigger change_stays;

alter table change enable trigger change_stays;

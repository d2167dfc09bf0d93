"""Which units a page shows: by place, by group and by conditions on figures, all in the link."""

"""What people go on editing: slides, report and workbook."""

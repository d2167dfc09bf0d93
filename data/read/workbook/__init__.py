"""Workbooks: XLSX and XLS, scanned before they are read."""

"""Audit: who changed, took or was refused what, and whether that list is as it was written."""

from pages.shell.frame import frame_of_store, open_head
from pages.shell.menu import NEEDS
from pages.shell.selection import language
from pages.shell.url import remember_link
from pages.views.audit.pickers import FIELDS
from pages.views.audit.view import audit_page

words = language()
asked = remember_link("lang", *FIELDS)  # a choice writes into the address what is remembered
open_head(words.t("Audit log"), NEEDS["audit"])
foot = frame_of_store(words)
audit_page(asked, words)
foot()

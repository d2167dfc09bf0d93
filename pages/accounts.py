"""Accounts: who may sign in, in which role, and who is signed in; for the administrator alone."""

from pages.shell.frame import frame_of_store, open_head
from pages.shell.selection import language
from pages.views.accounts.view import accounts_page

words = language()
open_head(words.t("Accounts"))
foot = frame_of_store(words)
accounts_page(words)
foot()

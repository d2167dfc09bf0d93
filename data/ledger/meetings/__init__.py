"""The meetings of a committee: their agendas, what was decided, and the views as they were shown.

Words and order stand in the ledger; each view lies as a file under meetings/ of the store, which
is named by what is in it and never altered.
"""

"""Who is at work, in which role, and what that role may do: asked by both gates.

The gate for changes is `data.ledger.gate`; the one for reading asks `require` itself, before what
the readers of a snapshot share. Who is at work is asked of the process each time: a page is run
with its callbacks first, so what was known when it was drawn guards nothing.
"""

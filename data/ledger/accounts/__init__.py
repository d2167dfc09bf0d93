"""Who may sign in, who has, and who failed to: accounts, sessions and attempts.

An account is an office or a function. Nothing here is about a person: no address of a browser, no
e-mail; what a provider calls somebody is kept as a hash.
"""

"""Signing in: by an account or a provider, the cookies, and whether a session lives."""

"""All of a store in one file, made while the server runs, and a store made of it again."""

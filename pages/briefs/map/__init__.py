"""A frozen map drawn without a browser."""

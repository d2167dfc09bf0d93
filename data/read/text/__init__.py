"""Text files: encoding, separator, quotation marks, old Vietnamese fonts."""

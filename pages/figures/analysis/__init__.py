"""Charts that an analyst asks for."""

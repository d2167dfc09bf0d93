"""What needs somebody: rules evaluated on the last period of the data."""

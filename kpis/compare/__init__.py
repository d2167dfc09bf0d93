"""What moved an indicator, what would close its gap, and units compared on fair terms."""

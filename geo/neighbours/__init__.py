"""What lies beside what: common borders, and whether neighbours are alike."""

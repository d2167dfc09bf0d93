"""Words that a meeting reads: sentences that are written from figures."""

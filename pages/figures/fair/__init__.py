"""The figures of the page of fair comparison."""

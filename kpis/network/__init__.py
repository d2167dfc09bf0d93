"""The network of the groups: how many there are, who they are, what stands in their way."""

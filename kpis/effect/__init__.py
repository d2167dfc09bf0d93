"""What the work of the groups goes with: growth of adoption against assists, and its checks."""

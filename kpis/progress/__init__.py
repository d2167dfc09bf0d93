"""How an indicator stands: its path to the target, its pace, its status, its verdict."""

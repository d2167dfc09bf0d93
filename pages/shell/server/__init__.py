"""What a server does besides its pages: who may ask, when readers get a new snapshot, memory."""

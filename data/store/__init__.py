"""The store on the disk: snapshots, the pointer, the lock of who writes, and what is tidied up."""

"""The list of changes for who watches over it: what is noted, how it is read, if it is whole."""

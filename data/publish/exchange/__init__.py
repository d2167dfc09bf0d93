"""Snapshots on storage that several machines share: who publishes puts, the others take."""

"""What every page uses: frame, menu, link, selection, the snapshot that is served."""

"""What a person wishes to see, in a few typed words, becomes a link; no Streamlit."""

"""What a browser gets of Streamlit itself: its first HTML and its scripts, in our words."""

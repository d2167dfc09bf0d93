"""The words and formats of pages and documents: no Streamlit."""

"""Readings in, Plotly figures out: no Streamlit."""

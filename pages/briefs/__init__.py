"""Documents out of the dashboard: readings in, a document out. No Streamlit."""

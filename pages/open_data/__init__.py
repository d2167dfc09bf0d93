"""What leaves the dashboard as data: the tables of the API and of the data package.

No Streamlit here: a table is made from a connection to the marts, the same for whoever takes it.
"""

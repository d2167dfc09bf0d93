"""A Streamlit page with one picker and one text: the least that any page costs, and the floor."""

import streamlit as st

months = [f"{number % 12 + 1}/{2022 + number // 12}" for number in range(50)]
chosen = st.selectbox("Month", months, key="pick_month")
st.html(f"<p id='chosen'>{chosen}</p>")

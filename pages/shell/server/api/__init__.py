"""The open data of the dashboard for programs: GET /api/v1/…, off unless DX_API=on."""

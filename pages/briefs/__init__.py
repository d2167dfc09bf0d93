"""What leaves the dashboard: mails, and views as they were shown, with their documents."""

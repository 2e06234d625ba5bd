"""What is relevant, in which order pages follow, and how far a respondent has come."""

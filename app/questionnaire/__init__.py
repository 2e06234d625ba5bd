"""What is asked: reads XLSForms and walks a respondent through them. Knows neither web nor database."""

"""From an author's file to a questionnaire: sheets, XLSForm, XForm, and faults that name file, sheet and row."""

"""XPath 1.0 with ODK's functions: parsed, checked, rewritten for libxml2, and evaluated on a document."""

"""What is learnt: the responses as documented variables and files. Knows no web."""

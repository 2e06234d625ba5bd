"""From what is typed to what is kept, and back: reading, judging, spelling and saying answers."""

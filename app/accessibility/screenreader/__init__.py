"""A real screen reader in a test: Orca with Chromium on a display of its own, its speech kept as text."""

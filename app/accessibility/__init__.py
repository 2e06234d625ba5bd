"""Proof for accessibility testers: the route map and the checks of every page."""

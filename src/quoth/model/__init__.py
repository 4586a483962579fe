"""Runs the shipped network over a text: word by word what it saw, no decisions."""

"""Sections in, ranked sections out."""

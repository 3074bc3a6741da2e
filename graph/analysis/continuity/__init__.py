"""Continuity (延续): the same project, unit and department in several years, as links with confidence and reason."""

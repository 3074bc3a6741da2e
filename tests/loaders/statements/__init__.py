"""Project statements: sections, names, periods, amounts, parts of a budget."""

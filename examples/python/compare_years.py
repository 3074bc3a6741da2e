"""An analyst's question: what do some bodies spend in two years, by class, and what of it is not like for like?

`python compare_years.py [YEAR YEAR BODY…]`, beside a service at GRAPHQL_ENDPOINT. Prints CSV; warnings follow as comments.
"""

import asyncio
import csv
import os
import sys
from decimal import Decimal

from budget_client import BudgetClient
from budget_client.compare_years import CompareYearsCompare

ENDPOINT = os.environ.get("GRAPHQL_ENDPOINT", "http://127.0.0.1:8000/graphql")


async def compared(years: list[int], bodies: list[str]) -> CompareYearsCompare:
    """The years side by side, of all bodies together."""
    async with BudgetClient(ENDPOINT) as client:
        found = [await client.organisation_id(body) for body in bodies]
        if unknown := [body for body, one in zip(bodies, found, strict=True) if one is None]:
            sys.exit(f"No document names {'、'.join(unknown)}.")
        return await client.compare_years([one.id for one in found if one], years)


def write(comparison: CompareYearsCompare) -> None:
    """Amounts in yuan, exactly, and growth where all is like for like; what is not disclosed stays empty."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["class", *(column.key for column in comparison.columns), "growth"])
    for row in comparison.rows:
        before, after = (cell.amount for cell in row.cells)
        told = "" if comparison.warnings else growth(before, after)
        table.writerow([row.label, before, after, told])
    for warning in comparison.warnings:
        print(f"# {warning}")


def growth(before: Decimal | None, after: Decimal | None) -> str:
    """How much more it is; nothing where one of both is not disclosed, or where there was nothing before."""
    return f"{(after - before) / before:+.1%}" if before and after is not None else ""


if __name__ == "__main__":
    match sys.argv[1:] or ["2024", "2025", "上海市普陀区人民政府万里街道办事处", "上海市普陀区商务委员会"]:
        case [first, second, body, *others] if first.isdecimal() and second.isdecimal():
            write(asyncio.run(compared([int(first), int(second)], [body, *others])))
        case _:
            sys.exit(__doc__)

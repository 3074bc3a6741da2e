from decimal import Decimal
from typing import Optional

from .base_model import BaseModel


class CompareYears(BaseModel):
    compare: "CompareYearsCompare"


class CompareYearsCompare(BaseModel):
    columns: list["CompareYearsCompareColumns"]
    rows: list["CompareYearsCompareRows"]
    warnings: list[str]


class CompareYearsCompareColumns(BaseModel):
    key: str


class CompareYearsCompareRows(BaseModel):
    label: str
    cells: list["CompareYearsCompareRowsCells"]


class CompareYearsCompareRowsCells(BaseModel):
    column: str
    amount: Optional[Decimal]
    share: Optional[Decimal]


CompareYears.model_rebuild()
CompareYearsCompare.model_rebuild()
CompareYearsCompareRows.model_rebuild()

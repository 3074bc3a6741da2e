from decimal import Decimal
from typing import Annotated, Literal, Optional, Union

from pydantic import Field

from .base_model import BaseModel
from .fragments import Printed


class FundingPaths(BaseModel):
    funding_paths: list["FundingPathsFundingPaths"] = Field(alias="fundingPaths")


class FundingPathsFundingPaths(BaseModel):
    amount: Optional[Decimal]
    relations: list[str]
    nodes: list[
        Annotated[
            Union[
                "FundingPathsFundingPathsNodesNode",
                "FundingPathsFundingPathsNodesDepartment",
                "FundingPathsFundingPathsNodesFundingSource",
                "FundingPathsFundingPathsNodesLegalBasis",
                "FundingPathsFundingPathsNodesProject",
                "FundingPathsFundingPathsNodesRegion",
                "FundingPathsFundingPathsNodesUnit",
            ],
            Field(discriminator="typename__"),
        ]
    ]
    sources: list["FundingPathsFundingPathsSources"]


class FundingPathsFundingPathsNodesNode(BaseModel):
    typename__: Literal[
        "BudgetLine", "Citation", "ClassificationCode", "Disclosure", "Finding", "Node"
    ] = Field(alias="__typename")


class FundingPathsFundingPathsNodesDepartment(BaseModel):
    typename__: Literal["Department"] = Field(alias="__typename")
    name: str


class FundingPathsFundingPathsNodesFundingSource(BaseModel):
    typename__: Literal["FundingSource"] = Field(alias="__typename")
    name: str


class FundingPathsFundingPathsNodesLegalBasis(BaseModel):
    typename__: Literal["LegalBasis"] = Field(alias="__typename")
    title: str
    document_number: Optional[str] = Field(alias="documentNumber")


class FundingPathsFundingPathsNodesProject(BaseModel):
    typename__: Literal["Project"] = Field(alias="__typename")
    name: str
    year: int


class FundingPathsFundingPathsNodesRegion(BaseModel):
    typename__: Literal["Region"] = Field(alias="__typename")
    name: str


class FundingPathsFundingPathsNodesUnit(BaseModel):
    typename__: Literal["Unit"] = Field(alias="__typename")
    name: str


FundingPathsFundingPathsSources = Printed
FundingPaths.model_rebuild()
FundingPathsFundingPaths.model_rebuild()

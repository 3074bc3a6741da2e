from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class WayEnds(BaseModel):
    funding_sources: list["WayEndsFundingSources"] = Field(alias="fundingSources")
    legal_basis: Optional["WayEndsLegalBasis"] = Field(alias="legalBasis")


class WayEndsFundingSources(BaseModel):
    id: str
    code: str


class WayEndsLegalBasis(BaseModel):
    id: str


WayEnds.model_rebuild()

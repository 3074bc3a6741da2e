from typing import Literal, Optional

from pydantic import Field

from .base_model import BaseModel


class OrganisationId(BaseModel):
    organisation: Optional["OrganisationIdOrganisation"]


class OrganisationIdOrganisation(BaseModel):
    typename__: Literal["Department", "Organisation", "Unit"] = Field(
        alias="__typename"
    )
    id: str
    name: str


OrganisationId.model_rebuild()

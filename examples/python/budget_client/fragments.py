from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Printed(BaseModel):
    page: Optional[int]
    line: Optional[int]
    text: str
    disclosure: "PrintedDisclosure"


class PrintedDisclosure(BaseModel):
    title: str
    file_name: str = Field(alias="fileName")


Printed.model_rebuild()

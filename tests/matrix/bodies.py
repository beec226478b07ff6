"""What an answer says, whatever it is packed in."""

from __future__ import annotations

import io
import zipfile

from werkzeug.test import TestResponse


def text_of(answer: TestResponse) -> str:
    """The answer as text; of a workbook the text of its parts."""
    body = answer.get_data()
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())

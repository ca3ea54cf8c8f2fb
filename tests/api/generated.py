"""A client made from the description and nothing else: models by a generator, calls by operation id."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import httpx2

GENERATOR = "datamodel_code_generator"
OPTIONS = (
    "--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel", "--use-annotated",
    "--target-python-version", "3.11", "--formatters", "builtin", "--collapse-root-models",
)  # fmt: skip


class Generated:
    """The operations of a service at `url`, with bodies and answers as generated models."""

    def __init__(self, url: str, key: str, folder: Path) -> None:
        self._http = httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=90.0)
        whole = self._http.get("/openapi.json").json()
        self._operations = {
            each["operationId"]: (method.upper(), path, each)
            for path, methods in whole["paths"].items()
            for method, each in methods.items()
        }
        self.models = _models(whole, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def __call__(self, operation: str, body: Any = None, query: Any = None, **names: str) -> Any:
        """An answer as the model that the description names for its status; problems as well."""
        method, path, told = self._operations[operation]
        given: dict[str, Any] = {"params": query}
        if body is not None:
            assert "application/json" in told["requestBody"]["content"]
            content = body.model_dump_json(by_alias=True, exclude_unset=True)
            given |= {"content": content, "headers": {"Content-Type": "application/json"}}
        answer = self._http.request(method, path.format(**names), **given)
        kind = answer.headers["content-type"]
        schema = told["responses"][str(answer.status_code)]["content"][kind]["schema"]
        model = getattr(self.models, schema["$ref"].rpartition("/")[2])
        return model.model_validate_json(answer.content)


def _models(whole: Any, folder: Path) -> Any:
    """What the generator makes of it, as a module."""
    described, made = folder / "openapi.json", folder / "generated_models.py"
    described.write_text(json.dumps(whole), encoding="utf-8")
    program = [sys.executable, "-m", GENERATOR, "--input", str(described), "--output", str(made), *OPTIONS]
    subprocess.run(program, check=True, capture_output=True)
    spec = importlib.util.spec_from_file_location("generated_models", made)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generated_models"] = module
    spec.loader.exec_module(module)
    return module

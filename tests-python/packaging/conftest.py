"""The packaging code lives in tools/, outside the package under test."""
import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items):
    for item in items:
        if pathlib.Path(__file__).parent in pathlib.Path(item.fspath).parents:
            item.add_marker(pytest.mark.packaging)


@pytest.fixture(scope="session")
def tools():
    """Makes `workflow` importable, as the build backend's backend-path does."""
    sys.path.insert(0, str(ROOT / "tools"))
    yield ROOT
    sys.path.remove(str(ROOT / "tools"))


@pytest.fixture(scope="session")
def backend(tools):
    """The build backend, with the extension compiled for this machine."""
    from workflow import backend, build
    if not all((build.PACKAGE / variant.extension).exists() for variant in build.target().variants):
        pytest.skip("the extension is not compiled (./dev build)")
    return backend


@pytest.fixture(scope="session")
def wheel(backend, tmp_path_factory):
    """A freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    return folder / backend.build_wheel(str(folder))

"""Every test here builds or installs packages; they share one wheel."""
import pathlib

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if pathlib.Path(__file__).parent in pathlib.Path(item.fspath).parents:
            item.add_marker(pytest.mark.packaging)


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

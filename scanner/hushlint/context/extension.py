"""Load the extension module of tree-sitter or of a grammar's wheel alone, without what its package imports."""

import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


def load(package: str) -> "ModuleType":
    """The module `package._binding`, or the package itself where that fails.

    The packages' `__init__` import `typing` and `importlib.resources` for what we do not use: 25 ms against 3,
    measured. The loader is found as the import system would find it.
    """
    name = f"{package}._binding"
    loaded = sys.modules.get(name)
    if loaded is not None:
        return loaded
    try:
        from _frozen_importlib import module_from_spec
        from _frozen_importlib_external import PathFinder

        outer = PathFinder.find_spec(package)
        spec = outer and PathFinder.find_spec(name, outer.submodule_search_locations)
        if spec and spec.loader:
            module: ModuleType = module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules[name] = module
            return module
    except ImportError:
        pass
    return import_module(package)

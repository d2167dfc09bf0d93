"""Coverage-guided fuzzing of the reader and the matcher: `make fuzz`, or with a found file:

python tests/fuzz/run.py build/fuzz/found/crash-…
"""

import sys

import atheris

with atheris.instrument_imports(include=["data"]):
    from tests.fuzz.targets import one_input

if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()

"""Every branch of the pure rulebook is taken by its pure tests."""

from tests.pure import ALONE, MODULES, TESTS, run


def test_the_pure_tests_take_every_branch_of_the_pure_rulebook(tmp_path):
    data = f"--data-file={tmp_path / 'coverage'}"
    tested = run(
        "-m", "coverage", "run", data, "--branch", "--source=compliance", "-m", "pytest", *ALONE, *TESTS
    )  # fmt: skip
    assert tested.returncode == 0, tested.stdout

    include = ",".join(map(str, MODULES))
    told = run("-m", "coverage", "report", data, f"--include={include}", "--fail-under=100", "-m", "--skip-covered")
    assert told.returncode == 0, told.stdout


def test_no_line_of_it_is_left_out_of_the_count():
    assert [path.name for path in MODULES if "pragma: no" in path.read_text()] == []

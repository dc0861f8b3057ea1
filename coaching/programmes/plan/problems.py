"""What is wrong in a plan, told by file, line and what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a plan."""

    file: str
    line: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


class WrongPlan(Exception):
    """The plan cannot be loaded; nothing was written. ``problems`` has them all once, in the order of the file."""

    def __init__(self, problems):
        self.problems = sorted(set(problems), key=lambda problem: (problem.line, problem.message))
        super().__init__("\n".join(str(problem) for problem in self.problems))

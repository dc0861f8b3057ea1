"""What the subgroups offer to the rest of the house."""

from coaching.core.registries import PlanSection, plan_sections
from groups.plan import load_subgroups

plan_sections.add("subgroups", PlanSection(load_subgroups, order=10))

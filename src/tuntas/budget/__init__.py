"""Village plans and budgets, codes, rules, versions."""

"""What settings say beyond config.py: allowances, severities, a team's rules, nested folders and the baseline."""

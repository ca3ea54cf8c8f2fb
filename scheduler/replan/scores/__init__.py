"""What vendors promised and delivered, from a plan and a table of actuals."""

"""The staff's workbench: window, review, delivery, ledger. Composes rooms; holds no rule of its own."""

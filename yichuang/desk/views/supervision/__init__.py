"""Supervision's pages: the live desk, cards, orders, rules, spot checks."""

"""Licences and certificates: issued on a grant, changed, renewed, revoked, cancelled, expired."""

"""How an installation is started, watched, looked after and described. No domain."""

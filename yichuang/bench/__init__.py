"""How fast and how large: a generated hall in a folder of its own, measured beside a floor.

The top room: it starts the installation's own parts (site), fills tables faster than any service could, and
drives the real server from outside. It never touches a hall that it did not make itself (`folder`).
"""

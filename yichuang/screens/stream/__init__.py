"""The live stream: server-sent events of what the hall may know, in a process of its own."""

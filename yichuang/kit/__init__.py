"""The floor under every room: refusals, the request type, page shell, masking. No models, no domain."""

"""Masks for personal data, the same on every surface (product.md; PIPL 6, 51; R258)."""


def mask_name(name: str) -> str:
    """`张三丰` → `张**`; an organisation keeps its first two and last two characters."""
    if not name:
        return ""
    if len(name) <= 4:
        return name[0] + "**"
    return f"{name[:2]}**{name[-2:]}"


def mask_id(number: str) -> str:
    """`34052419800101001X` → `3405**********001X`; a short number keeps its last two."""
    if len(number) >= 12:
        return number[:4] + "*" * (len(number) - 8) + number[-4:]
    return "*" * max(len(number) - 2, 0) + number[-2:] if len(number) > 3 else "*" * len(number)


def mask_phone(number: str) -> str:
    """`13812341234` → `138****1234`."""
    if len(number) == 11:
        return f"{number[:3]}****{number[-4:]}"
    return "*" * max(len(number) - 4, 0) + number[-4:] if number else ""


def mask_address(address: str) -> str:
    """Where a message went: `zhang@example.org` → `z***@example.org`, a number as `mask_phone` has it."""
    name, at, host = address.partition("@")
    return f"{name[:1]}***@{host}" if at else mask_phone(address)

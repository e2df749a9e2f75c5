"""What a machine of the hall can be, what is printed on a slip, what a card reader answers. Pure."""

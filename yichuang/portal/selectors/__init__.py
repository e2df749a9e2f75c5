"""What the citizens' pages show, read through the rooms' doors."""

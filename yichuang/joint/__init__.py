"""Joint cases: one application, one window, several departments at the same time (并联审批, 一件事一次办)."""

"""投诉 on the workbench: the list, one of them, what is unresolved, opinion boxes, orders to put right, months."""

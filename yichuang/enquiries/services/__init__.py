from .indexing import index_new
from .moving import Whither, answer, come_back, hand_on, take
from .registering import Question, ask, register
from .telephoning import report_call, ring_back, set_extension

__all__ = [
    "Question",
    "Whither",
    "answer",
    "ask",
    "come_back",
    "hand_on",
    "index_new",
    "register",
    "report_call",
    "ring_back",
    "set_extension",
    "take",
]

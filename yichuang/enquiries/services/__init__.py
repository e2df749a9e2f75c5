from .forgetting import personal_data
from .indexing import index_new
from .moving import Whither, answer, come_back, hand_on, take
from .proposing import propose_faq, refuse_faq, take_faq
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
    "personal_data",
    "propose_faq",
    "refuse_faq",
    "register",
    "report_call",
    "ring_back",
    "set_extension",
    "take",
    "take_faq",
]

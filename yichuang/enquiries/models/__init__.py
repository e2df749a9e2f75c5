from .enquiry import Enquiry, Handing
from .faq import FaqProposal
from .index import Indexed, Posting, Term
from .phone import Extension, PhoneCall

__all__ = ["Enquiry", "Extension", "FaqProposal", "Handing", "Indexed", "PhoneCall", "Posting", "Term"]

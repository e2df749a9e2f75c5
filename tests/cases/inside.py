"""The moves inside the department, for the random histories: examined, countersigned, signed off, inspected,
heard, returned to the window, denied level by level, decided."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.approvals.build import GROUNDS
from tests.approvals.test_hearing import NOTES, PARTY, RIGHT
from tests.cases.machine import OneCase, now_on
from tests.cases.told import LEVELS, Asked, Step, last_of
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Call, Denial, Hearing, InterestedParty, Seen, Task, Verdict
from yichuang.cases.public import State
from yichuang.kit.refusal import Refused
from yichuang.papers.public import Attendee, Finding
from yichuang.people.public import Officer

# What ends a case, or leads away, is done one time in six, so that cases live long and come far.
SELDOM = st.sampled_from([False] * 5 + [True])
DOUBTFUL = replace(approvals.FINE, is_matching=False, match_note="面积与现场不符。")


class Inside(OneCase):
    """What reviewers, approvers and leaders do with an accepted case."""

    @property
    def step(self) -> Step:
        assert self.told.step is not None
        return self.told.step

    def task(self) -> Task:
        found = approvals.open_task_of(self.told.case.pk)
        assert found is not None
        return found

    def whose(self) -> Officer:
        return self.officer(self.step.role)

    def stands(self, how: str) -> bool:
        return self.told.step is not None and self.told.step.stands == how

    # -- the steps -------------------------------------------------------------------------------

    @precondition(lambda self: self.told.step is not None)
    @rule(odd=SELDOM)
    def the_step_goes_on(self, odd: bool) -> None:
        """Do what comes next to the open step; `odd`: a doubt, an objection, sent back by a level."""
        step = self.step
        if step.stands == "at_window":
            self.the_window_answers()
        elif step.stands == "denying":
            self.the_denial_goes_on(odd)
        elif step.order == 2 and step.agreed < 2:
            self.the_countersign_goes_on(odd)
        elif step.order == 4:
            self.decide()
        else:
            self.pass_on(is_doubtful=step.order == 1 and odd)

    def pass_on(self, *, is_doubtful: bool) -> None:
        told, order = self.told, self.step.order
        examined = DOUBTFUL if is_doubtful else approvals.FINE
        approvals.pass_on(self.task(), "同意", examined=examined, by=self.whose(), now=self.now)
        told.signed |= order == 2
        if is_doubtful:
            told.doubted_at = self.now
        told.step = Step(order + 1)

    def decide(self) -> None:
        told = self.told
        if told.why_not_decide(self.today, grant=True):
            with pytest.raises(Refused):
                approvals.pass_on(self.task(), "准予", by=self.whose(), now=self.now)
            return
        approvals.pass_on(self.task(), "准予", by=self.whose(), now=self.now)
        told.end(State.DECIDED)
        told.papers.update(["approval_document", *(["routing_sheet"] if told.signed else [])])
        self.it_was_granted()

    def it_was_granted(self) -> None:
        """What a grant makes beside its document."""
        raise NotImplementedError

    def the_countersign_goes_on(self, objects: bool) -> None:
        step, by = self.step, self.whose()
        with pytest.raises(Refused):
            approvals.pass_on(self.task(), "会签完毕", by=by, now=self.now)
        if not step.named:
            departments, staff = [self.hall.other_department.pk], [self.hall.staff["chief_rep"].pk]
            approvals.name_signers(self.task(), departments, staff, by=by, now=self.now)
            step.named = True
        elif step.agreed + step.objected < 2:
            self.countersign(Verdict.OBJECTED if objects else Verdict.AGREED)
        else:
            self.send_back()

    def countersign(self, verdict: Verdict) -> None:
        open_ones = self.task().signatures.filter(verdict=Verdict.ASKED).order_by("pk")
        signature = open_ones.select_related("task__case", "department", "staff")[0]
        who = "chief_rep" if signature.staff_id else "stranger"
        approvals.sign(signature, verdict, "看过了", by=self.officer(who), now=self.now)
        self.step.agreed += verdict is Verdict.AGREED
        self.step.objected += verdict is Verdict.OBJECTED

    # -- off the straight way --------------------------------------------------------------------

    @precondition(lambda self: self.stands("open"))
    @rule(sure=SELDOM, how=st.sampled_from(["send_back", "return_to_the_window", "intend_to_deny"]))
    def the_step_leaves_the_way(self, sure: bool, how: str) -> None:
        if sure and (how != "send_back" or self.step.order > 1):
            getattr(self, how)()

    def send_back(self) -> None:
        approvals.send_back(self.task(), "再核", by=self.whose(), now=self.now)
        self.told.step = Step(self.step.order - 1)

    def return_to_the_window(self) -> None:
        approvals.return_to_window(self.task(), "请核对", "不清楚", [1], by=self.whose(), now=self.now)
        self.step.stands = "at_window"
        self.told.papers["handover_sheet"] += 1

    def the_window_answers(self) -> None:
        (returned,) = self.task().returns.filter(answered_at=None)
        approvals.answer_return(returned, "已核实", by=self.officer("second_clerk"), now=self.now)
        self.step.stands = "open"

    def intend_to_deny(self) -> None:
        approvals.register_denial(self.task(), GROUNDS, by=self.whose(), now=self.now)
        self.step.stands, self.step.level, self.step.sent_back = "denying", 0, False
        self.step.levels = tuple(role for role in LEVELS if role != self.step.role)

    def denial(self) -> Denial:
        rows = Denial.objects.select_related("case__clock", "task__case")
        return rows.filter(case=self.told.case.pk).order_by("-pk")[0]

    def the_denial_goes_on(self, odd: bool) -> None:
        step = self.step
        if step.sent_back:
            approvals.revise_denial(self.denial(), GROUNDS, by=self.whose(), now=self.now)
            step.sent_back = False
        elif odd:
            by = self.officer(step.levels[step.level])
            approvals.send_back_denial(self.denial(), "理由不充分", by=by, now=self.now)
            step.sent_back, step.level = True, 0
        else:
            self.confirm(is_last=step.level == len(step.levels) - 1)

    def confirm(self, *, is_last: bool) -> None:
        told, by = self.told, self.officer(self.step.levels[self.step.level])
        if is_last and told.why_not_decide(self.today, grant=False):
            with pytest.raises(Refused):
                approvals.confirm_denial(self.denial(), "同意", by=by, now=self.now)
            return
        assert approvals.confirm_denial(self.denial(), "同意", by=by, now=self.now) is is_last
        self.step.level += 1
        if is_last:
            told.end(State.DECIDED)
            told.papers.update(["negative_matter_record", "denial_decision"])

    @precondition(lambda self: self.stands("denying"))
    @rule(sure=SELDOM)
    def the_denial_is_taken_back(self, sure: bool) -> None:
        if sure:
            approvals.withdraw_denial(self.denial(), by=self.whose(), now=self.now)
            self.step.stands = "open"

    # -- inspection ------------------------------------------------------------------------------

    @precondition(lambda self: self.is_at(State.ACCEPTED))
    @rule(sure=SELDOM)
    def inspect(self, sure: bool) -> None:
        if not sure and self.told.why_not_decide(self.today, grant=False) != "inspection":
            return
        inspectors = (Attendee("王五", badge="001"), Attendee("赵六", badge="002"))
        seen = Seen(self.today, "9:00", "现场", inspectors, (Finding("面积", "相符", True),), "符合")
        approvals.record_inspection(self.fresh(), seen, by=self.officer("reviewer"), now=self.now)
        self.told.inspected_at = self.now
        self.told.papers["site_inspection_record"] += 1

    # -- interested parties ----------------------------------------------------------------------

    @precondition(lambda self: self.is_at(State.ACCEPTED) and len(self.told.parties) < 2)
    @rule(sure=SELDOM, days=st.integers(1, 12))
    def tell_a_party(self, sure: bool, days: int) -> None:
        if not sure:
            return
        reply_by = self.today + timedelta(days=days)
        party = replace(PARTY, reply_by=reply_by)
        approvals.tell_party(self.fresh(), party, by=self.officer("reviewer"), now=self.now)
        self.told.parties.append(reply_by)
        self.told.papers["interested_party_notice"] += 1

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.parties)
    @rule()
    def a_party_answers(self) -> None:
        parties = InterestedParty.objects.select_related("case").filter(case=self.told.case.pk)
        party = parties.filter(answered_at=None).order_by("pk")[0]
        approvals.note_party_answer(party, "没有意见", by=self.clerk, now=self.now)
        with pytest.raises(Refused):
            approvals.note_party_answer(party, "又来一次", by=self.clerk, now=self.now)
        self.told.parties.pop(0)

    # -- hearing ---------------------------------------------------------------------------------

    def the_hearing(self) -> Hearing:
        return Hearing.objects.select_related("case__clock").filter(case=self.told.case.pk).order_by("-pk")[0]

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.hearing is None)
    @rule(sure=SELDOM)
    def tell_of_the_right_to_a_hearing(self, sure: bool) -> None:
        if not sure:
            return
        approvals.tell_hearing_right(self.fresh(), RIGHT, by=self.officer("reviewer"), now=self.now)
        self.told.hearing = Asked(last_of(self.today, 5))
        self.told.papers["hearing_right_notice"] += 1

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.hearing is not None)
    @rule(gives_up=SELDOM)
    def the_hearing_goes_on(self, gives_up: bool) -> None:
        """Do what comes next: it is asked for, called, its day comes, its record is filed; or given up."""
        hearing = self.told.hearing
        assert hearing is not None
        if gives_up:
            approvals.waive_hearing(self.the_hearing(), by=self.clerk, now=self.now)
            self.settle_the_hearing()
        elif hearing.asked_on is None:
            self.ask_for(hearing)
        elif hearing.on is None:
            self.call(hearing)
        elif self.today < hearing.on:
            with pytest.raises(Refused):
                self.record()
            self.now = now_on(hearing.on)
            self.sweep()
        else:
            self.record()
            self.told.papers["hearing_record"] += 1
            self.settle_the_hearing()

    def record(self) -> None:
        approvals.record_hearing(self.the_hearing(), NOTES, by=self.officer("reviewer"), now=self.now)

    def ask_for(self, hearing: Asked) -> None:
        if self.today > hearing.ask_by:
            with pytest.raises(Refused):
                approvals.ask_hearing(self.the_hearing(), by=self.clerk, now=self.now)
            return
        approvals.ask_hearing(self.the_hearing(), by=self.clerk, now=self.now)
        hearing.asked_on = self.today

    @precondition(lambda self: self.is_at(State.ACCEPTED) and self.told.hearing and self.told.hearing.on)
    @rule(sure=SELDOM)
    def another_day_is_named(self, sure: bool) -> None:
        if sure and self.told.hearing is not None:
            self.call(self.told.hearing)

    def call(self, hearing: Asked) -> None:
        """Name the first day that seven days' notice allows; the clock stands until then if it may."""
        told, on = self.told, last_of(self.today, 7)
        call = Call(on, "9:30", "听证室", self.hall.staff["chief_rep"].staff_no, "赵楠")
        approvals.call_hearing(self.the_hearing(), call, by=self.officer("reviewer"), now=self.now)
        told.papers["hearing_notice"] += 1
        hearing.on = on
        self.let_run()
        if told.paused_until is None and told.may_still(self.today):
            told.pause(self.today, on, for_hearing=True)

    def settle_the_hearing(self) -> None:
        self.told.hearing = None
        self.let_run()

    def let_run(self) -> None:
        if self.told.paused_until is not None and self.told.paused_for_hearing:
            self.told.go_on(self.today)

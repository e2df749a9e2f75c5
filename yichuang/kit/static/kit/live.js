/* The live stream of a hall, for any page: kit/live.py says where it is, docs/explanation/live.md what it sends.
   live(address, {hall, stale}): hall(facts, calls) gets the hall as it is, and the calls not told before;
   desk(), where it is given, when something of supervision changed there;
   stale(true) when nothing was heard for ten seconds, stale(false) when it is again. */
"use strict";
window.yichuangLive = function (address, told) {
  const SILENT_MS = 10000;
  const seen = new Set((told.seen || []).map(Number));
  let source = null, heard = Date.now(), opened = 0, isStale = false;

  function mark() {
    heard = Date.now();
    if (isStale) { isStale = false; told.stale(false); }
  }
  function open() {
    if (source) { source.close(); }
    opened = Date.now();
    source = new EventSource(address);
    source.addEventListener("beat", mark);
    if (told.desk) { source.addEventListener("desk", told.desk); }
    source.addEventListener("hall", function (e) {
      mark();
      const facts = JSON.parse(e.data);
      const fresh = facts.calls.filter((call) => !seen.has(call.id)).sort((a, b) => a.id - b.id);
      fresh.forEach((call) => seen.add(call.id));
      told.hall(facts, fresh);
    });
  }
  open();
  /* A cable that is pulled closes nothing, and a refused request is not asked again by the browser. */
  setInterval(function () {
    const now = Date.now();
    if (now - heard < SILENT_MS) { return; }
    if (!isStale) { isStale = true; told.stale(true); }
    if (now - opened >= SILENT_MS / 2) { open(); }
  }, 1000);
};

/* Supervision's desk asks for itself again when something changed there. Where the stream is not heard it does so
   every ten seconds; without this script, every minute. */
"use strict";
(function () {
  const address = document.querySelector("[data-live]").dataset.live;
  const SOON_MS = 500, WITHOUT_MS = 10000; /* a sweep raises many cards at once */
  let timer = 0, isHeard = false;
  function again() {
    timer = 0;
    const desk = document.getElementById("live");
    if (desk) { htmx.trigger(desk, "desk"); }
  }
  function soon() { if (!timer) { timer = setTimeout(again, SOON_MS); } }
  /* What was said while nobody listened is made good by asking once when the stream is back. */
  window.yichuangLive(address, {
    hall() { if (!isHeard) { isHeard = true; soon(); } },
    desk: soon,
    stale(now) { isHeard = !now; if (isHeard) { soon(); } },
  });
  setInterval(function () { if (!isHeard) { again(); } }, WITHOUT_MS);
})();

/* The board asks for itself again when the hall has changed; without this it does so every ten seconds. */
"use strict";
(function () {
  const address = document.querySelector("[data-live]").dataset.live;
  const SOON_MS = 1000; /* a busy hall changes many times a second; eyes do not */
  let timer = 0;
  function again() {
    timer = 0;
    const board = document.getElementById("board");
    if (board) { htmx.trigger(board, "hall"); }
  }
  window.yichuangLive(address, { hall() { if (!timer) { timer = setTimeout(again, SOON_MS); } }, stale() {} });
})();

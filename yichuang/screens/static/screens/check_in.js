/* The check-in screen asks for the code once a minute; one that can be good no longer is taken away. */
"use strict";
(function () {
  const code = document.getElementById("code"), gone = document.getElementById("gone"), clock = document.getElementById("clock");
  let missed = 0;
  function shown(there) { code.hidden = !there; gone.hidden = there; }
  function ask() {
    fetch(location.href, { cache: "no-store" }).then((answer) => answer.ok ? answer.text() : Promise.reject(new Error())).then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      code.replaceChildren(...page.getElementById("code").childNodes);
      clock.textContent = page.getElementById("clock").textContent;
      missed = 0; shown(true);
    }).catch(() => { missed += 1; if (missed >= 3) { shown(false); } });
  }
  setInterval(ask, 60000);
})();

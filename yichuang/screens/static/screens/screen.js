/* A hall's screen: shows every call at once, announces them one after another, each for eight seconds at least and
   spoken twice; says so when it is old. Without this file the page shows the hall as it was and loads itself again. */
"use strict";
(function () {
  const $ = (selector) => document.querySelector(selector);
  const screen = $("[data-live]");
  const numbers = (text) => (text || "").split(",").filter(Boolean).map(Number);
  const themes = numbers(screen.dataset.themes);
  const windowNumber = Number(screen.dataset.window || 0);
  const SHOWN_MS = 8000, TIMES = 2, LONGEST_MS = 12000, GONE_MS = 110000, ROWS = 5;
  const words = screen.dataset;

  const isOurs = (call) => (windowNumber ? call.window === windowNumber : !themes.length || themes.includes(call.theme));
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  /* One utterance; a voice that never says that it has ended must not hold up the hall. */
  function say(text) {
    if (!window.speechSynthesis) { return Promise.resolve(); }
    return new Promise(function (done) {
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.lang = "zh-CN"; spoken.rate = 0.9;
      spoken.onend = spoken.onerror = done;
      setTimeout(done, LONGEST_MS);
      window.speechSynthesis.speak(spoken);
    });
  }
  async function sayTimes(text) {
    for (let n = 0; n < TIMES; n += 1) { await say(text); }
  }

  function row(call) {
    const li = document.createElement("li");
    [call.ticket, words.windowWords.replace("%s", call.window), clock(new Date(call.at))].forEach(function (text) {
      const span = document.createElement("span"); span.textContent = text; li.append(span);
    });
    li.dataset.ticket = call.ticket; li.dataset.at = call.window;
    return li;
  }
  /* In the list at once, so that a call is seen while others are still spoken; the same number moves up. */
  function list(call) {
    const place = $("#prev");
    if (!place) { return; }
    place.querySelectorAll("li").forEach((li) => { if (li.dataset.ticket === call.ticket) { li.remove(); } });
    place.prepend(row(call));
    while (place.children.length > ROWS) { place.lastElementChild.remove(); }
  }

  const waiting = [];
  let isBusy = false;
  async function announce() {
    if (isBusy) { return; }
    isBusy = true;
    while (waiting.length) {
      const call = waiting.shift();
      $("#now-ticket").textContent = call.ticket;
      const at = $("#now-window");
      if (at) { at.textContent = call.window; }
      $("#now").hidden = false;
      await Promise.all([pause(SHOWN_MS), words.voice === "on" ? sayTimes(call.words) : null]);
    }
    isBusy = false;
    rest();
  }

  let face = null; /* of the one window that a window's screen belongs to */
  function rest() {
    if (!windowNumber || !face || isBusy) { return; }
    $("#now-ticket").textContent = face.ticket || "–";
    $("#now").hidden = false;
    const sign = $("#sign");
    sign.textContent = face.state === "paused" ? face.sign : words["state" + face.state[0].toUpperCase() + face.state.slice(1)] || "";
    screen.classList.toggle("is-paused", face.state === "paused" || face.state === "closed");
    const cover = $("#cover");
    cover.textContent = face.covers.length ? words.coverWords.replace("%s", face.covers.join("、")) : "";
    cover.hidden = !screen.classList.contains("is-paused") || !face.covers.length;
  }

  function lines(facts) {
    facts.lines.forEach(function (line) {
      const li = $('[data-line="' + line.theme + '"]');
      if (!li) { return; }
      li.querySelector("[data-waiting]").textContent = line.waiting;
      const where = li.querySelector("[data-windows]");
      where.textContent = line.windows.length ? words.windowsWords.replace("%s", line.windows.join("、")) : words.noWindow;
      const minutes = li.querySelector("[data-minutes]");
      minutes.textContent = line.minutes ? (line.minutes[1] ? words.minutesWords.replace("%s", line.minutes.join("–")) : words.noWait) : "";
    });
  }
  /* What a manager has the screens say: everywhere, or where this screen stands. It goes when its time is over. */
  const places = words.places.split("|").filter(Boolean);
  let saying = null;
  function showWords(facts) {
    const ours = (facts.said || []).filter((one) => !one.zone || places.includes(one.zone)).slice(0, 3);
    const now = JSON.stringify(ours);
    if (now === saying) { return; } /* read aloud once, not with every call */
    saying = now;
    const box = $("#said");
    box.replaceChildren(...ours.map(function (one) { const p = document.createElement("p"); p.textContent = one.text; p.classList.toggle("urgent", one.urgent); return p; }));
    box.classList.toggle("is-urgent", ours.some((one) => one.urgent));
    box.hidden = !ours.length;
  }
  function hall(facts, calls) {
    lines(facts);
    showWords(facts);
    const own = facts.windows.find((one) => one.number === windowNumber);
    if (own) {
      const open = facts.windows.filter((one) => one.number !== own.number && (one.state === "open" || one.state === "noon"));
      own.covers = open.filter((one) => one.themes.some((theme) => own.themes.includes(theme))).map((one) => one.number);
      face = own;
    }
    calls.filter(isOurs).forEach(function (call) { list(call); waiting.push(call); });
    announce();
    rest();
  }

  let lost = 0;
  function stale(is) {
    $("#stale").hidden = !is;
    screen.classList.toggle("is-stale", is);
    if (is) { lost = Date.now(); $("#stale-at").textContent = clock(now()); return; }
    /* Longer than the stream reaches back: the page itself knows the rest. Only if it answers. */
    if (Date.now() - lost > GONE_MS) { fetch(location.href).then((answer) => { if (answer.ok) { location.reload(); } }).catch(() => {}); }
  }
  /* The hall's time as the server told it: the clock and the zone of the box behind a screen are often wrong. */
  const began = Number(words.now) - performance.now();
  const now = () => new Date(began + performance.now());
  const inTheHall = (how) => new Intl.DateTimeFormat("zh-CN", { timeZone: words.zone, ...how });
  const ofTheDay = inTheHall({ hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  const ofTheYear = inTheHall({ year: "numeric", month: "numeric", day: "numeric" });
  function clock(at) { return ofTheDay.format(at).replace(/^0(?=\d:)/, ""); }
  const today = ofTheYear.format(now());
  function tick() {
    $("#clock").textContent = clock(now());
    if (ofTheYear.format(now()) !== today && screen.classList.contains("is-stale") === false) { location.reload(); }
  }
  tick();
  setInterval(tick, 1000);
  /* A screen of the ledger says every minute that it is there, as kiosks do: one that is dark is missed. */
  function beat() { fetch(words.beat, { method: "POST", headers: { "X-CSRFToken": $("[name=csrfmiddlewaretoken]").value } }).catch(() => {}); }
  if (words.beat) { setInterval(beat, 60000); }
  if (words.voice === "on" && window.speechSynthesis) { window.speechSynthesis.cancel(); }
  window.yichuangLive(words.live, { hall, stale, seen: numbers(words.seen) });
})();

/* The kiosk's comforts: it says that it is there, reads aloud, shows keys, reads a card, prints, and goes back to the
   start by itself. Numbers can be taken without this file. */
"use strict";
(function () {
  const body = document.body, $ = (selector) => document.querySelector(selector);
  const token = () => { const field = $("[name=csrfmiddlewaretoken]"); return field ? field.value : ""; };
  const home = body.dataset.home;
  let touched = Date.now(), isLost = false;

  ["pointerdown", "keydown", "input"].forEach((kind) => document.addEventListener(kind, () => { touched = Date.now(); }, true));

  /* Is the server there? Heard every minute; when it is not, the page stays and says so instead of a browser's error. */
  function lost(yes) { isLost = yes; body.toggleAttribute("data-lost", yes); const note = $("#lost"); if (note) { note.hidden = !yes; } }
  function beat() {
    return fetch(body.dataset.beat, { method: "POST", headers: { "X-CSRFToken": token() } })
      .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error()))
      .then((found) => { lost(false); keep("blocks", found.blocks); enter(); }, () => lost(true));
  }

  /* Started again while the server is away, the browser has to find this page somewhere: see worker.js. Browsers
     allow it over https and on the machine itself only; elsewhere the kiosk does without. */
  if ("serviceWorker" in navigator) { navigator.serviceWorker.register(home + "worker.js").catch(() => undefined); }

  /* While the server is away, numbers come from the block that was kept for this kiosk. Each is written down here
     before it is shown, and entered with its time when the server is back; the server knows one entered twice. */
  const store = "yc " + home + " ";
  function kept(name, otherwise) { try { return JSON.parse(localStorage.getItem(store + name)) || otherwise; } catch { return otherwise; } }
  function keep(name, value) { localStorage.setItem(store + name, JSON.stringify(value)); }
  function today() { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-"); }
  function giveAlone(theme) {
    const block = kept("blocks", []).find((each) => String(each.theme) === theme && each.day === today());
    if (!block) { return; }
    const nth = "next " + block.day + " " + theme, number = kept(nth, block.first);
    if (number > block.last) { return; }
    const at = new Date();
    keep(nth, number + 1);
    keep("given", kept("given", []).concat([{ theme: theme, number: number, at: at.toISOString() }]));
    document.querySelectorAll("[data-away-no]").forEach((place) => { place.textContent = block.prefix + number; });
    $("[data-away-theme]").textContent = block.name;
    $("[data-away-at]").textContent = at.toLocaleString();
    const paper = $("#away-paper");
    paper.hidden = false; paper.classList.add("paper-only");
    $("#away").hidden = false; $("#away").scrollIntoView();
    const chosen = $(".pick input:checked");
    if (chosen) { chosen.checked = false; }
    window.print();
    setTimeout(done, 20000);
  }
  function done() { $("#away").hidden = true; $("#away-paper").hidden = true; $("#away-paper").classList.remove("paper-only"); }
  document.addEventListener("click", (e) => { if (e.target.closest("[data-away-done]")) { done(); } });
  let entering = false;
  function enter() {
    const given = kept("given", []);
    if (entering || !given.length || !body.dataset.given) { return; }
    entering = true;
    fetch(body.dataset.given, { method: "POST", headers: { "X-CSRFToken": token(), Accept: "application/json" }, body: new URLSearchParams(given[0]) })
      .then((answer) => {
        entering = false;
        if (answer.status >= 500) { return; }
        keep("given", kept("given", []).slice(1)); /* entered, or refused for good */
        enter();
      }, () => { entering = false; lost(true); });
  }
  beat();
  setInterval(beat, 60000);
  window.addEventListener("offline", () => lost(true));
  setInterval(() => { if (isLost) { beat(); } }, 5000);
  document.addEventListener("submit", (e) => {
    if (!isLost) { return; }
    e.preventDefault();
    const chosen = $(".pick input:checked");
    if (body.dataset.given && chosen && e.target.contains(chosen)) { giveAlone(chosen.value); } else { beat(); }
  }, true);

  /* How many wait, while nobody is choosing. */
  const fresh = body.dataset.refresh;
  if (fresh) {
    setInterval(() => {
      if ($(fresh + " input:checked") || $(fresh + " :focus")) {
        if (Date.now() - touched > 60000) { location.replace(home + "?fresh=1"); }
        return;
      }
      fetch(home, { headers: { "HX-Request": "true" } }).then((answer) => answer.ok ? answer.text() : Promise.reject(new Error())).then((text) => {
        const part = new DOMParser().parseFromString(text, "text/html").querySelector(fresh);
        if (part && $(fresh)) { $(fresh).replaceWith(part); }
        lost(false);
      }).catch(() => lost(true));
    }, 20000);
  }

  /* Nobody is there any more: the next person finds the start. */
  function back() { if (!isLost || (navigator.serviceWorker && navigator.serviceWorker.controller)) { location.replace(home + "?fresh=1"); } }
  const idle = Number(body.dataset.idle || 0) * 1000;
  if (idle) { setInterval(() => { if (Date.now() - touched > idle) { back(); } }, 1000); }
  let left = Number(body.dataset.return || 0);
  if (left) {
    const place = $("[data-countdown]");
    setInterval(() => { left -= 1; if (place && left >= 0) { place.textContent = left; } if (left <= 0) { back(); } }, 1000);
  }
  if ("printNow" in body.dataset) { window.addEventListener("load", () => window.print()); }

  /* Read aloud what the page says, in its language. */
  document.addEventListener("click", (e) => {
    if (!e.target.closest("[data-read-aloud]") || !window.speechSynthesis) { return; }
    window.speechSynthesis.cancel();
    const text = Array.from(document.querySelectorAll("[data-say]")).map((part) => part.textContent.trim()).join("。");
    const said = new SpeechSynthesisUtterance(text);
    said.lang = document.documentElement.lang === "en" ? "en-US" : "zh-CN";
    said.rate = 0.9;
    window.speechSynthesis.speak(said);
  });

  /* Keys on the screen: they type into the field that was touched last. */
  document.querySelectorAll("[data-pad]").forEach((pad) => {
    const fields = pad.dataset.pad.split(" ").map((id) => document.getElementById(id));
    let into = fields[0];
    fields.forEach((field) => field.addEventListener("focus", () => { into = field; }));
    function key(text, press) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "btn btn-plain"; button.textContent = text;
      button.addEventListener("click", () => {
        into.value = press(into.value).slice(0, into.maxLength);
        into.dispatchEvent(new Event("input", { bubbles: true }));
      });
      pad.append(button);
    }
    Array.from(pad.dataset.keys).forEach((letter) => key(letter, (value) => value + letter));
    key(pad.dataset.back, (value) => value.slice(0, -1));
    pad.hidden = false;
  });

  /* A card: its number goes to the server as a typed one does, and is masked on the screen at once. */
  const read = $("[data-read-card]"), said = $("#card-said");
  function masked(number) { return number.length < 12 ? "*".repeat(number.length) : number.slice(0, 4) + "*".repeat(number.length - 8) + number.slice(-4); }
  if (read && body.dataset.reader) {
    read.hidden = false;
    read.addEventListener("click", () => {
      read.setAttribute("aria-busy", "true");
      fetch(body.dataset.reader, { cache: "no-store", credentials: "omit" }).then((answer) => answer.json()).then((found) => {
        if (!found.card) { said.textContent = found.problem || said.dataset.noReader; return; }
        const field = document.getElementById(read.dataset.readCard || "id_number"), name = $("[data-card-name]");
        field.type = "password"; field.value = found.card.number;
        if (name) { name.value = found.card.name || ""; }
        said.textContent = said.dataset.wasRead + masked(found.card.number);
        if ("thenSend" in read.dataset) { field.form.requestSubmit(); }
      }).catch(() => { said.textContent = said.dataset.noReader; }).finally(() => read.removeAttribute("aria-busy"));
    });
    const typed = document.getElementById(read.dataset.readCard || "id_number"), of = $("[data-card-name]");
    if (typed) { typed.addEventListener("input", () => { typed.type = "text"; if (of) { of.value = ""; } }); }
  }

  document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", (e) => {
    if (isLost) { return; }
    if (form.getAttribute("aria-busy") === "true") { e.preventDefault(); }
    form.setAttribute("aria-busy", "true");
  }));
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => form.removeAttribute("aria-busy")));
})();

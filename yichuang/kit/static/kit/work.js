/* Keys and small comforts of the workbench. Every page works without this file; it only makes it faster.
   Digits act outside text fields only: inside them they are text. */
"use strict";
(function () {
  const $ = (selector, from) => (from || document).querySelector(selector);
  const typing = (e) => e.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");

  function row(n) {
    const checked = $('[data-row="' + n + '"] .seg input:checked:not(.seg-none)') || $('[data-row="' + n + '"] .seg input:not(.seg-none)');
    if (checked) { checked.focus(); checked.closest("tr").scrollIntoView({ block: "nearest" }); }
  }

  function restReceived() {
    const pending = document.querySelectorAll(".seg input[value=pending]:checked");
    pending.forEach((radio) => {
      const ok = $("input[value=received]", radio.parentElement);
      if (ok) { ok.checked = true; }
    });
    if (pending.length) { $("#intake").dispatchEvent(new Event("change", { bubbles: true })); }
  }

  function moveFocus(list, step) {
    const all = Array.from(list);
    const at = all.indexOf(document.activeElement);
    const to = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (to) { to.focus(); }
  }

  const digits = { number: 0, timer: 0 };
  function digit(d) {
    if (d === "0" && !digits.number) { restReceived(); return; }
    digits.number = digits.number * 10 + Number(d);
    row(digits.number);
    clearTimeout(digits.timer);
    digits.timer = setTimeout(() => { digits.number = 0; }, 700);
  }

  /* The card on the reader of this very machine: what it says is checked by the server as typed input is, and
     stands masked in the field until someone types there. */
  function readCard(id) {
    const place = $("[data-reader]");
    if (!place) { return; }
    fetch(place.dataset.reader, { cache: "no-store", credentials: "omit" }).then((answer) => answer.json()).then((found) => {
      if (!found.card) { say(found.problem || ""); return; }
      say("");
      const kind = $("#id_kind"), name = $("#name");
      if (kind) { kind.value = found.card.kind; }
      if (name && !name.value) { name.value = found.card.name || ""; }
      id.type = "password"; id.value = found.card.number;
      id.addEventListener("input", (e) => { if (e.isTrusted) { id.type = "text"; } });
      id.dispatchEvent(new Event("input", { bubbles: true }));
      id.dispatchEvent(new Event("change", { bubbles: true }));
    }).catch(() => { /* no reader answers here: the number is typed */ });
  }

  /* What the bar holds beside the daily places closes by Escape and by a click elsewhere. */
  function shut() { const more = $(".bar-more"); more.open = false; return more; }
  document.addEventListener("click", (e) => { if ($(".bar-more[open]") && !e.target.closest(".bar-more")) { shut(); } });

  document.addEventListener("keydown", function (e) {
    if (e.isComposing) { return; }
    if (e.key === "F2") { e.preventDefault(); const q = $("[data-find]"); if (q) { q.focus(); q.select(); } else { location.href = "/desk/window/"; } return; }
    if (e.key === "F4") { const id = $("#id_number"); if (id) { e.preventDefault(); id.focus(); id.select(); readCard(id); } return; }
    if (/^F[6-9]$/.test(e.key)) { const act = $('[data-key="' + e.key + '"]'); if (act) { e.preventDefault(); if (!e.repeat) { act.click(); if (act.type === "radio") { act.form.requestSubmit(); } } } return; } /* held down, it calls once; a choice is made and sent */
    if (e.key === "Enter" && e.ctrlKey) { const go = $("[data-primary]"); if (go) { e.preventDefault(); go.click(); } return; }
    if (e.key === "k" && e.ctrlKey) { const q = $("[data-search]"); if (q) { e.preventDefault(); q.focus(); q.select(); } return; }
    if (e.key === "Escape" && $(".bar-more[open]")) { shut().querySelector("summary").focus(); return; }
    if (e.key === "Escape" && typing(e)) { e.target.blur(); return; }
    if (e.target.matches("[data-find]") && e.key === "ArrowDown") { e.preventDefault(); moveFocus(document.querySelectorAll(".found-hit"), 1); return; }
    if (e.target.matches("[data-find]") && e.key === "Enter") { const first = $(".found-hit"); if (first) { e.preventDefault(); first.click(); } return; }
    if (e.target.matches(".found-hit") && (e.key === "ArrowDown" || e.key === "ArrowUp")) { e.preventDefault(); moveFocus(document.querySelectorAll(".found-hit"), e.key === "ArrowDown" ? 1 : -1); return; }
    if (e.key === "Enter" && e.target.matches("#intake input:not([type=checkbox])")) { e.preventDefault(); return; } /* Enter never accepts by accident */
    if (typing(e) || e.ctrlKey || e.altKey || e.metaKey) { return; }
    if ($("#intake") && /^[0-9]$/.test(e.key)) { e.preventDefault(); digit(e.key); return; }
    digits.number = 0; /* any other key ends a number: 3 → 0 is not line 30 */
    const rows = document.querySelectorAll("[data-open]");
    if (rows.length && (e.key === "ArrowDown" || e.key === "ArrowUp")) { e.preventDefault(); moveFocus(rows, e.key === "ArrowDown" ? 1 : -1); }
  });

  /* A row shows what its radio says, before the server has answered. */
  document.addEventListener("change", function (e) {
    const tr = e.target.closest("tr[data-row]");
    if (tr && e.target.matches(".seg input")) {
      tr.classList.toggle("gap", e.target.value === "missing" || e.target.value === "faulty");
      tr.classList.toggle("na", e.target.value === "not_needed");
    }
  });
  document.addEventListener("focusin", function (e) {
    document.querySelectorAll("tr.cur").forEach((tr) => tr.classList.remove("cur"));
    const tr = e.target.closest("tr[data-row]");
    if (tr) { tr.classList.add("cur"); }
  });
  document.addEventListener("click", function (e) {
    const off = e.target.closest('[aria-disabled="true"]');
    if (off) { e.preventDefault(); return; }
    const rest = e.target.closest("[data-rest]");
    if (rest) { e.preventDefault(); restReceived(); return; }
    const print = e.target.closest("[data-print]");
    if (print) { e.preventDefault(); window.print(); }
  });

  /* Scans: dropped on a row, or pasted while the row has the focus. */
  function csrf() { return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || ""; }
  function say(text) {
    const place = $("#refusal");
    if (!place) { return; }
    place.replaceChildren();
    if (!text) { return; }
    const note = document.createElement("div");
    note.className = "note note-red"; note.setAttribute("role", "alert"); note.textContent = text;
    place.append(note);
  }
  async function send(link, list) {
    const body = new FormData();
    for (const file of list) { body.append("file", file, file.name || "scan.png"); }
    const count = $("b", link);
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
      if (answer.redirected) { say("登录已过期，附件没有传上去。请重新登录后再拖一次。"); return; }
      const told = await answer.json();
      if ("count" in told) { count.textContent = told.count; }
      say(told.refusal || told.detail);
    } catch (e) {
      say("附件没有传上去：连不上服务器。文件还在您的电脑上，请再拖一次。");
    } finally {
      link.removeAttribute("aria-busy");
    }
  }
  document.addEventListener("dragover", function (e) { if (e.target.closest("tr[data-row]")) { e.preventDefault(); } });
  document.addEventListener("drop", function (e) {
    const tr = e.target.closest("tr[data-row]");
    if (tr && e.dataTransfer.files.length) { e.preventDefault(); send($("[data-drop]", tr), e.dataTransfer.files); }
  });
  document.addEventListener("paste", function (e) {
    const tr = document.activeElement && document.activeElement.closest("tr[data-row]");
    if (tr && e.clipboardData.files.length) { e.preventDefault(); send($("[data-drop]", tr), e.clipboardData.files); }
  });

  /* Lost connection: what was typed stays on the page and is sent again. */
  function sendAgain() { const form = $("#intake"); if (form) { form.dispatchEvent(new Event("change", { bubbles: true })); } }
  document.addEventListener("htmx:sendError", function () {
    say("大厅服务器连不上。您填的还在这一页，连上后自动保存。");
    setTimeout(sendAgain, 5000);
  });
  window.addEventListener("online", sendAgain);
  document.addEventListener("htmx:afterRequest", function (e) { if (e.detail.successful) { say(""); } });

  /* The last moment's typing, not yet sent when the page is reloaded or the session has ended, waits in this
     tab for the same page; any other page of the workbench forgets it. */
  const opinion = $("[data-opinion]");
  const keeper = $("#intake") || (opinion && opinion.form);
  const place = "typed:" + location.pathname;
  let unsent = false;
  if (keeper) {
    const held = JSON.parse(sessionStorage.getItem(place) || "[]");
    sessionStorage.removeItem(place);
    keeper.addEventListener("input", () => { unsent = true; });
    document.addEventListener("htmx:beforeRequest", () => { unsent = false; });
    /* A save that comes back while something newer is entered would draw that away; the newer one's own save follows. */
    document.addEventListener("htmx:beforeSwap", (e) => {
      if (unsent && e.detail.requestConfig.elt === keeper && e.detail.xhr.status === 200) { e.detail.shouldSwap = false; }
    });
    ["htmx:sendError", "htmx:responseError"].forEach((failed) => document.addEventListener(failed, () => { unsent = true; }));
    document.addEventListener("htmx:beforeOnLoad", (e) => { if (e.detail.xhr.getResponseHeader("HX-Redirect")) { unsent = true; } });
    window.addEventListener("pagehide", function () {
      const fields = Array.from(new FormData(keeper)).filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
      if (unsent) { sessionStorage.setItem(place, JSON.stringify(fields)); }
    });
    const restore = function () {
      held.forEach(([name, value]) => {
        const field = keeper.elements[name];
        if (field && field.type !== "checkbox" && field.type !== "hidden") { field.value = value; }
      });
      const first = opinion || keeper;
      first.dispatchEvent(new Event(opinion ? "input" : "change", { bubbles: true }));
    };
    if (held.length) { document.addEventListener("htmx:load", restore, { once: true }); }
  } else if (location.pathname !== "/desk/seat/") {
    Object.keys(sessionStorage).filter((key) => key.startsWith("typed:")).forEach((key) => sessionStorage.removeItem(key));
  }

  const focus = $("[data-focus]");
  if (focus) { focus.focus(); }
  if ($("[data-print-now]")) { window.addEventListener("load", () => setTimeout(() => window.print(), 200)); }
})();

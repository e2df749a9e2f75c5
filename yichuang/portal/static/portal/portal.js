/* Every public page works without this file; it shows the print buttons, keeps a form as it is typed, and
   hides what the answers so far make needless. */
"use strict";
document.querySelectorAll("[data-print]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
});

document.querySelectorAll("[data-focus]").forEach(function (note) { note.focus(); });

document.querySelectorAll("form[data-once]").forEach(function (form) {
  form.addEventListener("submit", function (event) {
    if (form.getAttribute("aria-busy") === "true") { event.preventDefault(); }
    form.setAttribute("aria-busy", "true");
  });
});
// Whoever comes back with the browser's own button may press again; sent twice, it is one application.
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-once]").forEach(function (form) { form.removeAttribute("aria-busy"); });
});

document.querySelectorAll(".upload input[type=file]").forEach(function (chooser) {
  chooser.addEventListener("change", function () {
    if (chooser.files.length) { chooser.closest(".upload").querySelector("button").click(); }
  });
});

document.querySelectorAll("form[data-keep]").forEach(function (form) {
  var told = form.querySelector("[data-kept]"), waiting = null;

  function answered(asked) { // "way=courier": one of several is enough
    return asked.split(" ").some(function (one) {
      var pair = one.split("=");
      return new FormData(form).getAll(pair[0]).indexOf(pair[1]) >= 0;
    });
  }

  function fit() {
    form.querySelectorAll("[data-when]").forEach(function (part) { part.hidden = !answered(part.dataset.when); });
    form.querySelectorAll("[data-unless]").forEach(function (part) { part.hidden = answered(part.dataset.unless); });
  }

  function keep() {
    waiting = null;
    var fields = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (typeof value === "string") { fields.append(name, value); } });
    fetch(form.dataset.keep, { method: "POST", body: fields, headers: { Accept: "application/json" } }).then(function (answer) {
      if (told) { told.textContent = answer.ok ? told.dataset.saved : told.dataset.lost; }
    }, function () { if (told) { told.textContent = told.dataset.lost; } });
  }

  form.addEventListener("input", function () {
    fit();
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, 800);
  });
  form.addEventListener("submit", function () { window.clearTimeout(waiting); });
  fit();
});

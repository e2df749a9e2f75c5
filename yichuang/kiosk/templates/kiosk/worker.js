/* Keeps the kiosk's start page and what it is made of in the browser, so that a kiosk that is started again while
   the server is away shows it, and goes on with the numbers that were reserved for it (kiosk.js gives them out).
   Nothing else is kept: no other page, no answer to a form. It lives under the kiosk's own address and no higher. */
"use strict";
const HOME = new URL(self.registration.scope).pathname, STORE = "yc kiosk " + HOME, PATIENCE_MS = 8000;
const AWAY = [502, 503, 504]; /* a proxy answers, the server behind it does not */

self.addEventListener("install", (e) => { self.skipWaiting(); e.waitUntil(fetch(HOME, { cache: "no-store" }).then(keep)); });
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  const asked = new URL(e.request.url);
  if (asked.origin !== self.location.origin) { return; }
  if (e.request.mode === "navigate") { e.respondWith(page(e)); }
  else if (e.request.method === "GET" && asked.pathname.startsWith("/static/")) { e.respondWith(part(e.request)); }
});

/* A page is the server's, as long as there is one; the start page is kept as it came last. */
async function page(e) {
  try {
    const answer = await soon(e.request);
    if (!AWAY.includes(answer.status)) {
      if (new URL(e.request.url).pathname === HOME) { e.waitUntil(keep(answer.clone())); }
      return answer;
    }
  } catch { /* nobody answers: the kept page says so, and goes on */ }
  return (await (await caches.open(STORE)).match(HOME)) || Response.error();
}

/* A form is never given up early: the server may be writing. */
function soon(request) {
  const asked = fetch(request);
  if (request.method !== "GET") { return asked; }
  return Promise.race([asked, new Promise((_, fail) => { setTimeout(() => fail(new Error("no answer")), PATIENCE_MS); })]);
}

async function part(request) {
  const store = await caches.open(STORE), kept = await store.match(request);
  if (kept) { fetch(request).then((answer) => answer.ok ? store.put(request, answer) : undefined).catch(() => undefined); return kept; }
  const answer = await fetch(request);
  if (answer.ok) { await store.put(request, answer.clone()); }
  return answer;
}

/* The next person finds Chinese: a start page that somebody has turned to English is not kept. After an upgrade
   the parts have other names; then all that was kept goes, and the store begins anew. */
async function keep(answer) {
  if (!answer.ok || answer.redirected || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) { return; }
  const text = await answer.clone().text();
  if (/<html lang="en"/.test(text)) { return; }
  const parts = [...new Set(Array.from(text.matchAll(/(?:href|src)="(\/static\/[^"#]+)"/g), (found) => found[1]))];
  let store = await caches.open(STORE);
  const known = await Promise.all(parts.map((address) => store.match(address)));
  if (!known.every(Boolean)) {
    await caches.delete(STORE);
    store = await caches.open(STORE);
    await store.addAll(parts);
  }
  await store.put(HOME, answer);
}

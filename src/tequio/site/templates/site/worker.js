{% load static %}/* The service worker of this node: the frame, the style, and the pages that say so, for a day
   without network.  What belongs to somebody is kept under her mark and goes when anybody else
   comes, when she signs out, or at "Next person". */
"use strict";
const FRAME = "tequio-frame-{{ version }}", PAGES = "tequio-pages-", PATIENCE = 6000;
const FILES = [{% for file in files %}"{{ file }}", {% endfor %}];
const OFFLINE = "{% url 'offline' %}?in={{ language }}", TICKET = "{% url 'ticket' %}", NEXT = "{% url 'membership:next_person' %}";
const LEAVING = [NEXT, "{% url 'account_logout' %}", "{% url 'erase' %}"];
importScripts("{% static 'site/outbox-core.js' %}");
const outbox = self.TequioOutbox;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FRAME)
    .then((frame) => frame.addAll([...FILES, new Request(OFFLINE, { cache: "reload", credentials: "omit" })]))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(drop((name) => name.startsWith("tequio-frame-") && name !== FRAME)
    .then(() => self.clients.claim()));
});

async function drop(which) {
  const names = (await caches.keys()).filter((name) => name.startsWith("tequio-") && which(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

const dropAllPages = () => drop((name) => name.startsWith(PAGES));
const dropPages = (but) => drop((name) => name.startsWith(PAGES) && name !== PAGES + but);

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && LEAVING.includes(url.pathname)) event.respondWith(leave(request));
  else if (request.method !== "GET") return;
  else if (FILES.includes(url.pathname)) event.respondWith(ofFrame(request));
  else if (request.mode === "navigate") event.respondWith(open(request));
});

async function ofFrame(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

async function open(request) {
  const asked = leftBefore().then(() => got(request));
  try {
    return await Promise.race([asked, patience(request.url)]);
  } catch (lost) {
    // "Next person" may have been pressed meanwhile: what was kept then is gone.
    return (await kept(request.url)) || (await caches.match(OFFLINE)) || Response.error();
  }
}

/* After a while the kept page, where there is one; else whoever asks waits on, and so does who
   pressed a button: what is kept is not what the press leads to. */
const patience = (address) => new Promise((done) => {
  if (new URL(address).searchParams.has("look")) return;
  setTimeout(async () => { const hit = await kept(address); if (hit) done(hit); }, PATIENCE);
});

async function kept(address) {
  const url = new URL(address);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const hit = await (await caches.open(name)).match(url.origin + url.pathname);
    if (hit) return hit;
  }
  return undefined;
}

/* Fetch, and keep what may be kept under the mark of who is there; another one's pages go.  What
   was asked for before somebody left is not kept after. */
let leavings = 0;
async function got(request) {
  const before = leavings;
  const answer = await fetch(request);
  const keeper = answer.headers.get("Tequio-Keeper");
  if (!keeper || before !== leavings) return answer;
  await dropPages(keeper);
  await outbox.forgetDraft(keeper);
  if (answer.ok && !answer.redirected && answer.headers.get("Tequio-Offline") === "keep"
      && keeper !== outbox.NOBODY) {
    const url = new URL(answer.url);
    await (await caches.open(PAGES + keeper)).put(url.origin + url.pathname, answer.clone());
    if (before !== leavings) await dropAllPages();
  }
  return answer;
}

/* She goes, with or without a network; without one, the node hears of it first thing later. */
async function leave(request) {
  leavings += 1;
  await outbox.note("leave", true);
  await outbox.note("draft", null);
  await dropAllPages();
  try {
    return await heard(await fetch(request));
  } catch (lost) {
    return (await caches.match(OFFLINE)) || Response.error();
  }
}

async function heard(answer) {
  if (answer.type === "opaqueredirect" || answer.ok) await outbox.note("leave", false);
  return answer;
}

async function leftBefore() {
  if (!(await outbox.noted("leave"))) return;
  const pass = await outbox.ticket(TICKET);
  const headers = { "X-CSRFToken": pass.csrf };
  await heard(await fetch(NEXT, { method: "POST", credentials: "same-origin", redirect: "manual", headers }));
}

self.addEventListener("message", (event) => {
  const address = event.data && event.data.keep;
  if (!address || new URL(address).origin !== self.location.origin) return;
  event.waitUntil(got(address).catch(() => undefined));
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "tequio-outbox") return;
  event.waitUntil(outbox.sendAll(TICKET).then((isDone) => {
    if (self.BroadcastChannel) new BroadcastChannel("tequio-outbox").postMessage("changed");
    if (!isDone) throw new Error("no network yet");
  }));
});

/* The outbox of a phone: forms that wait for the network, kept in the browser's own database.
   Used by pages (outbox.js) and by the service worker alike.  A form is stored under its key before
   it is sent and stays until its owner puts it away; the same key makes a second sending the same
   act.  It is sent only while the person who kept it is the one who is signed in. */
"use strict";
(function (scope) {
  const DATABASE = "tequio", KEPT = "kept", NOTES = "notes", LOCK = "tequio-outbox";
  const NOBODY = "nobody";

  function opened() {
    return new Promise(function (done, failed) {
      const asked = scope.indexedDB.open(DATABASE, 1);
      asked.onupgradeneeded = function () {
        asked.result.createObjectStore(KEPT, { keyPath: "key" });
        asked.result.createObjectStore(NOTES, { keyPath: "name" });
      };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { failed(asked.error); };
    });
  }

  /* One transaction; resolves when it is on the disk. */
  async function within(store, mode, work) {
    const database = await opened();
    try {
      return await new Promise(function (done, failed) {
        const transaction = database.transaction(store, mode);
        const asked = work(transaction.objectStore(store));
        transaction.oncomplete = function () { done(asked && asked.result); };
        transaction.onabort = transaction.onerror = function () { failed(transaction.error); };
      });
    } finally {
      database.close();
    }
  }

  const all = () => within(KEPT, "readonly", (store) => store.getAll());
  const find = (key) => within(KEPT, "readonly", (store) => store.get(key));
  const keep = (entry) => within(KEPT, "readwrite", (store) => store.put(entry));
  const drop = (key) => within(KEPT, "readwrite", (store) => store.delete(key));
  const note = (name, value) => within(NOTES, "readwrite", (store) => store.put({ name, value }));
  const noted = async (name) => ((await within(NOTES, "readonly", (s) => s.get(name))) || {}).value;

  /* RFC 9562, version 7: milliseconds first, so that keys sort by the time at which they were made. */
  function freshKey() {
    const bytes = scope.crypto.getRandomValues(new Uint8Array(16));
    let now = Date.now();
    for (let place = 5; place >= 0; place--) { bytes[place] = now % 256; now = Math.floor(now / 256); }
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /* Who is signed in now, and the mark against forgery for what is sent late. */
  async function ticket(address) {
    const answer = await scope.fetch(address, {
      credentials: "same-origin", cache: "no-store",
      headers: { "Accept": "application/json", "Tequio-Outbox": "1" },
    });
    if (!answer.ok) throw new Error("no ticket");
    return answer.json();
  }

  async function post(entry, pass) {
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    body.set("key", entry.key);
    return scope.fetch(entry.action, {
      method: "POST", body, credentials: "same-origin", redirect: "manual", cache: "no-store",
      headers: {
        "Accept": "application/json", "Tequio-Outbox": "1",
        "Tequio-Keeper": entry.keeper, "X-CSRFToken": pass.csrf,
      },
    });
  }

  async function told(answer) {
    const kind = answer.headers.get("Content-Type") || "";
    if (kind.startsWith("application/json")) return answer.json();
    const again = answer.type === "opaqueredirect" || answer.status >= 500
      || [403, 408, 425, 429].includes(answer.status);
    return again ? { outcome: "waiting" } : { outcome: "refused", refusals: [] };
  }

  /* Send one; gives the state in which it is now.  Throws where there is no network. */
  async function send(key, address) {
    const pass = await ticket(address);
    const entry = await find(key);
    if (!entry || !["waiting", "signin"].includes(entry.state)) return entry && entry.state;
    if (pass.keeper === NOBODY) return settle(key, "signin", null);
    if (pass.keeper !== entry.keeper) return "waiting";
    const answer = await told(await post(entry, pass));
    return settle(key, answer.outcome, answer);
  }

  async function settle(key, state, answer) {
    const entry = await find(key);
    if (!entry) return state;
    const isDone = state === "accepted" || state === "replayed";
    await keep(Object.assign(entry, { state, answer, fields: isDone ? [] : entry.fields }));
    return state;
  }

  async function sendEach(address) {
    const entries = (await all()).filter((one) => ["waiting", "signin"].includes(one.state));
    for (const entry of entries) {
      try {
        await send(entry.key, address);
      } catch (lost) {
        return false;
      }
    }
    return true;
  }

  /* Send what waits, oldest first; one tab or the worker at a time where the browser can lock. */
  function sendAll(address) {
    const locks = scope.navigator.locks;
    return locks ? locks.request(LOCK, () => sendEach(address)) : sendEach(address);
  }

  /* What is typed and not yet sent: one at a time, and only of whoever is there. */
  async function forgetDraft(but) {
    const draft = await noted("draft");
    if (draft && draft.keeper !== but) await note("draft", null);
  }

  scope.TequioOutbox = {
    NOBODY, all, find, keep, drop, note, noted, freshKey, ticket, sendAll, forgetDraft,
  };
})(self);

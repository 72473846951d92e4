/* On a page with a form that may wait: keeps it, sends it, says what became of it.  Without this
   script the form is sent like any other. */
"use strict";
(function () {
  const box = document.getElementById("outbox");
  const outbox = self.TequioOutbox;
  if (!box || !outbox || !self.indexedDB || !self.fetch) return;
  const { keeper, ticket, worker, sheet } = box.dataset;
  const list = box.querySelector("[data-list]");
  const others = box.querySelector("[data-others]");
  const channel = self.BroadcastChannel ? new BroadcastChannel("tequio-outbox") : null;
  const OPEN = ["waiting", "signin", "refused"];

  function piece(name) {
    return box.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  }

  function put(place, name, text) {
    const found = place.querySelector(`[data-${name}]`);
    if (!found) return;
    found.textContent = text || "";
    found.hidden = !text;
  }

  /* As the pages write it: 14 February 2026 at 16:05. */
  function moment(at) {
    const { lang } = document.documentElement;
    const manner = { dateStyle: "long", timeStyle: "short" };
    return new Date(at).toLocaleString(lang === "en" ? "en-GB" : lang, manner);
  }

  function shown(entry) {
    const item = piece(entry.state);
    const answer = entry.answer || {};
    put(item, "title", entry.title);
    put(item, "when", moment(entry.at));
    put(item, "said", answer.said);
    put(item, "number", answer.number);
    put(item, "words", answer.words);
    const reasons = item.querySelector("[data-reasons]");
    for (const reason of answer.refusals || []) {
      const line = document.createElement("p");
      line.textContent = [reason.sentence, reason.remedy].filter(Boolean).join(" ");
      reasons.append(line);
    }
    if (reasons && !reasons.children.length) put(item, "unsaid", reasons.dataset.unsaid);
    const onward = item.querySelector("a[data-onward]");
    if (onward && answer.onward) onward.href = answer.onward;
    for (const button of item.querySelectorAll("button[data-press]")) {
      button.addEventListener("click", () => pressed(button, entry));
    }
    return item;
  }

  async function draw() {
    const entries = (await outbox.all()).sort((one, other) => (one.key < other.key ? -1 : 1));
    const mine = entries.filter((entry) => entry.keeper === keeper);
    list.replaceChildren(...mine.map(shown));
    const rest = entries.filter((entry) => entry.keeper !== keeper && OPEN.includes(entry.state));
    others.hidden = !rest.length;
    put(others, "count", String(rest.length));
    box.hidden = !entries.length;
  }

  function changed() {
    if (channel) channel.postMessage("changed");
    return draw();
  }

  async function pressed(button, entry) {
    const what = button.dataset.press;
    if (what === "send") return sendNow();
    if (what === "open") return reopen(entry);
    if (what === "drop" && !self.confirm(button.dataset.confirm)) return undefined;
    await outbox.drop(entry.key);
    return changed();
  }

  let sending = null;
  function sendNow() {
    if (!sending) {
      sending = outbox.sendAll(ticket).catch(() => false).then(async () => {
        sending = null;
        await changed();
      });
    }
    return sending;
  }

  /* The form -------------------------------------------------------------------------------- */

  function fieldsOf(form, submitter, before) {
    const fields = [];
    for (const [name, value] of new FormData(form).entries()) {
      if (name === "csrfmiddlewaretoken" || name === "key") continue;
      const isEmptyFile = value instanceof File && !value.name && !value.size;
      const old = isEmptyFile && before ? before.fields.find(([n, v]) => n === name && v instanceof Blob) : null;
      if (old) fields.push(old);
      else if (!isEmptyFile) fields.push([name, value]);
    }
    if (submitter && submitter.name) fields.push([submitter.name, submitter.value]);
    return fields;
  }

  /* A PIN is not kept: what is kept proves that it was typed for this key (pins.js). */
  async function proved(form, fields, key) {
    let kept = fields;
    for (const pin of form.querySelectorAll("input[data-salt]")) {
      if (!pin.value || !self.TequioPins) continue;
      const { salt, rounds, proof } = pin.dataset;
      const made = await self.TequioPins.proof(pin.value, salt, Number(rounds), key);
      kept = kept.filter(([name]) => name !== pin.name && name !== proof);
      kept.push([proof, made]);
    }
    return kept;
  }

  async function keepForm(form, submitter) {
    const before = form.dataset.kept ? await outbox.find(form.dataset.kept) : null;
    const key = before ? before.key : outbox.freshKey();
    const heading = document.querySelector("h1");
    await outbox.keep({
      key, keeper, state: "waiting", answer: null,
      at: before ? before.at : Date.now(),
      action: new URL(form.action, location.href).pathname,
      page: location.pathname,
      title: form.dataset.outbox || (heading ? heading.textContent.trim() : document.title),
      fields: await proved(form, fieldsOf(form, submitter, before), key),
    });
    form.dataset.kept = key;
    return key;
  }

  async function sent(event) {
    const form = event.target;
    if (event.submitter && "online" in event.submitter.dataset) return;  // asks for the next page
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    let key;
    try {
      key = await keepForm(form, event.submitter);
    } catch (full) {  // no room, or a browser that keeps nothing: send it as without script
      form.removeEventListener("submit", sent);
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    await changed();
    askForBackgroundSync();
    await sendNow();
    const entry = await outbox.find(key);
    delete form.dataset.busy;
    if (!entry || entry.state !== "refused") {
      delete form.dataset.kept;
      form.reset();
      form.dispatchEvent(new CustomEvent("outbox:kept", { detail: { key } }));
    }
    box.scrollIntoView();
    box.focus();
  }

  function reopen(entry) {
    const form = document.querySelector("form[data-outbox]");
    const isHere = form && entry.page === location.pathname;
    if (!isHere) location.assign(`${entry.page}#kept-${entry.key}`);
    else fill(form, entry);
  }

  /* A page whose rows are made by a script of its own hears `outbox:fill` first. */
  function fill(form, entry) {
    form.reset();
    form.dispatchEvent(new CustomEvent("outbox:fill", { detail: { fields: entry.fields } }));
    const left = entry.fields.slice();
    for (const element of Array.from(form.elements)) {
      if (!element.name || ["csrfmiddlewaretoken", "key"].includes(element.name)) continue;
      if (["submit", "button", "file"].includes(element.type)) continue;
      if (element.type === "checkbox" || element.type === "radio") {
        element.checked = entry.fields.some(([n, v]) => n === element.name && v === element.value);
      } else if (element.multiple) {
        const values = entry.fields.filter(([n]) => n === element.name).map(([, v]) => v);
        for (const option of element.options) option.selected = values.includes(option.value);
      } else {
        const place = left.findIndex(([name]) => name === element.name);
        if (place >= 0) element.value = left.splice(place, 1)[0][1];
      }
    }
    form.dataset.kept = entry.key;
    form.scrollIntoView();
  }

  async function openNamed() {
    const named = /^#kept-(.+)$/.exec(location.hash);
    const form = document.querySelector("form[data-outbox]");
    const entry = named && form ? await outbox.find(named[1]) : null;
    if (entry && entry.keeper === keeper && entry.page === location.pathname) fill(form, entry);
  }

  /* The worker ------------------------------------------------------------------------------- */

  async function register() {
    if (!navigator.serviceWorker) return;
    await outbox.note("ticket", ticket);
    await navigator.serviceWorker.register(worker, { scope: "/" });
    const ready = await navigator.serviceWorker.ready;
    if (sheet) ready.active.postMessage({ keep: location.href });
  }

  function askForBackgroundSync() {
    if (!navigator.serviceWorker) return;
    navigator.serviceWorker.ready
      .then((ready) => (ready.sync ? ready.sync.register("tequio-outbox") : undefined))
      .catch(() => undefined);
  }

  for (const form of document.querySelectorAll("form[data-outbox]")) {
    form.addEventListener("submit", sent);
  }
  if (channel) channel.onmessage = draw;
  self.addEventListener("online", sendNow);
  self.addEventListener("pageshow", (event) => { if (event.persisted) draw(); });
  setInterval(() => { if (list.querySelector("[data-waits]")) sendNow(); }, 30000);
  draw().then(openNamed).then(sendNow);
  register().catch(() => undefined);
})();

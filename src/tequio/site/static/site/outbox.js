/* On a page with a form that may wait: keeps it, sends it, says what became of it.  Without this
   script the form is sent like any other. */
"use strict";
(function () {
  const box = document.getElementById("outbox");
  const outbox = self.TequioOutbox;
  if (!box || !outbox || !self.indexedDB || !self.fetch) return;
  const { keeper, ticket, worker, sheet } = box.dataset;
  const NETWORK = 8000;
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

  function listed(sentences) {
    const list = document.createElement("ul");
    for (const sentence of sentences) {
      list.append(document.createElement("li"));
      list.lastChild.textContent = sentence;
    }
    return list;
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
    if (reasons && answer.beside) reasons.append(listed(answer.beside));
    if (reasons && !reasons.children.length) put(item, "unsaid", reasons.dataset.unsaid);
    const onward = item.querySelector("a[data-onward]");
    if (onward) onward.hidden = !answer.onward;
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

  /* One sending at a time.  Whoever asks while one runs asks for another after it: the network may
     have come back just when the first had already failed. */
  let sending = null, isAskedAgain = false;
  function sendNow() {
    if (sending) isAskedAgain = true;
    else sending = sendAll().finally(() => { sending = null; });
    return sending;
  }

  async function sendAll() {
    do {
      isAskedAgain = false;
      const isSent = await outbox.sendAll(ticket).catch(() => false);
      await changed();
      if (isSent) keepPage();
    } while (isAskedAgain);
  }

  /* The form -------------------------------------------------------------------------------- */

  const pinsOf = (form) => Array.from(form.querySelectorAll("input[type=password]"));

  function fieldsOf(form, submitter, before) {
    const fields = [], pins = pinsOf(form).map((pin) => pin.name);
    for (const [name, value] of new FormData(form).entries()) {
      if (name === "csrfmiddlewaretoken" || name === "key" || pins.includes(name)) continue;
      const isEmptyFile = value instanceof File && !value.name && !value.size;
      const old = isEmptyFile && before ? before.fields.find(([n, v]) => n === name && v instanceof Blob) : null;
      if (old) fields.push(old);
      else if (!isEmptyFile) fields.push([name, value]);
    }
    if (submitter && submitter.name) fields.push([submitter.name, submitter.value]);
    return fields;
  }

  /* A PIN is never kept: what is kept proves that it was typed for this (pins.js).  A sheet that
     was opened again keeps its proofs while what they were given for is the same. */
  async function proved(form, fields, key, before) {
    const kept = fields.slice();
    for (const pin of pinsOf(form).filter((one) => one.dataset.salt)) {
      const { salt, rounds, proof, over } = pin.dataset;
      const { said } = self.TequioPins, about = said(key, fields, over);
      const old = before && before.fields.find(([name]) => name === proof);
      if (pin.value) kept.push([proof, await self.TequioPins.proof(pin.value, salt, Number(rounds), about)]);
      else if (old && said(key, before.fields, over) === about) kept.push(old);
      pin.value = "";
    }
    return kept;
  }

  /* A page that is kept is filled more than once, so that each time has a key of its own; any other
     has the key that came with it, and what was proved for that. */
  function keyOf(form, before) {
    if (before) return before.key;
    const { key } = form.elements;
    return !isKept(form) && key && key.value ? key.value : outbox.freshKey();
  }

  const isKept = (form) => "offline" in form.dataset;

  async function keepForm(form, submitter) {
    const before = form.dataset.kept ? await outbox.find(form.dataset.kept) : null;
    const key = keyOf(form, before);
    const heading = document.querySelector("h1");
    await outbox.keep({
      key, keeper, state: "waiting", answer: null,
      at: before ? before.at : Date.now(),
      action: new URL(form.action, location.href).pathname,
      page: location.pathname,
      title: form.dataset.outbox || (heading ? heading.textContent.trim() : document.title),
      fields: await proved(form, fieldsOf(form, submitter, before), key, before),
    });
    form.dataset.kept = key;
    return key;
  }

  /* A press that asks for the next page would lose all that was typed where there is no network. */
  async function goOn(form, submitter) {
    const isThere = await reached();
    await noteDraft();
    form.inert = false;
    if (isThere) {
      form.dataset.reached = "1";
      form.requestSubmit(submitter);
      delete form.dataset.reached;
    } else withoutNetwork(form);
  }

  const patience = () => new Promise((done) => setTimeout(() => done(false), NETWORK));

  async function reached() {
    if (navigator.onLine === false) return false;
    return Promise.race([outbox.ticket(ticket).then(() => true, () => false), patience()]);
  }

  function withoutNetwork(form) {
    const says = form.querySelector("[data-no-network]");
    if (!says) return;
    says.hidden = false;
    says.scrollIntoView({ block: "center" });
    says.focus({ preventScroll: true });
  }

  async function sent(event) {
    const form = event.target;
    const isOnline = event.submitter && "online" in event.submitter.dataset;
    if (isOnline && form.dataset.reached) return;  // asks for the next page
    event.preventDefault();
    if (form.inert) return;
    form.inert = true;  // what is typed meanwhile would be lost when the form is emptied
    if (isOnline) return goOn(form, event.submitter);
    let key;
    try {
      key = await keepForm(form, event.submitter);
    } catch (full) {  // no room, or a browser that keeps nothing: send it as without script
      form.removeEventListener("submit", sent);
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    await outbox.note("draft", null);
    await changed();
    askForBackgroundSync();
    await Promise.race([sendNow(), patience()]);
    const entry = await outbox.find(key);
    form.inert = false;
    if (entry && entry.state === "accepted" && "onward" in form.dataset) return goTo(entry);
    if (!entry || entry.state !== "refused") {
      delete form.dataset.kept;
      form.reset();
      for (const says of form.querySelectorAll("[data-no-network]")) says.hidden = true;
      form.dispatchEvent(new CustomEvent("outbox:kept", { detail: { key } }));
    }
    box.scrollIntoView();
    box.focus();
  }

  /* The page to which it leads says all that the outbox would. */
  async function goTo(entry) {
    await outbox.drop(entry.key);
    location.assign(entry.answer.onward);
  }

  function reopen(entry) {
    const form = document.querySelector("form[data-outbox][data-offline]");
    const isHere = form && entry.page === location.pathname;
    if (!isHere) location.assign(`${entry.page}?again#kept-${entry.key}`);
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
      if (element.type === "checkbox" && form.elements[element.name] === element) {
        const found = entry.fields.find(([n]) => n === element.name);
        element.checked = Boolean(found);
        if (found) element.value = found[1];
      } else if (element.type === "checkbox" || element.type === "radio") {
        element.checked = entry.fields.some(([n, v]) => n === element.name && v === element.value);
      } else if (element.multiple) {
        const values = entry.fields.filter(([n]) => n === element.name).map(([, v]) => v);
        for (const option of element.options) option.selected = values.includes(option.value);
      } else {
        const place = left.findIndex(([name]) => name === element.name);
        if (place >= 0) element.value = left.splice(place, 1)[0][1];
      }
    }
    if (entry.key) form.dataset.kept = entry.key;
    form.dispatchEvent(new CustomEvent("outbox:filled"));
    form.scrollIntoView();
  }

  async function openNamed() {
    const named = /^#kept-(.+)$/.exec(location.hash);
    const form = document.querySelector("form[data-outbox]");
    const entry = named && form ? await outbox.find(named[1]) : null;
    if (entry && entry.keeper === keeper && entry.page === location.pathname) fill(form, entry);
  }

  /* The draft ------------------------------------------------------------------------------- */

  const DAY = 24 * 3600 * 1000, PAUSE = 300;
  const drafted = document.querySelector("form[data-drafts]");
  const typedOf = (form) => fieldsOf(form).filter(([name, value]) => (
    !(value instanceof Blob) && !name.startsWith("proof-")));

  /* What is typed is kept a moment later, and comes back where the page is left or loaded again:
     at once by the browser's Back, else when she asks.  PINs and photographs are never in it. */
  let typing = 0;
  function keepDraft() {
    clearTimeout(typing);
    typing = setTimeout(noteDraft, PAUSE);
  }

  function noteDraft() {
    clearTimeout(typing);
    if (!drafted || drafted.dataset.kept) return undefined;  // it stands in the outbox
    const { pathname } = location, at = Date.now();
    const draft = { keeper, page: pathname, at, fields: typedOf(drafted) };
    return outbox.note("draft", draft).catch(() => undefined);
  }

  if (drafted) for (const kind of ["input", "change"]) drafted.addEventListener(kind, keepDraft);

  async function offerDraft() {
    if (!drafted) return;
    await outbox.forgetDraft(keeper);
    const draft = await outbox.noted("draft");
    const anew = document.querySelector("form[data-anew]");
    if (anew) anew.addEventListener("submit", () => outbox.note("draft", null));
    if (typing) return;  // she began before it was read
    const isHere = draft && draft.page === location.pathname && Date.now() - draft.at < DAY;
    const says = document.querySelector("[data-draft]");
    if (!isHere || !says || "typed" in drafted.dataset || drafted.dataset.kept) return;
    if (JSON.stringify(draft.fields) === JSON.stringify(typedOf(drafted))) return;
    const [way] = performance.getEntriesByType("navigation");
    if (way && way.type === "back_forward") return fill(drafted, draft);
    says.hidden = false;
    if (anew) anew.hidden = true;  // what the phone keeps is newer
    says.addEventListener("click", (event) => {
      const { press } = (event.target.closest("[data-press]") || {}).dataset || {};
      if (press) says.hidden = true;
      if (press && anew) anew.hidden = false;
      if (press === "bring") fill(drafted, draft);
      if (press === "throw") outbox.note("draft", null);
    });
  }

  /* The worker ------------------------------------------------------------------------------- */

  async function register() {
    if (!navigator.serviceWorker) return;
    await outbox.note("ticket", ticket);
    await navigator.serviceWorker.register(worker, { scope: "/" });
    await keepPage();
  }

  /* As the node shows it now: what was sent from here has changed what the next one begins with. */
  async function keepPage() {
    if (!sheet || !navigator.serviceWorker) return;
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage({ keep: location.origin + location.pathname });
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
  self.addEventListener("pageshow", (event) => {
    if (event.persisted && drafted) location.reload();  // as it was typed last
    else if (event.persisted) draw();
  });
  setInterval(() => { if (list.querySelector("[data-waits]")) sendNow(); }, 30000);
  draw().then(openNamed).then(offerDraft).then(sendNow);
  register().catch(() => undefined);
})();

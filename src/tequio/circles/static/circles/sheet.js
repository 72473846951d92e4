/* The sheet of a meeting without a network: its day is that of the meeting, though the phone kept
   the page on another, and rows are added on the phone.  Without this script the node does both. */
"use strict";
(function () {
  const form = document.querySelector("form[data-day]");
  if (!form) return;
  const day = form.elements.held_on, heading = document.querySelector("h1");
  const two = (number) => String(number).padStart(2, "0");

  function today() {
    const now = new Date();
    return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  }

  /* As the pages write it: 14 February 2026. */
  function written(iso, month) {
    const { lang } = document.documentElement;
    const [year, number, date] = iso.split("-").map(Number);
    const manner = { day: "numeric", month, year: "numeric" };
    return new Date(year, number - 1, date).toLocaleDateString(lang === "en" ? "en-GB" : lang, manner);
  }

  function name() {
    if (!day.value) return;
    heading.textContent = heading.dataset.said.replace("*", written(day.value, "long"));
    form.dataset.outbox = form.dataset.title.replace("*", written(day.value, "short"));
  }

  /* The page says on which day it was made; a kept one is filled on a later day. */
  function renew() {
    const now = today();
    if (now <= form.dataset.day) return;
    day.max = now;
    if (day.value === form.dataset.day) day.value = now;
    name();
  }

  /* What was due on the page that was filled is what she handed over, though another sum is now. */
  const due = new Map(), dues = () => Array.from(form.querySelectorAll('[name^="rd-"]'));

  const rowsOf = (what) => form.querySelectorAll(`[data-row="${what}"]`);

  /* One row more like the last: names and labels end in its number. */
  function more(what) {
    const rows = rowsOf(what);
    const count = form.elements[`${what}-rows`], last = rows[rows.length - 1];
    if (rows.length >= Number(form.dataset.most)) return;
    const row = last.cloneNode(true), place = rows.length;
    for (const one of row.querySelectorAll("[id], [name], [for]")) {
      for (const mark of ["id", "name", "for"]) {
        const said = one.getAttribute(mark);
        if (said) one.setAttribute(mark, said.replace(/^([a-z]+)-\d+/, `$1-${place}`));
      }
      if (one.tagName === "SELECT") one.selectedIndex = 0;
      else if (["text", ""].includes(one.type) && "value" in one) one.value = "";
    }
    for (const error of row.querySelectorAll(".errorlist, .why")) error.remove();
    for (const wrong of row.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
    for (const wrong of row.querySelectorAll(".wrong")) wrong.classList.remove("wrong");
    if (row.tagName === "DETAILS") row.open = true;
    last.after(row);
    count.value = String(place + 1);
  }

  for (const button of form.querySelectorAll("[data-more]")) {
    button.addEventListener("click", (event) => { event.preventDefault(); more(button.dataset.more); });
  }
  day.addEventListener("change", name);
  form.addEventListener("outbox:kept", renew);
  form.addEventListener("outbox:fill", (event) => {
    for (const one of dues()) due.set(one.name, one.value);
    for (const [name, value] of event.detail.fields) {
      const what = (/^(loans|help)-rows$/.exec(name) || [])[1];
      for (let rows = what ? rowsOf(what).length : Infinity; rows < Number(value); rows++) more(what);
    }
  });
  form.addEventListener("outbox:filled", () => {
    name();
    for (const one of dues().filter((one) => one.checked && one.value !== due.get(one.name))) {
      form.elements[one.name.replace("rd", "rp")].value = one.value;
      one.checked = false;
      one.value = due.get(one.name);
    }
    for (const fold of form.querySelectorAll("details")) {
      fold.open = Array.from(fold.querySelectorAll("select, input:not([type])")).some((one) => one.value);
    }
  });
  renew();
})();

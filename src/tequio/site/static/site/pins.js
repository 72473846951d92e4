/* A PIN proved without a network: the same arithmetic as membership/rules/pins.py.  The PIN itself
   leaves no field and is never kept; what is kept proves that it was typed for what is sent. */
"use strict";
(function () {
  const bytesOf = (hex) => new Uint8Array(hex.match(/../g).map((pair) => parseInt(pair, 16)));
  const hexOf = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, "0")).join("");
  const text = (words) => new TextEncoder().encode(words);

  /* What is proved: the key of the form, and what was typed into these fields of it, in order of
     their names (circles/pages/proving.py).  over: names, or beginnings that end with a dash. */
  function said(key, fields, over) {
    const begins = over.split(" ");
    const isMeant = (name) => begins.some((one) => name === one || (one.endsWith("-") && name.startsWith(one)));
    const typed = fields.filter(([name, value]) => isMeant(name) && typeof value === "string" && value);
    return [key, ...typed.map(([name, value]) => `${name}=${value}`).sort()].join("\n");
  }

  /* pin: digits; salt: hexadecimal; rounds: a number; about: what is proved, see `said`. */
  async function proof(pin, salt, rounds, about) {
    const subtle = self.crypto.subtle;
    const typed = await subtle.importKey("raw", text(pin), "PBKDF2", false, ["deriveBits"]);
    const method = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: rounds };
    const verifier = await subtle.deriveBits(method, typed, 256);
    const signing = { name: "HMAC", hash: "SHA-256" };
    const under = await subtle.importKey("raw", verifier, signing, false, ["sign"]);
    return hexOf(await subtle.sign("HMAC", under, text(about)));
  }

  self.TequioPins = { proof, said };
})();

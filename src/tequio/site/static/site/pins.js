/* A PIN proved without a network: the same arithmetic as membership/rules/pins.py.  The PIN itself
   leaves no field and is never kept; what is kept proves that it was typed for this key. */
"use strict";
(function () {
  const bytesOf = (hex) => new Uint8Array(hex.match(/../g).map((pair) => parseInt(pair, 16)));
  const hexOf = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, "0")).join("");
  const text = (words) => new TextEncoder().encode(words);

  /* pin: digits; salt: hexadecimal; rounds: a number; key: of the form that is sent. */
  async function proof(pin, salt, rounds, key) {
    const subtle = self.crypto.subtle;
    const typed = await subtle.importKey("raw", text(pin), "PBKDF2", false, ["deriveBits"]);
    const method = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: rounds };
    const verifier = await subtle.deriveBits(method, typed, 256);
    const signing = { name: "HMAC", hash: "SHA-256" };
    const under = await subtle.importKey("raw", verifier, signing, false, ["sign"]);
    return hexOf(await subtle.sign("HMAC", under, text(key)));
  }

  self.TequioPins = { proof };
})();

// Unpacks the program, starts it, and shows the panel when it stops.
// It must never show an error's own text, which could carry a secret: a place in the source is all it passes on.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  // The check before this has said so already.
  if (!byId("cannot-start").hidden) return;

  // A file and a line, as Rust prints a location: nothing that could be a sentence, or a seed.
  const PLACE = /^[\w.\/\\@+-]{1,200}:\d+(:\d+)?$/;

  const panel = byId("panic");
  byId("panic-reload").addEventListener("click", () => location.reload());

  // As long as secrets stay shown without use, by default: five minutes, in milliseconds.
  const FORGET_AFTER = 300_000;

  function forget() {
    byId("app").replaceChildren();
  }

  function stop(place) {
    // The first place is the cause; what comes after it is an echo.
    if (!panel.hidden) return;
    byId("panic-place").textContent = place;
    byId("start").hidden = true;
    panel.hidden = false;
    panel.focus();
    // The program hides no secret any more: the page does, when it is left, and after a while.
    addEventListener("pagehide", forget);
    setTimeout(forget, FORGET_AFTER);
  }

  // A trap that no panic announced: memory or stack ran out, or the code is wrong. An exhausted stack is
  // a RangeError, in Firefox an InternalError. Other errors may be harmless: the page goes on.
  const TRAPS = ["RuntimeError", "RangeError", "InternalError"];

  function stopOnTrap(error) {
    const name = error instanceof Error ? error.name : "";
    if (TRAPS.includes(name)) stop(`no place known (${name})`);
  }

  // WebKit keeps errors back from a page that was opened as a file: there every script is the page's own.
  function isHidden(event) {
    return location.protocol === "file:" && !event.error && event.message === "Script error.";
  }

  document.addEventListener("totp-panic", (event) => {
    stop(PLACE.test(event.detail) ? event.detail : "no place known");
  });
  addEventListener("error", (event) => {
    if (isHidden(event)) stop("no place known");
    else stopOnTrap(event.error);
  });
  addEventListener("unhandledrejection", (event) => stopOnTrap(event.reason));

  // The static text gives way to the program as soon as that has drawn something.
  new MutationObserver((_, observer) => {
    observer.disconnect();
    byId("start").hidden = true;
  }).observe(byId("app"), { childList: true });

  function fromBase64(text) {
    return Uint8Array.fromBase64
      ? Uint8Array.fromBase64(text)
      : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  function unpack(packed) {
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(plain).arrayBuffer();
  }

  const program = () => unpack(fromBase64(byId("wasm").textContent));

  // The program asks for its own bytes, to show their hash.
  document.addEventListener("totp-unpack", ({ detail }) => { detail.program = program(); });

  async function start() {
    await wasm_bindgen({ module_or_path: await program() });
  }

  start().catch((error) => {
    stopOnTrap(error);
    if (!panel.hidden) return;
    byId("start-failed").hidden = false;
    byId("cannot-start").hidden = false;
    byId("start").hidden = false;
  });
})();

// Runs first, in whatever browser this is, and un-hides the text that says what it lacks.
// It must parse in very old browsers: ES5 only. It must never write markup.
(function () {
  "use strict";

  function show(id) {
    document.getElementById(id).removeAttribute("hidden");
  }

  function hasWebAssembly() {
    return typeof WebAssembly === "object" && typeof WebAssembly.instantiate === "function";
  }

  // Chromium knew the class long before it knew this format: only asking for the format tells.
  function canUnpack() {
    try {
      new DecompressionStream("deflate-raw");
      return true;
    } catch (error) {
      return false;
    }
  }

  function report(id) {
    show(id);
    show("cannot-start");
  }

  if (!hasWebAssembly()) { report("missing-webassembly"); }
  if (!canUnpack()) { report("missing-decompression"); }
})();

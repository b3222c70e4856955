// Where the page is hosted: keeps it for use without a network, makes it installable, and offers newer versions.
// Opened as a file, or in a frame, it asks for nothing. It must never load a new version unasked.
(() => {
  "use strict";

  const isHosted = location.protocol === "http:" || location.protocol === "https:";
  // The copy for frames is not kept, not even where somebody opens it by itself.
  const isForFrames = /\/embed\/(index\.html)?$/.test(location.pathname);
  if (!isHosted || isForFrames || window.parent !== window) return;
  // Missing over plain http and in some private windows; reading it throws where the origin is opaque.
  if (self.origin === "null" || !("serviceWorker" in navigator)) return;

  const byId = (id) => document.getElementById(id);

  function attachManifest() {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = "manifest.webmanifest";
    document.head.append(link);
  }

  function offerWhenInstalled(worker, registration) {
    worker.addEventListener("statechange", () => {
      // The first version ever has none before it, and nothing to offer.
      if (worker.state === "installed" && registration.active) byId("update-offer").hidden = false;
    });
  }

  function loadNewVersion(registration) {
    const next = registration.waiting;
    if (!next) {
      // Another tab was first, or the last page of the old version was closed.
      location.reload();
      return;
    }
    // Not `controllerchange`: a page that was loaded before there was a worker has no controller.
    next.addEventListener("statechange", () => {
      if (next.state === "activated") location.reload();
    });
    next.postMessage("take over");
  }

  function watch(registration) {
    attachManifest();
    byId("update-load").addEventListener("click", () => loadNewVersion(registration));
    byId("update-later").addEventListener("click", () => { byId("update-offer").hidden = true; });
    byId("update-offer").hidden = !registration.waiting;
    if (registration.installing) offerWhenInstalled(registration.installing, registration);
    registration.addEventListener("updatefound", () => offerWhenInstalled(registration.installing, registration));
  }

  // After all else: the page must not wait for its own copy.
  addEventListener("load", () => {
    // A host that has the page alone refuses, and so do some browsers: the page is the same without.
    navigator.serviceWorker.register("sw.js").then(watch, () => {});
  });
})();

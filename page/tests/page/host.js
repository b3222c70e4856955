// Writes down what a host page hears: messages, events of the elements, violations of its policy, errors. In the document's
// data, for a driver does not see the page's own names in every browser.
(() => {
  const heard = [];
  const note = (text) => {
    heard.push(text);
    document.documentElement.dataset.heard = JSON.stringify(heard);
  };
  addEventListener("message", ({ data, origin }) => note(`message ${origin} ${JSON.stringify(data)}`));
  for (const type of ["ready", "error"]) {
    // Neither bubbles: only the way down passes here.
    document.addEventListener(type, ({ target, detail }) => {
      if (target.localName === "totp-toolset") note([target.id, type, detail.reason].filter(Boolean).join(" "));
    }, true);
  }
  document.addEventListener("securitypolicyviolation", (event) => note(`violation ${event.effectiveDirective} ${event.blockedURI}`));
  addEventListener("error", (event) => { if (event.message) note(`mistake ${event.message}`); });
  addEventListener("unhandledrejection", (event) => note(`mistake ${event.reason}`));
})();

// Runs before everything else: keeps what the policy refuses, until the program listens itself and asks for it.
// It must parse in very old browsers: ES5 only. It decides nothing.
(function () {
  "use strict";

  var refused = [];

  function keep(event) { refused.push(event); }

  document.addEventListener("securitypolicyviolation", keep);
  document.addEventListener("totp-refused", function (event) {
    document.removeEventListener("securitypolicyviolation", keep);
    while (refused.length > 0) { event.detail.push(refused.shift()); }
  });
})();

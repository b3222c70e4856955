// Gives the demos the theme that the reader has chosen for the guide. It must do nothing else.
(() => {
  "use strict";

  const DARK = ["ayu", "coal", "navy"];
  const root = document.documentElement;

  function follow() {
    const theme = DARK.some((name) => root.classList.contains(name)) ? "dark" : "light";
    for (const demo of document.querySelectorAll("totp-toolset")) {
      if (demo.getAttribute("theme") !== theme) demo.setAttribute("theme", theme);
    }
  }

  new MutationObserver(follow).observe(root, { attributeFilter: ["class"] });
  follow();
})();
